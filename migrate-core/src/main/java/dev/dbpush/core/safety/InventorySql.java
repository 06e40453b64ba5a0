package dev.dbpush.core.safety;

/**
 * The queries behind an inventory. Each takes an array of schema names as its first parameter, and
 * is run with {@code search_path = pg_catalog}, so that every name comes out with its schema.
 * PostgreSQL documentation, 52 (system catalogs), 5.14 (dependency tracking).
 */
final class InventorySql {
  private InventorySql() {}

  /** Members of extensions with everything that is a part of them: indexes, row and array types. */
  private static final String COMMON =
      """
      WITH RECURSIVE ext (classid, objid) AS (
        SELECT d.classid, d.objid FROM pg_depend d WHERE d.deptype = 'e'
        UNION
        SELECT d.classid, d.objid FROM pg_depend d
          JOIN ext e ON d.refclassid = e.classid AND d.refobjid = e.objid WHERE d.deptype IN ('i', 'a')
      ), ns AS (
        SELECT n.oid, n.nspname FROM pg_namespace n WHERE n.nspname = ANY (?)
      )
      """;

  /** Kind, identity, locks, rows, in the order of the drops; the tool's own tables are left out. */
  static final String OBJECTS =
      COMMON
          + """
          , found (kind, depth, identity, locks, rows, classid, objid) AS (
            SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED_VIEW'
                WHEN 'f' THEN 'FOREIGN_TABLE' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
              CASE WHEN c.relispartition THEN (SELECT count(*) FROM pg_partition_ancestors(c.oid)) ELSE 0 END,
              format('%I.%I', ns.nspname, c.relname),
              4 + 2 * (SELECT count(*) FROM pg_depend d WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid),
              CASE WHEN c.relkind IN ('r', 'm') THEN greatest(c.reltuples::bigint, pg_stat_get_live_tuples(c.oid)) ELSE -1 END,
              'pg_class'::regclass::oid, c.oid
            FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
              AND NOT (c.relkind = 'r' AND (ns.nspname, c.relname) IN ((?, ?), (?, 'dbpush_settings')))
              AND NOT (c.relkind = 'S' AND EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')))
            UNION ALL
            SELECT 'STATISTICS', 0, format('%I.%I', ns.nspname, s.stxname), 2, -1, 'pg_statistic_ext'::regclass, s.oid
            FROM pg_statistic_ext s JOIN ns ON ns.oid = s.stxnamespace
            UNION ALL
            SELECT 'ROUTINE', 0, p.oid::regprocedure::text, 2, -1, 'pg_proc'::regclass, p.oid
            FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace
            WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
            UNION ALL
            SELECT 'OPERATOR_CLASS', 0, format('%I.%I USING %I', ns.nspname, o.opcname, a.amname), 4, -1, 'pg_opclass'::regclass, o.oid
            FROM pg_opclass o JOIN ns ON ns.oid = o.opcnamespace JOIN pg_am a ON a.oid = o.opcmethod
            UNION ALL
            SELECT 'OPERATOR_FAMILY', 0, format('%I.%I USING %I', ns.nspname, o.opfname, a.amname), 4, -1, 'pg_opfamily'::regclass, o.oid
            FROM pg_opfamily o JOIN ns ON ns.oid = o.opfnamespace JOIN pg_am a ON a.oid = o.opfmethod
            UNION ALL
            SELECT 'OPERATOR', 0, o.oid::regoperator::text, 2, -1, 'pg_operator'::regclass, o.oid
            FROM pg_operator o JOIN ns ON ns.oid = o.oprnamespace
            UNION ALL
            SELECT 'TYPE', 0, format('%I.%I', ns.nspname, t.typname), 6, -1, 'pg_type'::regclass, t.oid
            FROM pg_type t JOIN ns ON ns.oid = t.typnamespace
            WHERE (t.typtype IN ('e', 'd', 'r', 'b', 'p')
                OR t.typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
              AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
            UNION ALL
            SELECT 'COLLATION', 0, format('%I.%I', ns.nspname, c.collname), 2, -1, 'pg_collation'::regclass, c.oid
            FROM pg_collation c JOIN ns ON ns.oid = c.collnamespace
            UNION ALL
            SELECT 'CONVERSION', 0, format('%I.%I', ns.nspname, c.conname), 2, -1, 'pg_conversion'::regclass, c.oid
            FROM pg_conversion c JOIN ns ON ns.oid = c.connamespace
            UNION ALL
            SELECT 'TS_CONFIGURATION', 0, format('%I.%I', ns.nspname, c.cfgname), 2, -1, 'pg_ts_config'::regclass, c.oid
            FROM pg_ts_config c JOIN ns ON ns.oid = c.cfgnamespace
            UNION ALL
            SELECT 'TS_DICTIONARY', 0, format('%I.%I', ns.nspname, d.dictname), 2, -1, 'pg_ts_dict'::regclass, d.oid
            FROM pg_ts_dict d JOIN ns ON ns.oid = d.dictnamespace
            UNION ALL
            SELECT 'TS_TEMPLATE', 0, format('%I.%I', ns.nspname, t.tmplname), 2, -1, 'pg_ts_template'::regclass, t.oid
            FROM pg_ts_template t JOIN ns ON ns.oid = t.tmplnamespace
            UNION ALL
            SELECT 'TS_PARSER', 0, format('%I.%I', ns.nspname, p.prsname), 2, -1, 'pg_ts_parser'::regclass, p.oid
            FROM pg_ts_parser p JOIN ns ON ns.oid = p.prsnamespace
          )
          SELECT f.kind, f.identity, f.locks, f.rows FROM found f
          WHERE NOT EXISTS (SELECT FROM ext e WHERE e.classid = f.classid AND e.objid = f.objid)
          ORDER BY f.depth DESC, f.identity COLLATE "C"
          """;

  /**
   * Descriptions of objects outside the schemas that hang on objects inside. What is part of a
   * relation counts as the relation.
   */
  static final String DEPENDENTS =
      COMMON
          + """
          , inside (classid, objid) AS (
            SELECT 'pg_class'::regclass::oid, c.oid FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
            UNION ALL SELECT 'pg_type'::regclass, t.oid FROM pg_type t JOIN ns ON ns.oid = t.typnamespace
            UNION ALL SELECT 'pg_proc'::regclass, p.oid FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace
            UNION ALL SELECT 'pg_operator'::regclass, o.oid FROM pg_operator o JOIN ns ON ns.oid = o.oprnamespace
            UNION ALL SELECT 'pg_opclass'::regclass, o.oid FROM pg_opclass o JOIN ns ON ns.oid = o.opcnamespace
            UNION ALL SELECT 'pg_opfamily'::regclass, o.oid FROM pg_opfamily o JOIN ns ON ns.oid = o.opfnamespace
            UNION ALL SELECT 'pg_collation'::regclass, c.oid FROM pg_collation c JOIN ns ON ns.oid = c.collnamespace
            UNION ALL SELECT 'pg_conversion'::regclass, c.oid FROM pg_conversion c JOIN ns ON ns.oid = c.connamespace
            UNION ALL SELECT 'pg_ts_config'::regclass, c.oid FROM pg_ts_config c JOIN ns ON ns.oid = c.cfgnamespace
            UNION ALL SELECT 'pg_ts_dict'::regclass, d.oid FROM pg_ts_dict d JOIN ns ON ns.oid = d.dictnamespace
            UNION ALL SELECT 'pg_ts_template'::regclass, t.oid FROM pg_ts_template t JOIN ns ON ns.oid = t.tmplnamespace
            UNION ALL SELECT 'pg_ts_parser'::regclass, p.oid FROM pg_ts_parser p JOIN ns ON ns.oid = p.prsnamespace
            UNION ALL SELECT 'pg_constraint'::regclass, c.oid FROM pg_constraint c JOIN ns ON ns.oid = c.connamespace
            EXCEPT SELECT e.classid, e.objid FROM ext e
          ), edge AS (
            SELECT DISTINCT d.classid, d.objid, d.objsubid FROM pg_depend d
              JOIN inside i ON i.classid = d.refclassid AND i.objid = d.refobjid
            WHERE d.deptype <> 'e'
          ), part (classid, objid, objsubid, owner) AS (
            SELECT e.classid, e.objid, e.objsubid, CASE e.classid
                WHEN 'pg_class'::regclass THEN e.objid
                WHEN 'pg_rewrite'::regclass THEN (SELECT r.ev_class FROM pg_rewrite r WHERE r.oid = e.objid)
                WHEN 'pg_attrdef'::regclass THEN (SELECT a.adrelid FROM pg_attrdef a WHERE a.oid = e.objid)
                WHEN 'pg_trigger'::regclass THEN (SELECT t.tgrelid FROM pg_trigger t WHERE t.oid = e.objid)
                WHEN 'pg_policy'::regclass THEN (SELECT p.polrelid FROM pg_policy p WHERE p.oid = e.objid)
                WHEN 'pg_constraint'::regclass THEN (SELECT nullif(c.conrelid, 0) FROM pg_constraint c WHERE c.oid = e.objid)
              END FROM edge e
          ), home (classid, objid, objsubid, owner, schema) AS (
            SELECT p.classid, p.objid, p.objsubid, p.owner, CASE
                WHEN p.owner IS NOT NULL THEN (SELECT c.relnamespace FROM pg_class c WHERE c.oid = p.owner)
                WHEN p.classid = 'pg_type'::regclass THEN (SELECT t.typnamespace FROM pg_type t WHERE t.oid = p.objid)
                WHEN p.classid = 'pg_proc'::regclass THEN (SELECT f.pronamespace FROM pg_proc f WHERE f.oid = p.objid)
                WHEN p.classid = 'pg_operator'::regclass THEN (SELECT o.oprnamespace FROM pg_operator o WHERE o.oid = p.objid)
                WHEN p.classid = 'pg_opclass'::regclass THEN (SELECT o.opcnamespace FROM pg_opclass o WHERE o.oid = p.objid)
                WHEN p.classid = 'pg_opfamily'::regclass THEN (SELECT o.opfnamespace FROM pg_opfamily o WHERE o.oid = p.objid)
                WHEN p.classid = 'pg_conversion'::regclass THEN (SELECT c.connamespace FROM pg_conversion c WHERE c.oid = p.objid)
                WHEN p.classid = 'pg_constraint'::regclass THEN (SELECT c.connamespace FROM pg_constraint c WHERE c.oid = p.objid)
                WHEN p.classid = 'pg_ts_config'::regclass THEN (SELECT c.cfgnamespace FROM pg_ts_config c WHERE c.oid = p.objid)
                WHEN p.classid = 'pg_ts_dict'::regclass THEN (SELECT d.dictnamespace FROM pg_ts_dict d WHERE d.oid = p.objid)
                WHEN p.classid = 'pg_statistic_ext'::regclass THEN (SELECT s.stxnamespace FROM pg_statistic_ext s WHERE s.oid = p.objid)
              END FROM part p
          )
          SELECT DISTINCT CASE WHEN h.classid IN ('pg_rewrite'::regclass, 'pg_class'::regclass)
              THEN pg_describe_object('pg_class'::regclass, h.owner, 0)
              ELSE pg_describe_object(h.classid, h.objid, h.objsubid) END
          FROM home h
          WHERE (h.schema IS NOT NULL
              AND h.schema NOT IN (SELECT oid FROM ns) AND h.schema <> 'pg_toast'::regnamespace
              AND NOT EXISTS (SELECT FROM pg_namespace n WHERE n.oid = h.schema AND n.nspname LIKE 'pg\\_toast\\_temp%'))
            OR h.classid IN ('pg_extension'::regclass, 'pg_event_trigger'::regclass, 'pg_foreign_data_wrapper'::regclass,
              'pg_language'::regclass, 'pg_am'::regclass)
            OR EXISTS (SELECT FROM ext e WHERE e.classid = h.classid AND e.objid = h.objid)
          ORDER BY 1
          """;
}
