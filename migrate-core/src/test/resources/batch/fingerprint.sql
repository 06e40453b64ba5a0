-- What two ways to one schema must agree in: no object ids, no storage, no statistics.
CREATE FUNCTION public.fingerprint(space text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text := '';
  part text;
  tab record;
BEGIN
  SELECT string_agg(concat_ws(' ', 'class', relname, relkind, relpersistence, reloptions, relrowsecurity,
      relforcerowsecurity, relreplident, relispartition, relchecks, reltablespace, relacl, am.amname,
      pg_get_expr(relpartbound, c.oid), obj_description(c.oid, 'pg_class'),
      CASE relkind WHEN 'v' THEN pg_get_viewdef(c.oid) END,
      (SELECT ftoptions FROM pg_foreign_table f WHERE f.ftrelid = c.oid)), E'\n' ORDER BY relname)
    INTO part FROM pg_class c LEFT JOIN pg_am am ON am.oid = relam
    WHERE relnamespace = space::regnamespace;
  result := result || coalesce(part, '') || E'\n';
  SELECT string_agg(concat_ws(' ', 'column', c.relname, attnum,
      CASE WHEN attisdropped THEN 'dropped' ELSE concat_ws(' ', attname, format_type(atttypid, atttypmod),
      attnotnull, attidentity, attgenerated, coalesce(attstattarget, -1), attoptions, attstorage, attcompression,
      attislocal, attinhcount, attndims, attacl, attfdwoptions, (SELECT collname FROM pg_collation co WHERE co.oid = attcollation),
      pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, attnum)) END), E'\n' ORDER BY c.relname, attnum)
    INTO part FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = attrelid AND d.adnum = attnum
    WHERE relnamespace = space::regnamespace AND attnum > 0;
  result := result || coalesce(part, '') || E'\n';
  SELECT string_agg(concat_ws(' ', 'constraint', conrelid::regclass, conname, contype, pg_get_constraintdef(oid),
      convalidated, condeferrable, condeferred, conislocal, coninhcount, connoinherit, conkey, confkey,
      to_jsonb(k) ->> 'conenforced', obj_description(oid, 'pg_constraint')), E'\n'
      ORDER BY conrelid::regclass::text, conname, contype)
    INTO part FROM pg_constraint k WHERE connamespace = space::regnamespace;
  result := result || coalesce(part, '') || E'\n';
  SELECT string_agg(concat_ws(' ', 'index', pg_get_indexdef(indexrelid), indisvalid, indisclustered, indisreplident,
      indisprimary, indisunique, indimmediate), E'\n' ORDER BY indexrelid::regclass::text)
    INTO part FROM pg_index i JOIN pg_class c ON c.oid = indexrelid WHERE relnamespace = space::regnamespace;
  result := result || coalesce(part, '') || E'\n';
  SELECT string_agg(x, E'\n' ORDER BY x)
    INTO part FROM (SELECT concat_ws(' ', 'trigger', tgrelid::regclass, regexp_replace(tgname, '_\d+$', ''), tgenabled,
      (SELECT conname FROM pg_constraint k WHERE k.oid = tgconstraint), tgfoid::regproc, tgtype, tgdeferrable, tginitdeferred) AS x
      FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE relnamespace = space::regnamespace) triggers;
  result := result || coalesce(part, '') || E'\n';
  SELECT string_agg(concat_ws(' ', 'rule', ev_class::regclass, rulename, ev_enabled), E'\n' ORDER BY ev_class::regclass::text, rulename)
    INTO part FROM pg_rewrite JOIN pg_class c ON c.oid = ev_class WHERE relnamespace = space::regnamespace;
  result := result || coalesce(part, '') || E'\n';
  SELECT string_agg(concat_ws(' ', 'policy', polname, polrelid::regclass, pg_get_expr(polqual, polrelid)), E'\n' ORDER BY polname)
    INTO part FROM pg_policy JOIN pg_class c ON c.oid = polrelid WHERE relnamespace = space::regnamespace;
  result := result || coalesce(part, '') || E'\n';
  SELECT string_agg(concat_ws(' ', 'sequence', seqrelid::regclass, seqtypid::regtype, seqstart, seqincrement, seqmax, seqmin,
      seqcache, seqcycle, pg_sequence_last_value(seqrelid),
      (SELECT concat_ws(' ', deptype, refobjid::regclass, refobjsubid) FROM pg_depend WHERE classid = 'pg_class'::regclass
        AND objid = seqrelid AND refobjsubid > 0)), E'\n' ORDER BY seqrelid::regclass::text)
    INTO part FROM pg_sequence JOIN pg_class c ON c.oid = seqrelid WHERE relnamespace = space::regnamespace;
  result := result || coalesce(part, '') || E'\n';
  SELECT string_agg(concat_ws(' ', 'statistics', stxname, pg_get_statisticsobjdef(oid)), E'\n' ORDER BY stxname)
    INTO part FROM pg_statistic_ext WHERE stxnamespace = space::regnamespace;
  result := result || coalesce(part, '') || E'\n';
  SELECT string_agg(concat_ws(' ', 'inherits', inhrelid::regclass, inhparent::regclass, inhseqno), E'\n'
      ORDER BY inhrelid::regclass::text, inhseqno)
    INTO part FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE relnamespace = space::regnamespace;
  result := result || coalesce(part, '') || E'\n';
  SELECT string_agg(concat_ws(' ', 'type', typname, typtype), E'\n' ORDER BY typname)
    INTO part FROM pg_type WHERE typnamespace = space::regnamespace;
  result := result || coalesce(part, '') || E'\n';
  SELECT string_agg(concat_ws(' ', 'function', oid::regprocedure, md5(prosrc)), E'\n' ORDER BY oid::regprocedure::text)
    INTO part FROM pg_proc WHERE pronamespace = space::regnamespace;
  result := result || coalesce(part, '') || E'\n';
  FOR tab IN SELECT c.oid::regclass AS name FROM pg_class c WHERE relnamespace = space::regnamespace AND relkind = 'r'
      ORDER BY relname LOOP
    EXECUTE format('SELECT string_agg(r::text, E''\n'' ORDER BY ctid) FROM ONLY %s r', tab.name) INTO part;
    result := result || tab.name || E'\n' || coalesce(part, '') || E'\n';
  END LOOP;
  RETURN result;
END $$;
