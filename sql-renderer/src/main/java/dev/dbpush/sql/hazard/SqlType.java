package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A type as the server knows it.
 *
 * @param base its name: the internal one for built-in types ({@code int4}, {@code bpchar}), else with
 *     its schema where one was written
 * @param modifiers what stands in brackets behind it
 * @param array whether it is an array of that
 */
record SqlType(String base, List<String> modifiers, boolean array) {
  private static final Map<String, String> INTERNAL =
      Map.ofEntries(
          Map.entry("int", "int4"),
          Map.entry("integer", "int4"),
          Map.entry("bigint", "int8"),
          Map.entry("smallint", "int2"),
          Map.entry("serial4", "serial"),
          Map.entry("serial8", "bigserial"),
          Map.entry("serial2", "smallserial"),
          Map.entry("boolean", "bool"),
          Map.entry("real", "float4"),
          Map.entry("double precision", "float8"),
          Map.entry("float", "float8"),
          Map.entry("decimal", "numeric"),
          Map.entry("dec", "numeric"),
          Map.entry("character varying", "varchar"),
          Map.entry("char varying", "varchar"),
          Map.entry("national character varying", "varchar"),
          Map.entry("national char varying", "varchar"),
          Map.entry("nchar varying", "varchar"),
          Map.entry("character", "bpchar"),
          Map.entry("char", "bpchar"),
          Map.entry("nchar", "bpchar"),
          Map.entry("national character", "bpchar"),
          Map.entry("national char", "bpchar"),
          Map.entry("bit varying", "varbit"),
          Map.entry("timestamp without time zone", "timestamp"),
          Map.entry("timestamp with time zone", "timestamptz"),
          Map.entry("time without time zone", "time"),
          Map.entry("time with time zone", "timetz"));

  /** Reads a type as it was written in a column definition. */
  static SqlType of(String text) {
    TokenCursor cursor = Tokens.cursor(text);
    cursor.accept("setof");
    QualifiedName name = cursor.acceptName();
    if (name == null) {
      return new SqlType(text.strip(), List.of(), false);
    }
    boolean builtIn = name.schema() == null || name.schema().equals("pg_catalog");
    StringBuilder base = new StringBuilder(builtIn ? name.name() : name.toSql());
    List<String> modifiers = new ArrayList<>();
    boolean array = false;
    while (!cursor.atEnd() && !cursor.peekWords("collate")) {
      if (cursor.peekIs('(')) {
        modifiers.addAll(Tokens.elements(cursor));
      } else if (cursor.peekIs('[') || cursor.peekWords("array")) {
        array = true;
        Tokens.rest(cursor);
      } else {
        base.append(' ').append(cursor.peekWord());
        cursor.next();
      }
    }
    String key = base.toString();
    return new SqlType(builtIn ? INTERNAL.getOrDefault(key, key) : key, modifiers, array);
  }

  /** Whether it is this built-in type, or an array of it. */
  boolean is(String name) {
    return base.equals(name);
  }

  /** Whether it is one of the pseudo-types that make a sequence. */
  boolean isSerial() {
    return !array && (is("serial") || is("bigserial") || is("smallserial"));
  }

  /** What a serial stores; itself for every other type. */
  SqlType stored() {
    return switch (base) {
      case "serial" -> new SqlType("int4", List.of(), array);
      case "bigserial" -> new SqlType("int8", List.of(), array);
      case "smallserial" -> new SqlType("int2", List.of(), array);
      default -> this;
    };
  }

  /** The number in brackets, or {@code otherwise} where there is none or it is no number. */
  int modifier(int index, int otherwise) {
    if (index >= modifiers.size()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(modifiers.get(index).strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  @Override
  public String toString() {
    String brackets = modifiers.isEmpty() ? "" : "(" + String.join(",", modifiers) + ")";
    return base + brackets + (array ? "[]" : "");
  }
}
