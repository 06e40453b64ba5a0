package dev.dbpush.sql.syntax;

import java.util.Locale;
import java.util.Set;

/** Reads and writes identifiers and string constants; quoting lives here and nowhere else. */
public final class Identifier {

  /**
   * Words that cannot name a table or a column without quotes: the reserved ones, and those that may
   * name only a function or a type. PostgreSQL documentation, appendix C, versions 14 to 18.
   */
  private static final Set<String> RESERVED =
      Set.of(
          "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric",
          "authorization", "between", "bigint", "binary", "bit", "boolean", "both", "case", "cast",
          "char", "character", "check", "coalesce", "collate", "collation", "column",
          "concurrently", "constraint", "create", "cross", "current_catalog", "current_date",
          "current_role", "current_schema", "current_time", "current_timestamp", "current_user",
          "dec", "decimal", "default", "deferrable", "desc", "distinct", "do", "else", "end",
          "except", "exists", "extract", "false", "fetch", "float", "for", "foreign", "freeze",
          "from", "full", "grant", "greatest", "group", "grouping", "having", "ilike", "in",
          "initially", "inner", "inout", "int", "integer", "intersect", "interval", "into", "is",
          "isnull", "join", "json", "json_array", "json_arrayagg", "json_exists", "json_object",
          "json_objectagg", "json_query", "json_scalar", "json_serialize", "json_table",
          "json_value", "lateral", "leading", "least", "left", "like", "limit", "localtime",
          "localtimestamp", "merge_action", "national", "natural", "nchar", "none", "normalize",
          "not", "notnull", "null", "nullif", "numeric", "offset", "on", "only", "or", "order",
          "out", "outer", "overlaps", "overlay", "placing", "position", "precision", "primary",
          "real", "references", "returning", "right", "row", "select", "session_user", "setof",
          "similar", "smallint", "some", "substring", "symmetric", "system_user", "table",
          "tablesample", "then", "time", "timestamp", "to", "trailing", "treat", "trim", "true",
          "union", "unique", "user", "using", "values", "varchar", "variadic", "verbose", "when",
          "where", "window", "with", "xmlattributes", "xmlconcat", "xmlelement", "xmlexists",
          "xmlforest", "xmlnamespaces", "xmlparse", "xmlpi", "xmlroot", "xmlserialize",
          "xmltable");

  private Identifier() {}

  /** The identifier as SQL, in double quotes only where it must be. */
  public static String quote(String name) {
    return needsQuotes(name) ? '"' + name.replace("\"", "\"\"") + '"' : name;
  }

  /** A string constant that reads the same under either {@code standard_conforming_strings}. */
  public static String literal(String value) {
    String doubled = value.replace("'", "''");
    return value.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : "E'" + doubled.replace("\\", "\\\\") + "'";
  }

  /** What an identifier in a text names: folded to lower case, or its quotes taken off. */
  public static String read(String source) {
    if (source.startsWith("\"")) {
      return source.substring(1, source.length() - 1).replace("\"\"", "\"");
    }
    if (source.length() > 3 && source.charAt(2) == '"') {
      return unescape(source.substring(3, source.length() - 1).replace("\"\"", "\""));
    }
    return source.toLowerCase(Locale.ROOT);
  }

  private static boolean needsQuotes(String name) {
    if (name.isEmpty() || RESERVED.contains(name)) {
      return true;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || c == '_';
      boolean digit = (c >= '0' && c <= '9') || c == '$';
      if (!letter && !(digit && i > 0)) {
        return true;
      }
    }
    return false;
  }

  /** The escapes of {@code U&"…"}, with the default escape character. */
  static String unescape(String body) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < body.length()) {
      char c = body.charAt(i);
      if (c != '\\') {
        out.append(c);
        i++;
      } else if (body.startsWith("\\\\", i)) {
        out.append('\\');
        i += 2;
      } else {
        boolean wide = body.startsWith("\\+", i);
        int from = i + (wide ? 2 : 1);
        int to = Math.min(body.length(), from + (wide ? 6 : 4));
        try {
          out.appendCodePoint(Integer.parseInt(body.substring(from, to), 16));
          i = to;
        } catch (IllegalArgumentException e) {
          out.append(c); // no escape after all; the server refuses it
          i++;
        }
      }
    }
    return out.toString();
  }
}
