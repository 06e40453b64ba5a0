package dev.dbpush.sql.alter;

/** A sub-command of {@code ALTER TABLE}. PostgreSQL documentation, reference page ALTER TABLE. */
public enum AlterKind {
  /** {@code ADD [COLUMN] [IF NOT EXISTS] …}; see {@link AlterAction#definition}. */
  ADD_COLUMN,
  /** {@code DROP [COLUMN] [IF EXISTS] …}. */
  DROP_COLUMN,
  /** {@code ALTER … [SET DATA] TYPE …}. */
  ALTER_TYPE,
  /** {@code ALTER … SET DEFAULT …}. */
  SET_DEFAULT,
  /** {@code ALTER … DROP DEFAULT}. */
  DROP_DEFAULT,
  /** {@code ALTER … SET NOT NULL}. */
  SET_NOT_NULL,
  /** {@code ALTER … DROP NOT NULL}. */
  DROP_NOT_NULL,
  /** {@code ALTER … SET EXPRESSION AS (…)}, since 17. */
  SET_EXPRESSION,
  /** {@code ALTER … DROP EXPRESSION [IF EXISTS]}. */
  DROP_EXPRESSION,
  /** {@code ALTER … ADD GENERATED … AS IDENTITY}. */
  ADD_IDENTITY,
  /** {@code ALTER … SET GENERATED …}, {@code SET sequence_option}, {@code RESTART}. */
  SET_IDENTITY,
  /** {@code ALTER … DROP IDENTITY [IF EXISTS]}. */
  DROP_IDENTITY,
  /** {@code ALTER … SET STATISTICS …}; the column is null where it is given by its number. */
  SET_STATISTICS,
  /** {@code ALTER … SET (…)}. */
  SET_COLUMN_OPTIONS,
  /** {@code ALTER … RESET (…)}. */
  RESET_COLUMN_OPTIONS,
  /** {@code ALTER … SET STORAGE …}. */
  SET_STORAGE,
  /** {@code ALTER … SET COMPRESSION …}. */
  SET_COMPRESSION,
  /** {@code ALTER … OPTIONS (…)}, on a foreign table. */
  COLUMN_FOREIGN_OPTIONS,
  /** {@code ADD [CONSTRAINT …] …}; see {@link AlterAction#constraint}. */
  ADD_CONSTRAINT,
  /** {@code ALTER CONSTRAINT …}. */
  ALTER_CONSTRAINT,
  /** {@code VALIDATE CONSTRAINT …}. */
  VALIDATE_CONSTRAINT,
  /** {@code DROP CONSTRAINT [IF EXISTS] …}. */
  DROP_CONSTRAINT,
  /**
   * {@code ENABLE [REPLICA | ALWAYS] TRIGGER …}; the name is null for {@code ALL} and {@code USER}.
   */
  ENABLE_TRIGGER,
  /** {@code DISABLE TRIGGER …}; the name is null for {@code ALL} and {@code USER}. */
  DISABLE_TRIGGER,
  /** {@code ENABLE [REPLICA | ALWAYS] RULE …}. */
  ENABLE_RULE,
  /** {@code DISABLE RULE …}. */
  DISABLE_RULE,
  /** {@code ENABLE ROW LEVEL SECURITY}. */
  ENABLE_ROW_SECURITY,
  /** {@code DISABLE ROW LEVEL SECURITY}. */
  DISABLE_ROW_SECURITY,
  /** {@code FORCE ROW LEVEL SECURITY}. */
  FORCE_ROW_SECURITY,
  /** {@code NO FORCE ROW LEVEL SECURITY}. */
  NO_FORCE_ROW_SECURITY,
  /** {@code CLUSTER ON …}. */
  CLUSTER_ON,
  /** {@code SET WITHOUT CLUSTER}. */
  SET_WITHOUT_CLUSTER,
  /** {@code SET WITHOUT OIDS}. */
  SET_WITHOUT_OIDS,
  /** {@code SET ACCESS METHOD …}, since 15. */
  SET_ACCESS_METHOD,
  /** {@code SET TABLESPACE …}. */
  SET_TABLESPACE,
  /** {@code SET LOGGED}. */
  SET_LOGGED,
  /** {@code SET UNLOGGED}. */
  SET_UNLOGGED,
  /** {@code SET (…)}; see {@link AlterAction#parameters}. */
  SET_OPTIONS,
  /** {@code RESET (…)}; see {@link AlterAction#parameters}. */
  RESET_OPTIONS,
  /** {@code INHERIT …}. */
  INHERIT,
  /** {@code NO INHERIT …}. */
  NO_INHERIT,
  /** {@code OF …}. */
  OF_TYPE,
  /** {@code NOT OF}. */
  NOT_OF,
  /** {@code OWNER TO …}. */
  OWNER_TO,
  /** {@code REPLICA IDENTITY …}; the name is an index, or null. */
  REPLICA_IDENTITY,
  /** {@code OPTIONS (…)}, on a foreign table. */
  FOREIGN_OPTIONS,
  /** {@code RENAME TO …}; stands alone. */
  RENAME_TABLE,
  /** {@code RENAME [COLUMN] … TO …}; stands alone. */
  RENAME_COLUMN,
  /** {@code RENAME CONSTRAINT … TO …}; stands alone. */
  RENAME_CONSTRAINT,
  /** {@code SET SCHEMA …}; stands alone. */
  SET_SCHEMA,
  /** {@code ATTACH PARTITION …}; stands alone. */
  ATTACH_PARTITION,
  /** {@code DETACH PARTITION … [CONCURRENTLY | FINALIZE]}; stands alone. */
  DETACH_PARTITION,
  /** Something that these readers do not know. */
  UNKNOWN;

  /** Whether the grammar wants a statement of its own for it. */
  public boolean standsAlone() {
    return switch (this) {
      case RENAME_TABLE,
          RENAME_COLUMN,
          RENAME_CONSTRAINT,
          SET_SCHEMA,
          ATTACH_PARTITION,
          DETACH_PARTITION ->
          true;
      default -> false;
    };
  }
}
