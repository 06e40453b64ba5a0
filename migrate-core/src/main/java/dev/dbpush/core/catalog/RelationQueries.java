package dev.dbpush.core.catalog;

/** Queries for tables, views and what belongs to them. */
final class RelationQueries {
  static final String RELATIONS =
      """
      SELECT c.oid, n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner),
        obj_description(c.oid, 'pg_class'), {acl c.relacl c.relowner}, c.relpersistence,
        CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
        CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid, true) END,
        (SELECT string_agg(pn.nspname || E'\\x1f' || p.relname, E'\\x1e' ORDER BY i.inhseqno)
          FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
          JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid),
        CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END,
        coalesce((SELECT quote_ident(a.amname) FROM pg_am a WHERE a.oid = c.relam
          AND a.amname <> current_setting('default_table_access_method')), ''),
        coalesce((SELECT quote_ident(s.spcname) FROM pg_tablespace s WHERE s.oid = c.reltablespace), ''),
        concat_ws(E'\\x1e', array_to_string(c.reloptions, E'\\x1e'),
          (SELECT array_to_string(ARRAY(SELECT 'toast.' || o FROM unnest(t.reloptions) o), E'\\x1e')
            FROM pg_class t WHERE t.oid = c.reltoastrelid AND t.reloptions IS NOT NULL
              AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
                AND NOT a.attisdropped AND a.attlen = -1 AND a.attstorage <> 'p'))),
        c.relreplident,
        CASE WHEN c.relreplident = 'i' THEN (SELECT quote_ident(r.relname) FROM pg_index x
          JOIN pg_class r ON r.oid = x.indexrelid WHERE x.indrelid = c.oid AND x.indisreplident) END,
        c.relrowsecurity, c.relforcerowsecurity,
        CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid, true) END
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE {schemas} AND c.relkind IN ('r', 'p', 'v', 'm') AND c.relpersistence <> 't'
        AND {own pg_class c}
      """;

  static final String COLUMNS =
      """
      SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation
          THEN a.attcollation::regcollation::text END,
        a.attnotnull, a.attidentity, a.attgenerated,
        CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage ELSE '' END,
        a.attcompression, coalesce(a.attstattarget, -1), array_to_string(a.attoptions, E'\\x1e'),
        a.attinhcount > 0, a.attislocal, col_description(a.attrelid, a.attnum),
        {acl a.attacl c.relowner}, d.oid, pg_get_expr(d.adbin, d.adrelid, true)
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE {schemas} AND c.relkind IN ('r', 'p', 'v', 'm', 'c') AND c.relpersistence <> 't'
        AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attrelid, a.attnum
      """;

  static final String CONSTRAINTS =
      """
      SELECT k.oid, k.conrelid, k.contypid, k.conname, k.contype, pg_get_constraintdef(k.oid, true),
        k.convalidated AND (i.relkind IS DISTINCT FROM 'I' OR x.indisvalid), k.coninhcount > 0 AND NOT k.conislocal OR k.conparentid <> 0,
        (SELECT string_agg(a.attname, E'\\x1e' ORDER BY u.position)
          FROM unnest(k.conkey) WITH ORDINALITY u (number, position)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number),
        obj_description(k.oid, 'pg_constraint'),
        CASE WHEN k.contype IN ('p', 'u', 'x') THEN k.conindid ELSE 0 END,
        coalesce(x.indisclustered, false),
        CASE WHEN k.contype IN ('p', 'u', 'x')
          THEN array_to_string(i.reloptions, E'\\x1e') END,
        k.coninhcount > 0, k.conparentid, k.connoinherit
      FROM pg_constraint k
      LEFT JOIN pg_class i ON i.oid = k.conindid AND k.contype IN ('p', 'u', 'x')
      LEFT JOIN pg_index x ON x.indexrelid = i.oid
      JOIN pg_namespace n ON n.oid = k.connamespace
      WHERE {schemas} AND k.contype <> 't'
      """;

  static final String INDEXES =
      """
      SELECT c.oid, n.nspname, c.relname, x.indrelid, pg_get_indexdef(c.oid, 0, true), x.indisunique,
        c.relkind = 'I',
        x.indisvalid OR c.relkind = 'I'
          AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = x.indrelid),
        x.indisclustered, c.relispartition,
        obj_description(c.oid, 'pg_class'),
        (SELECT string_agg(a.attnum || '=' || a.attstattarget, E'\\x1e' ORDER BY a.attnum)
          FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attstattarget >= 0),
        (SELECT i.inhparent FROM pg_inherits i WHERE i.inhrelid = c.oid)
      FROM pg_index x
      JOIN pg_class c ON c.oid = x.indexrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE {schemas} AND c.relpersistence <> 't' AND NOT EXISTS (SELECT FROM pg_constraint k
        WHERE k.conindid = c.oid AND k.conrelid = x.indrelid AND k.contype IN ('p', 'u', 'x'))
      """;

  static final String SEQUENCES =
      """
      SELECT c.oid, n.nspname, c.relname, pg_get_userbyid(c.relowner),
        obj_description(c.oid, 'pg_class'), {acl c.relacl c.relowner}, c.relpersistence = 'u',
        format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
        s.seqcycle, coalesce(d.deptype, ' '), coalesce(d.refobjid, 0), coalesce(d.refobjsubid, 0)
      FROM pg_sequence s
      JOIN pg_class c ON c.oid = s.seqrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
        AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
      WHERE {schemas} AND c.relpersistence <> 't' AND {own pg_class c}
      """;

  static final String TRIGGERS =
      """
      SELECT t.oid, t.tgrelid, t.tgname, pg_get_triggerdef(t.oid, true), t.tgenabled,
        obj_description(t.oid, 'pg_trigger'), t.tgconstraint <> 0, t.tgconstraint
      FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE {schemas} AND NOT t.tgisinternal AND t.tgparentid = 0
      """;

  static final String RULES =
      """
      SELECT r.oid, r.ev_class, r.rulename, pg_get_ruledef(r.oid, true), r.ev_enabled,
        obj_description(r.oid, 'pg_rewrite')
      FROM pg_rewrite r
      JOIN pg_class c ON c.oid = r.ev_class
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE {schemas}
      """;

  static final String POLICIES =
      """
      SELECT p.oid, p.polrelid, p.polname, p.polpermissive, p.polcmd,
        (SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE pg_get_userbyid(r) END, E'\\x1e')
          FROM unnest(p.polroles) r),
        pg_get_expr(p.polqual, p.polrelid, true), pg_get_expr(p.polwithcheck, p.polrelid, true),
        obj_description(p.oid, 'pg_policy')
      FROM pg_policy p
      JOIN pg_class c ON c.oid = p.polrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE {schemas}
      """;

  static final String STATISTICS =
      """
      SELECT s.oid, n.nspname, s.stxname, s.stxrelid, pg_get_userbyid(s.stxowner),
        obj_description(s.oid, 'pg_statistic_ext'), replace(pg_get_statisticsobjdef(s.oid),
          ' ON ' || pg_get_statisticsobjdef_columns(s.oid) || ' FROM ',
          ' ON ' || array_to_string(ARRAY(SELECT quote_ident(a.attname) FROM pg_attribute a
            WHERE a.attrelid = s.stxrelid AND a.attnum = ANY (s.stxkeys) ORDER BY a.attname)
            || coalesce(pg_get_statisticsobjdef_expressions(s.oid), '{}'), ', ') || ' FROM '),
        coalesce(s.stxstattarget, -1)
      FROM pg_statistic_ext s
      JOIN pg_namespace n ON n.oid = s.stxnamespace
      WHERE {schemas}
      """;

  private RelationQueries() {}
}
