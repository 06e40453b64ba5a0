package dev.dbpush.sql.syntax;

import java.util.Set;

/** Reads and writes identifiers and string constants; quoting lives here and nowhere else. */
public final class Identifier {

  /**
   * Words that cannot name a table or a column without quotes: the reserved ones, and those that
   * may name only a function or a type. PostgreSQL documentation, appendix C, versions 14 to 18.
   */
  private static final Set<String> RESERVED =
      Set.of(
          "all",
          "analyse",
          "analyze",
          "and",
          "any",
          "array",
          "as",
          "asc",
          "asymmetric",
          "authorization",
          "between",
          "bigint",
          "binary",
          "bit",
          "boolean",
          "both",
          "case",
          "cast",
          "char",
          "character",
          "check",
          "coalesce",
          "collate",
          "collation",
          "column",
          "concurrently",
          "constraint",
          "create",
          "cross",
          "current_catalog",
          "current_date",
          "current_role",
          "current_schema",
          "current_time",
          "current_timestamp",
          "current_user",
          "dec",
          "decimal",
          "default",
          "deferrable",
          "desc",
          "distinct",
          "do",
          "else",
          "end",
          "except",
          "exists",
          "extract",
          "false",
          "fetch",
          "float",
          "for",
          "foreign",
          "freeze",
          "from",
          "full",
          "grant",
          "greatest",
          "group",
          "grouping",
          "having",
          "ilike",
          "in",
          "initially",
          "inner",
          "inout",
          "int",
          "integer",
          "intersect",
          "interval",
          "into",
          "is",
          "isnull",
          "join",
          "json",
          "json_array",
          "json_arrayagg",
          "json_exists",
          "json_object",
          "json_objectagg",
          "json_query",
          "json_scalar",
          "json_serialize",
          "json_table",
          "json_value",
          "lateral",
          "leading",
          "least",
          "left",
          "like",
          "limit",
          "localtime",
          "localtimestamp",
          "merge_action",
          "national",
          "natural",
          "nchar",
          "none",
          "normalize",
          "not",
          "notnull",
          "null",
          "nullif",
          "numeric",
          "offset",
          "on",
          "only",
          "or",
          "order",
          "out",
          "outer",
          "overlaps",
          "overlay",
          "placing",
          "position",
          "precision",
          "primary",
          "real",
          "references",
          "returning",
          "right",
          "row",
          "select",
          "session_user",
          "setof",
          "similar",
          "smallint",
          "some",
          "substring",
          "symmetric",
          "system_user",
          "table",
          "tablesample",
          "then",
          "time",
          "timestamp",
          "to",
          "trailing",
          "treat",
          "trim",
          "true",
          "union",
          "unique",
          "user",
          "using",
          "values",
          "varchar",
          "variadic",
          "verbose",
          "when",
          "where",
          "window",
          "with",
          "xmlattributes",
          "xmlconcat",
          "xmlelement",
          "xmlexists",
          "xmlforest",
          "xmlnamespaces",
          "xmlparse",
          "xmlpi",
          "xmlroot",
          "xmlserialize",
          "xmltable");

  /** NAMEDATALEN - 1. PostgreSQL documentation, section 4.1.1. */
  private static final int MAX_BYTES = 63;

  private Identifier() {}

  /**
   * The identifier as SQL, in double quotes where the server's own {@code quote_ident} writes them.
   */
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

  /**
   * What an identifier in a text names: folded to lower case or its quotes taken off, and cut to
   * the length that the server keeps.
   */
  public static String read(String source) {
    return read(source, "\\");
  }

  /** The same, with the escape character that {@code UESCAPE} names for {@code U&"…"}. */
  static String read(String source, String escape) {
    if (source.startsWith("\"")) {
      return source.substring(1, source.length() - 1).replace("\"\"", "\"");
    }
    if (source.length() > 3 && source.charAt(2) == '"') {
      String body = source.substring(3, source.length() - 1).replace("\"\"", "\"");
      return unescape(body, escape.length() == 1 ? escape.charAt(0) : '\\');
    }
    return fold(source);
  }

  /** Lower case as the server folds it in a UTF-8 database: ASCII letters only. */
  static String fold(String source) {
    StringBuilder out = null;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        out = out == null ? new StringBuilder(source) : out;
        out.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return out == null ? source : out.toString();
  }

  /** What the server keeps of a name: 63 bytes in UTF-8, whole characters only. */
  public static String kept(String name) {
    if (name.length() <= MAX_BYTES / 4) {
      return name;
    }
    int bytes = 0;
    int i = 0;
    while (i < name.length()) {
      int character = name.codePointAt(i);
      bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (bytes > MAX_BYTES) {
        return name.substring(0, i);
      }
      i += Character.charCount(character);
    }
    return name;
  }

  private static boolean needsQuotes(String name) {
    if (name.isEmpty() || RESERVED.contains(name)) {
      return true;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || c == '_';
      boolean digit = c >= '0' && c <= '9';
      if (!letter && !(digit && i > 0)) {
        return true;
      }
    }
    return false;
  }

  /** The escapes of {@code U&"…"} and {@code U&'…'}. */
  static String unescape(String body, char escape) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < body.length()) {
      char c = body.charAt(i);
      char following = i + 1 < body.length() ? body.charAt(i + 1) : '\0';
      if (c != escape) {
        out.append(c);
        i++;
      } else if (following == escape) {
        out.append(escape);
        i += 2;
      } else {
        boolean wide = following == '+';
        int from = i + (wide ? 2 : 1);
        int to = Math.min(body.length(), from + (wide ? 6 : 4));
        try {
          out.appendCodePoint(Integer.parseUnsignedInt(body.substring(from, to), 16));
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
