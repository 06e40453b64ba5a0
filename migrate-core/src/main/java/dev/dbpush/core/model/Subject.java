package dev.dbpush.core.model;

import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of DDL is about.
 *
 * @param kind its kind in lower case, one word for what shares names: {@code table}, {@code view},
 *     {@code index}, {@code type}, {@code function}, {@code trigger}
 * @param schema its schema; empty for the default one, and for what belongs to a table
 * @param parent the table that it belongs to; empty for others
 * @param name its name without quotes; without arguments
 */
public record Subject(String kind, String schema, String parent, String name) {
  private static final List<String> OF_A_TABLE = List.of("trigger", "policy", "rule");

  private static final List<List<String>> BEFORE_KIND =
      List.of(
          List.of("or", "replace"),
          List.of("global"),
          List.of("local"),
          List.of("temporary"),
          List.of("temp"),
          List.of("unlogged"),
          List.of("recursive"),
          List.of("constraint"),
          List.of("unique"),
          List.of("foreign"));

  private static final List<String> BEHIND_KIND = List.of("concurrently", "only");

  /**
   * Reads a CREATE or an ALTER.
   *
   * @param defaultSchema the schema that is left out
   * @return null for other statements, and for objects without a plain name
   */
  public static @Nullable Subject of(SqlStatement statement, String defaultSchema) {
    TokenCursor cursor = statement.cursor();
    if (!cursor.accept("create") && !cursor.accept("alter")) {
      return null;
    }
    while (acceptOne(cursor)) {
      continue;
    }
    String kind = kind(cursor);
    if (kind.isEmpty()) {
      return null;
    }
    while (cursor.accept("if", "not", "exists")
        || cursor.accept("if", "exists")
        || !cursor.acceptAny(BEHIND_KIND.toArray(String[]::new)).isEmpty()) {
      continue;
    }
    QualifiedName name = cursor.acceptName();
    if (name == null) {
      return null;
    }
    if (OF_A_TABLE.contains(kind)) {
      return part(cursor, kind, name.name(), defaultSchema);
    }
    String schema = name.schema();
    return new Subject(
        kind, schema == null || schema.equals(defaultSchema) ? "" : schema, "", name.name());
  }

  private static boolean acceptOne(TokenCursor cursor) {
    return BEFORE_KIND.stream().anyMatch(words -> cursor.accept(words.toArray(String[]::new)));
  }

  private static String kind(TokenCursor cursor) {
    if (cursor.accept("materialized", "view")) {
      return "view";
    }
    if (!cursor.acceptAny("function", "procedure", "aggregate", "routine").isEmpty()) {
      return "function";
    }
    if (!cursor.acceptAny("type", "domain").isEmpty()) {
      return "type";
    }
    return cursor.acceptAny(
        "table", "view", "index", "sequence", "extension", "trigger", "policy", "rule");
  }

  private static @Nullable Subject part(
      TokenCursor cursor, String kind, String name, String defaultSchema) {
    while (!cursor.atEnd() && !cursor.accept(kind.equals("rule") ? "to" : "on")) {
      cursor.next();
    }
    QualifiedName table = cursor.acceptName();
    if (table == null) {
      return null;
    }
    String schema = table.schema();
    return new Subject(
        kind, schema == null || schema.equals(defaultSchema) ? "" : schema, table.name(), name);
  }

  /** As a person writes it: {@code table member}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(kind).append(' ');
    if (!schema.isEmpty()) {
      out.append(Identifier.quote(schema)).append('.');
    }
    if (!parent.isEmpty()) {
      out.append(Identifier.quote(parent)).append('.');
    }
    return out.append(Identifier.quote(name)).toString();
  }
}
