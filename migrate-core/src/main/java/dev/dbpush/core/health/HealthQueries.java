package dev.dbpush.core.health;

import dev.dbpush.sql.history.ArrayLiteral;
import dev.dbpush.sql.history.HistoryTable;
import dev.dbpush.sql.syntax.Identifier;
import java.util.List;

/**
 * The queries of a look at a database, all sent as one message. Every name comes out with its
 * schema. PostgreSQL documentation, 52 (system catalogs), 27.2 (statistics).
 */
final class HealthQueries {
  private static final String DATABASE =
      "(SELECT d.oid FROM pg_database d WHERE d.datname = current_database())";

  private final HistoryTable table;
  private final String schemas;

  HealthQueries(HistoryTable table, List<String> schemas) {
    this.table = table;
    this.schemas = ArrayLiteral.of(schemas) + "::text[]";
  }

  /** In the order in which the results are read. */
  List<String> all() {
    return List.of(
        server(),
        schemaRights(),
        foreignOwners(),
        lockHolder(),
        transactions(),
        preparedTransactions(),
        invalidIndexes(),
        unvalidatedConstraints(),
        sequences());
  }

  /** One row. */
  private String server() {
    String history = oid(table.name());
    String settings = oid("dbpush_settings");
    return """
    SELECT current_user, pg_backend_pid(), has_database_privilege(current_database(), 'TEMP'),
      current_setting('default_transaction_read_only')::boolean,
      (SELECT age(d.datfrozenxid) FROM pg_database d WHERE d.datname = current_database()),
      current_setting('autovacuum_freeze_max_age')::bigint,
      (SELECT count(*) FROM pg_stat_activity a WHERE a.usename IS NOT NULL), current_setting('max_connections')::int,
      %1$s IS NULL OR has_table_privilege(%1$s, 'SELECT') AND has_table_privilege(%1$s, 'INSERT')
        AND has_table_privilege(%1$s, 'UPDATE') AND has_table_privilege(%1$s, 'DELETE'),
      %2$s IS NULL OR has_table_privilege(%2$s, 'SELECT') AND has_table_privilege(%2$s, 'INSERT'),
      pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')\
    """
        .formatted(history, settings);
  }

  /** As to_regclass gives it, but also where the role may not look into the schema. */
  private String oid(String relation) {
    return "(SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE"
        + " n.nspname = "
        + Identifier.literal(table.schema())
        + " AND c.relname = "
        + Identifier.literal(relation)
        + ")";
  }

  /** Schema, whether it exists, CREATE, USAGE. */
  private String schemaRights() {
    return """
    SELECT s.name, n.oid IS NOT NULL, coalesce(has_schema_privilege(n.oid, 'CREATE'), false),
      coalesce(has_schema_privilege(n.oid, 'USAGE'), false)
    FROM (SELECT DISTINCT unnest(%s || %s::text) AS name) s
    LEFT JOIN pg_namespace n ON n.nspname = s.name ORDER BY 1\
    """
        .formatted(schemas, Identifier.literal(table.schema()));
  }

  /** Relations that the role may not alter: how many, and the first few with their owners. */
  private String foreignOwners() {
    return """
    SELECT count(*) OVER (), format('%%I.%%I', n.nspname, c.relname), pg_get_userbyid(c.relowner)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY (%s) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND NOT pg_has_role(c.relowner, 'USAGE')
      AND NOT (n.nspname = %s AND c.relname IN (%s, 'dbpush_settings'))
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    ORDER BY 2 LIMIT 5\
    """
        .formatted(schemas, Identifier.literal(table.schema()), Identifier.literal(table.name()));
  }

  private String lockHolder() {
    long key = table.lockKey();
    return """
    SELECT format('pid %%s, application "%%s", role %%s', l.pid, a.application_name, a.usename)
    FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.pid <> pg_backend_pid()
      AND l.classid::bigint = %d AND l.objid::bigint = %d AND l.database = %s\
    """
        .formatted(key >>> 32, key & 0xffffffffL, DATABASE);
  }

  /**
   * Transactions that are open for a while: description, seconds, how many relations of the schemas
   * they lock, the strongest kind told apart only by that.
   */
  private String transactions() {
    return """
    SELECT format('pid %%s, application "%%s", role %%s, %%s', a.pid, a.application_name, a.usename, a.state),
      extract(epoch FROM clock_timestamp() - a.xact_start)::bigint,
      (SELECT count(DISTINCT l.relation) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE l.pid = a.pid AND l.granted AND l.database = %s AND n.nspname = ANY (%s)),
      left(regexp_replace(coalesce(a.query, ''), '\\s+', ' ', 'g'), 80)
    FROM pg_stat_activity a
    WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
      AND a.xact_start < clock_timestamp() - interval '5 seconds'
    ORDER BY a.xact_start, a.pid LIMIT 20\
    """
        .formatted(DATABASE, schemas);
  }

  private String preparedTransactions() {
    return """
    SELECT format('%L by %s, prepared %s', gid, owner, to_char(prepared, 'YYYY-MM-DD HH24:MI:SS TZ'))
    FROM pg_prepared_xacts WHERE database = current_database() ORDER BY prepared, gid LIMIT 20\
    """;
  }

  /**
   * Index, table, whether it is being built, whether it is of a partitioned table, whether it is of
   * an exclusion constraint, whether a valid one of the same definition exists, whether the role
   * may alter it.
   */
  private String invalidIndexes() {
    return """
    SELECT format('%%I.%%I', n.nspname, c.relname), format('%%I.%%I', tn.nspname, t.relname), c.relname,
      EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid),
      c.relkind = 'I', i.indisexclusion,
      EXISTS (SELECT FROM pg_index j WHERE j.indrelid = i.indrelid AND j.indexrelid <> i.indexrelid AND j.indisvalid
        AND j.indkey = i.indkey AND j.indclass = i.indclass AND j.indcollation = i.indcollation AND j.indoption = i.indoption
        AND j.indisunique = i.indisunique AND pg_get_expr(j.indexprs, j.indrelid) IS NOT DISTINCT FROM pg_get_expr(i.indexprs, i.indrelid)
        AND pg_get_expr(j.indpred, j.indrelid) IS NOT DISTINCT FROM pg_get_expr(i.indpred, i.indrelid)),
      pg_has_role(c.relowner, 'USAGE'),
      EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
    WHERE NOT i.indisvalid AND n.nspname = ANY (%s) ORDER BY 1 LIMIT 1000\
    """
        .formatted(schemas);
  }

  /**
   * Table, constraint, whether the role may alter it. One that is not enforced is never validated.
   */
  private String unvalidatedConstraints() {
    return """
    SELECT format('%%I.%%I', n.nspname, c.relname), quote_ident(k.conname), pg_has_role(c.relowner, 'USAGE')
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT k.convalidated AND k.conparentid = 0 AND k.contype IN ('c', 'f', 'n')
      AND (k.contype = 'f' OR k.coninhcount = 0)
      AND coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) AND n.nspname = ANY (%s)
    ORDER BY 1, 2 LIMIT 1000\
    """
        .formatted(schemas);
  }

  /**
   * Columns of whole numbers that are fed by a sequence: sequence, table, column, whether both may
   * be read, whether the greatest value is cheap to find, increment, the last value that fits,
   * whether the sequence may be changed.
   */
  private String sequences() {
    return """
    SELECT DISTINCT format('%%I.%%I', sn.nspname, s.relname), format('%%I.%%I', n.nspname, c.relname), quote_ident(a.attname),
      has_sequence_privilege(s.oid, 'SELECT') AND has_column_privilege(c.oid, a.attnum, 'SELECT'),
      c.relpages < 500 AND c.relkind = 'r' OR EXISTS (SELECT FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
        WHERE i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL AND i.indkey[0] = a.attnum
          AND x.relam = (SELECT m.oid FROM pg_am m WHERE m.amname = 'btree')),
      q.seqincrement, CASE WHEN q.seqincrement > 0
        THEN least(q.seqmax, CASE a.atttypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647
          ELSE 9223372036854775807 END) ELSE q.seqmin END,
      has_sequence_privilege(s.oid, 'UPDATE') AND has_table_privilege(c.oid, 'UPDATE'), q.seqcycle
    FROM pg_sequence q JOIN pg_class s ON s.oid = q.seqrelid JOIN pg_namespace sn ON sn.oid = s.relnamespace
    JOIN (
      SELECT d.objid AS seq, d.refobjid AS rel, d.refobjsubid AS col FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
      UNION SELECT d.refobjid, f.adrelid, f.adnum FROM pg_depend d JOIN pg_attrdef f ON f.oid = d.objid
        WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'n'
    ) AS fed ON fed.seq = q.seqrelid
    JOIN pg_class c ON c.oid = fed.rel AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = fed.col AND NOT a.attisdropped
    WHERE n.nspname = ANY (%s) AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
    ORDER BY 2, 3, 1\
    """
        .formatted(schemas);
  }
}
