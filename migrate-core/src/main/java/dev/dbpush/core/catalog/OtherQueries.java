package dev.dbpush.core.catalog;

/** Queries for types, routines and everything that stands outside tables. */
final class OtherQueries {
  static final String NAMESPACES =
      """
      SELECT n.oid, n.nspname, pg_get_userbyid(n.nspowner), obj_description(n.oid, 'pg_namespace'),
        {acl n.nspacl n.nspowner}
      FROM pg_namespace n WHERE {schemas} AND {own pg_namespace n}
      """;

  static final String EXTENSIONS =
      """
      SELECT e.oid, e.extname, n.nspname, pg_get_userbyid(e.extowner),
        obj_description(e.oid, 'pg_extension')
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname <> 'plpgsql'
      """;

  static final String TYPES =
      """
      SELECT t.oid, n.nspname, t.typname, t.typtype, pg_get_userbyid(t.typowner),
        obj_description(t.oid, 'pg_type'), {acl t.typacl t.typowner}, t.typrelid,
        CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
        CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation
          THEN t.typcollation::regcollation::text END,
        t.typnotnull, CASE WHEN t.typtype = 'd' THEN pg_get_expr(t.typdefaultbin, 0, true) END,
        (SELECT string_agg(e.enumlabel, E'\\x1e' ORDER BY e.enumsortorder)
          FROM pg_enum e WHERE e.enumtypid = t.oid),
        t.typarray,
        CASE WHEN t.typtype = 'r' THEN (SELECT concat_ws(', ',
            'subtype = ' || format_type(r.rngsubtype, NULL),
            (SELECT 'subtype_opclass = ' || quote_ident(o.opcname) FROM pg_opclass o
              WHERE o.oid = r.rngsubopc AND NOT o.opcdefault),
            (SELECT 'collation = ' || r.rngcollation::regcollation FROM pg_type s
              WHERE s.oid = r.rngsubtype AND r.rngcollation <> s.typcollation),
            CASE WHEN r.rngcanonical <> 0 THEN 'canonical = ' || r.rngcanonical END,
            CASE WHEN r.rngsubdiff <> 0 THEN 'subtype_diff = ' || r.rngsubdiff END,
            CASE WHEN m.typname <> CASE WHEN t.typname ~ 'range'
                THEN regexp_replace(t.typname, 'range', 'multirange')
                ELSE t.typname || '_multirange' END
              THEN 'multirange_type_name = ' || quote_ident(m.typname) END)
          FROM pg_range r JOIN pg_type m ON m.oid = r.rngmultitypid WHERE r.rngtypid = t.oid) END,
        CASE WHEN t.typtype = 'r' THEN (SELECT r.rngmultitypid FROM pg_range r
          WHERE r.rngtypid = t.oid) ELSE 0 END,
        coalesce(c.relkind, ' ')
      FROM pg_type t
      JOIN pg_namespace n ON n.oid = t.typnamespace
      LEFT JOIN pg_class c ON c.oid = t.typrelid
      LEFT JOIN pg_type b ON b.oid = t.typbasetype
      WHERE {schemas} AND (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c')
        AND {own pg_type t}
      """;

  static final String ROUTINES =
      """
      SELECT p.oid, n.nspname, p.proname,
        (SELECT string_agg(format_type(u.type, NULL), ', ' ORDER BY u.position)
          FROM unnest(p.proargtypes) WITH ORDINALITY u (type, position)),
        pg_get_function_identity_arguments(p.oid), pg_get_function_arguments(p.oid),
        coalesce(pg_get_function_result(p.oid), ''), p.prokind, pg_get_userbyid(p.proowner),
        obj_description(p.oid, 'pg_proc'), {acl p.proacl p.proowner},
        CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE {schemas} AND {own pg_proc p}
        AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_proc'::regclass
          AND x.objid = p.oid AND x.deptype = 'i')
      """;

  static final String AGGREGATES =
      """
      SELECT a.aggfnoid::oid, p.proparallel, a.aggkind,
        concat_ws(E'\\x1e',
          'SFUNC = ' || a.aggtransfn,
          'STYPE = ' || format_type(a.aggtranstype, NULL),
          CASE WHEN a.aggtransspace <> 0 THEN 'SSPACE = ' || a.aggtransspace END,
          CASE WHEN a.aggfinalfn <> 0 THEN 'FINALFUNC = ' || a.aggfinalfn END,
          CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
          CASE WHEN a.aggfinalfn <> 0 AND a.aggfinalmodify
              <> CASE a.aggkind WHEN 'n' THEN 'r'::"char" ELSE 'w'::"char" END
            THEN 'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY'
              WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
          CASE WHEN a.aggcombinefn <> 0 THEN 'COMBINEFUNC = ' || a.aggcombinefn END,
          CASE WHEN a.aggserialfn <> 0 THEN 'SERIALFUNC = ' || a.aggserialfn END,
          CASE WHEN a.aggdeserialfn <> 0 THEN 'DESERIALFUNC = ' || a.aggdeserialfn END,
          'INITCOND = ' || quote_literal(a.agginitval),
          CASE WHEN a.aggmtransfn <> 0 THEN 'MSFUNC = ' || a.aggmtransfn END,
          CASE WHEN a.aggminvtransfn <> 0 THEN 'MINVFUNC = ' || a.aggminvtransfn END,
          CASE WHEN a.aggmtranstype <> 0
            THEN 'MSTYPE = ' || format_type(a.aggmtranstype, NULL) END,
          CASE WHEN a.aggmtransspace <> 0 THEN 'MSSPACE = ' || a.aggmtransspace END,
          CASE WHEN a.aggmfinalfn <> 0 THEN 'MFINALFUNC = ' || a.aggmfinalfn END,
          CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
          CASE WHEN a.aggmfinalfn <> 0 AND a.aggmfinalmodify
              <> CASE a.aggkind WHEN 'n' THEN 'r'::"char" ELSE 'w'::"char" END
            THEN 'MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY'
              WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
          'MINITCOND = ' || quote_literal(a.aggminitval),
          CASE WHEN a.aggsortop <> 0 THEN (SELECT 'SORTOP = OPERATOR(' || quote_ident(s.nspname)
            || '.' || o.oprname || ')' FROM pg_operator o JOIN pg_namespace s
            ON s.oid = o.oprnamespace WHERE o.oid = a.aggsortop) END,
          CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
          CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END)
      FROM pg_aggregate a
      JOIN pg_proc p ON p.oid = a.aggfnoid
      JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE {schemas} AND {own pg_proc p}
      """;

  static final String GENERIC =
      """
      SELECT 2617, o.oid, 'OPERATOR', n.nspname, o.oprname,
        '(' || CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END || ', '
          || CASE WHEN o.oprright = 0 THEN 'NONE' ELSE format_type(o.oprright, NULL) END || ')',
        pg_get_userbyid(o.oprowner), obj_description(o.oid, 'pg_operator'),
        concat_ws(', ', 'FUNCTION = ' || o.oprcode::regproc,
          CASE WHEN o.oprleft <> 0 THEN 'LEFTARG = ' || format_type(o.oprleft, NULL) END,
          CASE WHEN o.oprright <> 0 THEN 'RIGHTARG = ' || format_type(o.oprright, NULL) END,
          (SELECT 'COMMUTATOR = OPERATOR(' || quote_ident(s.nspname) || '.' || c.oprname || ')'
            FROM pg_operator c JOIN pg_namespace s ON s.oid = c.oprnamespace WHERE c.oid = o.oprcom),
          (SELECT 'NEGATOR = OPERATOR(' || quote_ident(s.nspname) || '.' || c.oprname || ')'
            FROM pg_operator c JOIN pg_namespace s ON s.oid = c.oprnamespace WHERE c.oid = o.oprnegate),
          CASE WHEN o.oprrest <> 0 THEN 'RESTRICT = ' || o.oprrest::regproc END,
          CASE WHEN o.oprjoin <> 0 THEN 'JOIN = ' || o.oprjoin::regproc END,
          CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END)
      FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
      WHERE {schemas} AND o.oprcode <> 0 AND {own pg_operator o}
      UNION ALL
      SELECT 3456, l.oid, 'COLLATION', n.nspname, l.collname, '', pg_get_userbyid(l.collowner),
        obj_description(l.oid, 'pg_collation'), {collation}
      FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
      WHERE {schemas} AND {own pg_collation l}
      UNION ALL
      SELECT 3601, p.oid, 'TEXT SEARCH PARSER', n.nspname, p.prsname, '', '',
        obj_description(p.oid, 'pg_ts_parser'),
        concat_ws(', ', 'START = ' || p.prsstart::regproc, 'GETTOKEN = ' || p.prstoken::regproc,
          'END = ' || p.prsend::regproc, 'LEXTYPES = ' || p.prslextype::regproc,
          CASE WHEN p.prsheadline <> 0 THEN 'HEADLINE = ' || p.prsheadline::regproc END)
      FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace
      WHERE {schemas} AND {own pg_ts_parser p}
      UNION ALL
      SELECT 3764, t.oid, 'TEXT SEARCH TEMPLATE', n.nspname, t.tmplname, '', '',
        obj_description(t.oid, 'pg_ts_template'),
        concat_ws(', ', CASE WHEN t.tmplinit <> 0 THEN 'INIT = ' || t.tmplinit::regproc END,
          'LEXIZE = ' || t.tmpllexize::regproc)
      FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace
      WHERE {schemas} AND {own pg_ts_template t}
      UNION ALL
      SELECT 3600, d.oid, 'TEXT SEARCH DICTIONARY', n.nspname, d.dictname, '',
        pg_get_userbyid(d.dictowner), obj_description(d.oid, 'pg_ts_dict'),
        concat_ws(', ', (SELECT 'TEMPLATE = ' || quote_ident(s.nspname) || '.'
            || quote_ident(t.tmplname) FROM pg_ts_template t
            JOIN pg_namespace s ON s.oid = t.tmplnamespace WHERE t.oid = d.dicttemplate),
          d.dictinitoption)
      FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
      WHERE {schemas} AND {own pg_ts_dict d}
      UNION ALL
      SELECT 3602, f.oid, 'TEXT SEARCH CONFIGURATION', n.nspname, f.cfgname, '',
        pg_get_userbyid(f.cfgowner), obj_description(f.oid, 'pg_ts_config'),
        (SELECT 'PARSER = ' || quote_ident(s.nspname) || '.' || quote_ident(p.prsname)
          FROM pg_ts_parser p JOIN pg_namespace s ON s.oid = p.prsnamespace
          WHERE p.oid = f.cfgparser) || coalesce((SELECT string_agg(E'\\x1e' || y.alias || ' WITH '
            || m.dicts, '' ORDER BY y.alias)
          FROM (SELECT m.maptokentype, string_agg(m.mapdict::regdictionary::text, ', '
              ORDER BY m.mapseqno) AS dicts FROM pg_ts_config_map m WHERE m.mapcfg = f.oid
              GROUP BY m.maptokentype) m
          JOIN ts_token_type(f.cfgparser) y ON y.tokid = m.maptokentype), '')
      FROM pg_ts_config f JOIN pg_namespace n ON n.oid = f.cfgnamespace
      WHERE {schemas} AND {own pg_ts_config f}
      UNION ALL
      SELECT 2605, c.oid, 'CAST', '', '',
        format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL), '',
        obj_description(c.oid, 'pg_cast'),
        CASE c.castmethod WHEN 'i' THEN 'WITH INOUT' WHEN 'b' THEN 'WITHOUT FUNCTION'
            ELSE 'WITH FUNCTION ' || c.castfunc::regprocedure END
          || CASE c.castcontext WHEN 'i' THEN ' AS IMPLICIT' WHEN 'a' THEN ' AS ASSIGNMENT'
            ELSE '' END
      FROM pg_cast c
      WHERE c.oid >= 16384 AND {own pg_cast c} AND NOT EXISTS (SELECT FROM pg_depend x
          WHERE x.classid = 'pg_cast'::regclass AND x.objid = c.oid AND x.deptype = 'i')
        AND EXISTS (SELECT FROM pg_namespace n WHERE {schemas} AND n.oid IN (
            (SELECT t.typnamespace FROM pg_type t WHERE t.oid = c.castsource),
            (SELECT t.typnamespace FROM pg_type t WHERE t.oid = c.casttarget),
            (SELECT p.pronamespace FROM pg_proc p WHERE p.oid = c.castfunc)))
      """;

  static final String DEFAULT_PRIVILEGES =
      """
      SELECT pg_get_userbyid(d.defaclrole), coalesce(n.nspname, ''), d.defaclobjtype,
        {acl d.defaclacl d.defaclrole},
        CASE WHEN d.defaclnamespace = 0 THEN coalesce((SELECT string_agg(concat_ws(E'\\x1f',
          CASE x.grantee WHEN 0 THEN 'public' WHEN d.defaclrole THEN 'none'
          ELSE pg_get_userbyid(x.grantee) END, x.privilege_type, x.is_grantable), E'\\x1e')
          FROM aclexplode(acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's'
            ELSE d.defaclobjtype END, d.defaclrole)) x), '') ELSE '' END
      FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
      WHERE d.defaclnamespace = 0 OR ({schemas})
      """;

  static final String BUILTIN_PRIVILEGES =
      """
      SELECT k.name, string_agg(concat_ws(E'\\x1f', CASE x.grantee WHEN 0 THEN 'public' ELSE 'none'
        END, x.privilege_type, x.is_grantable), E'\\x1e')
      FROM (VALUES ('TABLE', 'r'), ('SEQUENCE', 's'), ('FUNCTION', 'f'), ('TYPE', 'T'),
        ('SCHEMA', 'n')) k (name, code), aclexplode(acldefault(k.code::"char",
        (SELECT r.oid FROM pg_roles r WHERE r.rolname = current_user))) x
      GROUP BY k.name
      """;

  static final String SHADOWED =
      """
      SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = {default} AND EXISTS (SELECT FROM pg_proc s
        WHERE s.pronamespace = 'pg_catalog'::regnamespace AND s.proname = p.proname)
      UNION SELECT p.oprname FROM pg_operator p JOIN pg_namespace n ON n.oid = p.oprnamespace
      WHERE n.nspname = {default} AND EXISTS (SELECT FROM pg_operator s
        WHERE s.oprnamespace = 'pg_catalog'::regnamespace AND s.oprname = p.oprname)
      UNION SELECT p.typname FROM pg_type p JOIN pg_namespace n ON n.oid = p.typnamespace
      WHERE n.nspname = {default} AND EXISTS (SELECT FROM pg_type s
        WHERE s.typnamespace = 'pg_catalog'::regnamespace AND s.typname = p.typname)
      UNION SELECT p.relname FROM pg_class p JOIN pg_namespace n ON n.oid = p.relnamespace
      WHERE n.nspname = {default} AND EXISTS (SELECT FROM pg_class s
        WHERE s.relnamespace = 'pg_catalog'::regnamespace AND s.relname = p.relname)
      UNION SELECT p.collname FROM pg_collation p JOIN pg_namespace n ON n.oid = p.collnamespace
      WHERE n.nspname = {default} AND EXISTS (SELECT FROM pg_collation s
        WHERE s.collnamespace = 'pg_catalog'::regnamespace AND s.collname = p.collname)
      """;

  static final String DEPENDENCIES =
      """
      SELECT d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid, d.refobjsubid, d.deptype
      FROM pg_depend d
      WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype IN ('n', 'a', 'i', 'e', 'P')
      """;

  static final String CASTS =
      """
      SELECT format_type(c.castsource, NULL), format_type(c.casttarget, NULL), c.castcontext <> 'e',
        c.oid >= 16384 AND {own pg_cast c}
      FROM pg_cast c
      """;

  static final String NOT_MANAGED =
      """
      SELECT 'foreign table ' || n.nspname || '.' || c.relname
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE {schemas} AND c.relkind = 'f' AND {own pg_class c}
      UNION ALL SELECT 'foreign-data wrapper ' || w.fdwname FROM pg_foreign_data_wrapper w
        WHERE {own pg_foreign_data_wrapper w}
      UNION ALL SELECT 'server ' || s.srvname FROM pg_foreign_server s
        WHERE {own pg_foreign_server s}
      UNION ALL SELECT 'user mapping ' || m.usename || ' on ' || m.srvname FROM pg_user_mappings m
      UNION ALL SELECT 'event trigger ' || e.evtname FROM pg_event_trigger e
        WHERE {own pg_event_trigger e}
      UNION ALL SELECT 'publication ' || p.pubname FROM pg_publication p
      UNION ALL SELECT 'access method ' || a.amname FROM pg_am a
        WHERE a.oid >= 16384 AND {own pg_am a}
      UNION ALL SELECT 'language ' || l.lanname FROM pg_language l
        WHERE l.oid >= 16384 AND {own pg_language l}
      UNION ALL SELECT 'operator class ' || n.nspname || '.' || o.opcname FROM pg_opclass o
        JOIN pg_namespace n ON n.oid = o.opcnamespace WHERE {schemas} AND {own pg_opclass o}
      UNION ALL SELECT 'operator family ' || n.nspname || '.' || o.opfname FROM pg_opfamily o
        JOIN pg_namespace n ON n.oid = o.opfnamespace WHERE {schemas} AND {own pg_opfamily o}
      UNION ALL SELECT 'conversion ' || n.nspname || '.' || v.conname FROM pg_conversion v
        JOIN pg_namespace n ON n.oid = v.connamespace WHERE {schemas} AND {own pg_conversion v}
      UNION ALL SELECT 'cast ' || format_type(c.castsource, NULL) || ' as '
          || format_type(c.casttarget, NULL) FROM pg_cast c
        WHERE c.oid >= 16384 AND {own pg_cast c} AND NOT EXISTS (SELECT FROM pg_depend x
          WHERE x.classid = 'pg_cast'::regclass AND x.objid = c.oid AND x.deptype = 'i')
        AND NOT EXISTS (SELECT FROM pg_namespace n WHERE {schemas} AND n.oid IN (
            (SELECT t.typnamespace FROM pg_type t WHERE t.oid = c.castsource),
            (SELECT t.typnamespace FROM pg_type t WHERE t.oid = c.casttarget),
            (SELECT p.pronamespace FROM pg_proc p WHERE p.oid = c.castfunc)))
      UNION ALL SELECT 'transform for ' || format_type(t.trftype, NULL) FROM pg_transform t
        WHERE t.oid >= 16384 AND {own pg_transform t}
      UNION ALL SELECT 'base type ' || n.nspname || '.' || t.typname FROM pg_type t
        JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE {schemas} AND t.typtype = 'b' AND {own pg_type t}
        AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
      UNION ALL SELECT 'security label on ' || s.objname FROM pg_seclabels s
      """;

  private OtherQueries() {}
}
