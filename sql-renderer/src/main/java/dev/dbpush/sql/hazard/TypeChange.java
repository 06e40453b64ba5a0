package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.TokenCursor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a column's type does to the rows.
 *
 * <p>PostgreSQL documentation, ALTER TABLE: no rewrite where the old form is binary coercible to the
 * new one and no value can change.
 *
 * @param rewrite whether the table is written anew
 * @param certain false where the old type is not known
 * @param narrows whether the new type cannot hold every old value
 * @param zone whether values depend on the session's time zone
 */
record TypeChange(boolean rewrite, boolean certain, boolean narrows, boolean zone) {
  private static final int UNLIMITED = Integer.MAX_VALUE;
  private static final Map<String, Integer> INTEGER_SIZE = Map.of("int2", 2, "int4", 4, "int8", 8);

  /**
   * Compares two types.
   *
   * @param from the old type, or null where it is not known
   * @param to the new type
   * @param constrainedDomain whether the new type is a domain with constraints
   */
  static TypeChange of(@Nullable SqlType from, SqlType to, boolean constrainedDomain) {
    if (from == null) {
      return new TypeChange(true, false, false, isZonal(to));
    }
    boolean zone =
        (from.is("timestamp") && to.is("timestamptz"))
            || (from.is("timestamptz") && (to.is("timestamp") || to.is("date")));
    boolean same = !constrainedDomain && keepsForm(from, to);
    return new TypeChange(!same, true, narrows(from, to), zone);
  }

  private static boolean isZonal(SqlType to) {
    return to.is("timestamptz");
  }

  private static boolean keepsForm(SqlType from, SqlType to) {
    if (from.equals(to)) {
      return true;
    }
    if (from.array() || to.array()) {
      return from.array() == to.array() && from.base().equals(to.base()) && to.modifiers().isEmpty();
    }
    if (from.base().equals(to.base())) {
      return widens(from, to);
    }
    return switch (from.base() + " " + to.base()) {
      case "varchar text", "cidr inet", "xml text", "int4 oid", "oid int4", "bit varbit" ->
          !from.is("bit") || widens(from, to);
      case "text varchar" -> to.modifiers().isEmpty();
      case "timestamp timestamptz", "timestamptz timestamp" -> widens(from, to);
      default -> false;
    };
  }

  /** Whether the same type takes every value as it is. */
  private static boolean widens(SqlType from, SqlType to) {
    return switch (to.base()) {
      case "varchar", "varbit" -> to.modifier(0, UNLIMITED) >= from.modifier(0, UNLIMITED);
      case "timestamp", "timestamptz", "time", "timetz" ->
          to.modifier(0, 6) >= from.modifier(0, 6);
      case "numeric" ->
          to.modifiers().isEmpty()
              || (!from.modifiers().isEmpty()
                  && to.modifier(1, 0) == from.modifier(1, 0)
                  && to.modifier(0, 0) >= from.modifier(0, 0));
      case "interval" -> to.modifiers().isEmpty() || to.modifier(0, 6) >= from.modifier(0, 6);
      default -> from.modifiers().equals(to.modifiers()) && !to.is("bpchar");
    };
  }

  private static boolean narrows(SqlType from, SqlType to) {
    Integer fromSize = INTEGER_SIZE.get(from.base());
    Integer toSize = INTEGER_SIZE.get(to.base());
    if (toSize != null) {
      return fromSize == null || toSize < fromSize;
    }
    if (from.base().equals(to.base()) && !to.is("bpchar")) {
      return !widens(from, to);
    }
    return switch (to.base()) {
      case "varchar", "bpchar" -> to.modifier(0, UNLIMITED) < length(from);
      case "date", "float4" -> true;
      case "numeric" -> !to.modifiers().isEmpty() && fromSize == null;
      case "timestamp", "timestamptz" -> to.modifier(0, 6) < from.modifier(0, 6);
      case "time" -> !from.is("timetz");
      default -> false;
    };
  }

  private static int length(SqlType from) {
    return switch (from.base()) {
      case "varchar" -> from.modifier(0, UNLIMITED);
      case "bpchar" -> from.modifier(0, 1);
      case "uuid" -> 36;
      case "int2" -> 6;
      case "int4" -> 11;
      case "int8" -> 20;
      case "bool" -> 5;
      default -> UNLIMITED;
    };
  }

  /** Whether {@code USING} only names the column, or casts it to the very type. */
  static boolean isPlainUsing(@Nullable String using, String column, SqlType to) {
    if (using == null) {
      return true;
    }
    TokenCursor cursor = Tokens.cursor(using);
    int open = 0;
    while (cursor.accept('(')) {
      open++;
    }
    if (cursor.accept("cast")) {
      return cursor.accept('(')
          && column.equals(cursor.acceptIdentifier())
          && cursor.accept("as")
          && SqlType.of(Tokens.element(cursor)).equals(to);
    }
    if (!column.equals(cursor.acceptIdentifier())) {
      return false;
    }
    while (open > 0 && cursor.accept(')')) {
      open--;
    }
    if (cursor.atEnd()) {
      return true;
    }
    boolean cast = Tokens.peekText(cursor, "::");
    if (cast) {
      cursor.next();
    } else {
      cast = cursor.accept(':') && cursor.accept(':');
    }
    return cast && SqlType.of(Tokens.element(cursor)).equals(to);
  }
}
