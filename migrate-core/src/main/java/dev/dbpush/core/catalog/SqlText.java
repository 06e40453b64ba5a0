package dev.dbpush.core.catalog;

import dev.dbpush.sql.syntax.Identifier;
import java.util.stream.Collectors;

/** Parts that the catalog queries share. */
final class SqlText {
  /** Between the fields of an element of a list. */
  static final char FIELD = '\u001f';

  /** Between the elements of a list. */
  static final char ELEMENT = '\u001e';

  private final String schemas;
  private final String defaultSchema;

  SqlText(ReadOptions options) {
    defaultSchema = Identifier.literal(options.defaultSchema());
    schemas =
        options.schemas().isEmpty()
            ? "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
            : options.schemas().stream()
                .map(Identifier::literal)
                .collect(Collectors.joining(", ", "n.nspname IN (", ")"));
  }

  /** Fills in {@code {schemas}}, {@code {acl COLUMN OWNER}} and {@code {own CATALOG ALIAS}}. */
  String expand(String query) {
    return query
        .replace("{schemas}", schemas)
        .replace("{default}", defaultSchema)
        .replaceAll(
            "\\{acl (\\S+) (\\S+)\\}",
            "CASE WHEN $1 IS NOT NULL THEN coalesce((SELECT string_agg(concat_ws(E'\\\\x1f', CASE"
                + " x.grantee WHEN 0 THEN 'public' WHEN $2 THEN 'none' ELSE"
                + " pg_get_userbyid(x.grantee) END, x.privilege_type, x.is_grantable), E'\\\\x1e')"
                + " FROM aclexplode($1) x), '') END")
        .replaceAll(
            "\\{own (\\w+) (\\w+)\\}",
            "NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = '$1'::regclass AND x.objid ="
                + " $2.oid AND x.deptype = 'e')");
  }
}
