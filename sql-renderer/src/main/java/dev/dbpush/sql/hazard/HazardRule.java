package dev.dbpush.sql.hazard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rules that look at a statement. Their ids, the names in kebab-case, are stable: migration files
 * and options name them.
 *
 * <p>Why each speaks up, and the safe way, stands in {@code rules.txt} beside this class and, as a
 * table, in {@code docs/hazards.md}.
 */
public enum HazardRule {
  REWRITE_TYPE(Severity.WARNING, Effect.OUTAGE),
  TYPE_SCAN(Severity.WARNING, Effect.OUTAGE),
  CHANGE_TYPE(Severity.WARNING, Effect.BREAKS_APPLICATION),
  NARROW_TYPE(Severity.WARNING, Effect.DATA_LOSS),
  ZONE_CONVERSION(Severity.WARNING, Effect.MAY_FAIL),
  LOST_STATISTICS(Severity.NOTE, Effect.DESIGN),
  VOLATILE_DEFAULT(Severity.WARNING, Effect.OUTAGE),
  SERIAL_COLUMN_ADDED(Severity.WARNING, Effect.OUTAGE),
  STORED_COLUMN_ADDED(Severity.WARNING, Effect.OUTAGE),
  DOMAIN_COLUMN_ADDED(Severity.WARNING, Effect.OUTAGE),
  REQUIRED_COLUMN_ADDED(Severity.WARNING, Effect.MAY_FAIL),
  SET_NOT_NULL_SCAN(Severity.WARNING, Effect.OUTAGE),
  DROP_NOT_NULL(Severity.WARNING, Effect.BREAKS_APPLICATION),
  CHANGE_DEFAULT(Severity.NOTE, Effect.BREAKS_APPLICATION),
  DROP_COLUMN(Severity.WARNING, Effect.DATA_LOSS),
  RENAME_COLUMN(Severity.WARNING, Effect.BREAKS_APPLICATION),
  JSON_COLUMN(Severity.NOTE, Effect.DESIGN),
  IDENTITY_START(Severity.WARNING, Effect.MAY_FAIL),
  EXPRESSION_CHANGE(Severity.WARNING, Effect.OUTAGE),
  CHECK_SCAN(Severity.WARNING, Effect.OUTAGE),
  FOREIGN_KEY_SCAN(Severity.WARNING, Effect.OUTAGE),
  FOREIGN_KEY_PEER(Severity.NOTE, Effect.OUTAGE),
  VALIDATE_SAME_TRANSACTION(Severity.WARNING, Effect.OUTAGE),
  UNIQUE_BUILD(Severity.WARNING, Effect.OUTAGE),
  PRIMARY_KEY_BUILD(Severity.WARNING, Effect.OUTAGE),
  EXCLUSION_BUILD(Severity.WARNING, Effect.OUTAGE),
  DROP_CONSTRAINT(Severity.WARNING, Effect.BREAKS_APPLICATION),
  DROP_FOREIGN_KEY(Severity.WARNING, Effect.OUTAGE),
  FOREIGN_KEY_UNINDEXED(Severity.NOTE, Effect.DESIGN),
  UNNAMED_CONSTRAINT(Severity.NOTE, Effect.DESIGN),
  INDEX_NON_CONCURRENT(Severity.WARNING, Effect.OUTAGE),
  INDEX_CONCURRENT(Severity.NOTE, Effect.INVALID_INDEX),
  DROP_INDEX_NON_CONCURRENT(Severity.WARNING, Effect.OUTAGE),
  REINDEX_NON_CONCURRENT(Severity.WARNING, Effect.OUTAGE),
  CONCURRENTLY_IN_TRANSACTION(Severity.ERROR, Effect.MAY_FAIL),
  CONCURRENT_INDEX_CORRUPTION(Severity.WARNING, Effect.MAY_FAIL),
  WIDE_INDEX(Severity.NOTE, Effect.DESIGN),
  DROP_TABLE(Severity.WARNING, Effect.DATA_LOSS),
  TRUNCATE(Severity.WARNING, Effect.DATA_LOSS),
  TRUNCATE_CASCADE(Severity.WARNING, Effect.DATA_LOSS),
  DROP_SCHEMA(Severity.WARNING, Effect.DATA_LOSS),
  DROP_DATABASE(Severity.ERROR, Effect.DATA_LOSS),
  CASCADE(Severity.WARNING, Effect.DATA_LOSS),
  RENAME_TABLE(Severity.WARNING, Effect.BREAKS_APPLICATION),
  RENAME_OBJECT(Severity.WARNING, Effect.BREAKS_APPLICATION),
  MOVE_SCHEMA(Severity.WARNING, Effect.BREAKS_APPLICATION),
  SET_LOGGED(Severity.WARNING, Effect.OUTAGE),
  SET_UNLOGGED(Severity.WARNING, Effect.DATA_LOSS),
  UNLOGGED_TABLE(Severity.WARNING, Effect.DATA_LOSS),
  MOVE_TABLESPACE(Severity.WARNING, Effect.OUTAGE),
  ACCESS_METHOD(Severity.WARNING, Effect.OUTAGE),
  CLUSTER(Severity.WARNING, Effect.OUTAGE),
  VACUUM_FULL(Severity.WARNING, Effect.OUTAGE),
  REPACK_AVAILABLE(Severity.NOTE, Effect.OUTAGE),
  REFRESH_NON_CONCURRENT(Severity.WARNING, Effect.OUTAGE),
  LOCK_TABLE(Severity.WARNING, Effect.OUTAGE),
  ATTACH_PARTITION_SCAN(Severity.WARNING, Effect.OUTAGE),
  PARTITION_CREATED(Severity.WARNING, Effect.OUTAGE),
  DETACH_PARTITION(Severity.WARNING, Effect.OUTAGE),
  REPLICA_IDENTITY(Severity.WARNING, Effect.MAY_FAIL),
  REPEATED_REWRITE(Severity.NOTE, Effect.OUTAGE),
  HELD_LOCK(Severity.WARNING, Effect.OUTAGE),
  DOMAIN_SCAN(Severity.WARNING, Effect.OUTAGE),
  DOMAIN_CONSTRAINT_ADDED(Severity.WARNING, Effect.OUTAGE),
  DOMAIN_WITH_CONSTRAINT(Severity.NOTE, Effect.DESIGN),
  ENUM_VALUE_SAME_TRANSACTION(Severity.ERROR, Effect.MAY_FAIL),
  ENUM_VALUE_ORDER(Severity.NOTE, Effect.DESIGN),
  ENUM_VALUE_PERMANENT(Severity.NOTE, Effect.NOT_REVERSIBLE),
  CHANGE_COMPOSITE(Severity.WARNING, Effect.OUTAGE),
  DROP_OBJECT(Severity.WARNING, Effect.BREAKS_APPLICATION),
  CHANGE_TRIGGER(Severity.WARNING, Effect.BREAKS_APPLICATION),
  DISABLE_TRIGGER(Severity.WARNING, Effect.MAY_FAIL),
  CHANGE_RULE(Severity.WARNING, Effect.BREAKS_APPLICATION),
  CHANGE_POLICY(Severity.WARNING, Effect.ACCESS),
  ROW_SECURITY(Severity.WARNING, Effect.ACCESS),
  CHANGE_PRIVILEGE(Severity.NOTE, Effect.ACCESS),
  CHANGE_OWNER(Severity.WARNING, Effect.ACCESS),
  CHANGE_PUBLICATION(Severity.WARNING, Effect.MAY_FAIL),
  MASS_UPDATE(Severity.WARNING, Effect.OUTAGE),
  MASS_DELETE(Severity.WARNING, Effect.DATA_LOSS),
  DUPLICATE_COLUMN(Severity.ERROR, Effect.MAY_FAIL),
  OPAQUE_CODE(Severity.NOTE, Effect.UNKNOWN),
  EXTENSION_CHANGE(Severity.WARNING, Effect.BREAKS_APPLICATION),
  SYSTEM_SETTING(Severity.WARNING, Effect.BREAKS_APPLICATION),
  NON_ATOMIC(Severity.WARNING, Effect.NOT_ATOMIC),
  HALF_APPLIED(Severity.WARNING, Effect.NOT_ATOMIC),
  NESTED_TRANSACTION(Severity.ERROR, Effect.NOT_ATOMIC),
  UNCOMMITTED_TRANSACTION(Severity.ERROR, Effect.NOT_ATOMIC),
  NO_LOCK_TIMEOUT(Severity.WARNING, Effect.OUTAGE),
  NO_STATEMENT_TIMEOUT(Severity.NOTE, Effect.OUTAGE),
  LONG_IDENTIFIER(Severity.WARNING, Effect.MAY_FAIL),
  UNQUALIFIED_TABLE(Severity.NOTE, Effect.DESIGN),
  INT_COLUMN(Severity.NOTE, Effect.DESIGN),
  SMALLINT_COLUMN(Severity.NOTE, Effect.DESIGN),
  CHAR_COLUMN(Severity.NOTE, Effect.DESIGN),
  VARCHAR_LIMIT(Severity.NOTE, Effect.DESIGN),
  TIMESTAMP_WITHOUT_ZONE(Severity.NOTE, Effect.DESIGN),
  SERIAL_TYPE(Severity.NOTE, Effect.DESIGN);

  private static final Map<String, HazardRule> BY_ID =
      Arrays.stream(values()).collect(Collectors.toMap(HazardRule::id, Function.identity()));

  private final Severity severity;
  private final Effect effect;
  private final String id;
  private final RuleTexts.Text text;

  HazardRule(Severity severity, Effect effect) {
    this.severity = severity;
    this.effect = effect;
    this.id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.text = RuleTexts.of(id);
  }

  /** The rule with this id. */
  public static Optional<HazardRule> byId(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** The stable id: {@code set-not-null-scan}. */
  public String id() {
    return id;
  }

  /** How loudly to tell. */
  public Severity severity() {
    return severity;
  }

  /** What it does, if it does. */
  public Effect effect() {
    return effect;
  }

  /** Why it hurts, one line without a full stop. */
  public String why() {
    return text.why();
  }

  /** The safe way, one line without a full stop. */
  public String recipe() {
    return text.recipe();
  }
}
