package dev.dbpush.sql.schema;

import java.util.List;
import java.util.Set;

/** What is known of type names with modifiers, as {@code format_type} writes them. */
public final class TypeNames {
  private static final Set<String> STRINGS =
      Set.of("text", "character varying", "character", "name", "citext");

  private static final List<List<String>> WIDENING =
      List.of(
          List.of("smallint", "integer", "bigint", "numeric"),
          List.of("real", "double precision"),
          List.of("date", "timestamp without time zone"),
          List.of("json", "jsonb"));

  private TypeNames() {}

  /**
   * {@code numeric(10,2)} is numeric, {@code timestamp(3) with time zone} timestamp with time zone.
   */
  public static String base(String type) {
    int open = type.indexOf('(');
    int close = type.indexOf(')', open + 1);
    return open < 0 || close < 0 || type.startsWith("\"")
        ? type
        : type.substring(0, open) + type.substring(close + 1);
  }

  private static String modifier(String type) {
    int open = type.indexOf('(');
    int close = type.indexOf(')', open + 1);
    return open < 0 || close < 0 || type.startsWith("\"") ? "" : type.substring(open + 1, close);
  }

  /** Whether a value of the one type is taken for the other without a cast being written. */
  public static boolean assignable(Snapshot.Environment environment, String from, String to) {
    String one = base(from);
    String two = base(to);
    if (one.equals(two)) {
      return true;
    }
    if (one.endsWith("[]") && two.endsWith("[]")) {
      return assignable(
          environment, one.substring(0, one.length() - 2), two.substring(0, two.length() - 2));
    }
    return environment.casts().contains(one + ">" + two) || STRINGS.contains(two);
  }

  /** Whether some values of the one type do not fit into the other. */
  public static boolean narrows(String from, String to) {
    String one = base(from);
    String two = base(to);
    if (one.equals(two)) {
      return narrows(one, modifier(from), modifier(to));
    }
    if (STRINGS.contains(two)) {
      return !modifier(to).isEmpty() && !(STRINGS.contains(one) && fits(from, to))
          || two.equals("name")
          || two.equals("character");
    }
    return WIDENING.stream()
        .noneMatch(
            chain ->
                chain.contains(one)
                    && chain.indexOf(one) < chain.indexOf(two)
                    && modifier(to).isEmpty());
  }

  /** Whether the type is a string type, whose values are cast to every other type if asked. */
  public static boolean isString(String type) {
    return STRINGS.contains(base(type));
  }

  private static boolean fits(String from, String to) {
    return !modifier(from).isEmpty() && !narrows("character varying", modifier(from), modifier(to));
  }

  private static boolean narrows(String base, String from, String to) {
    if (to.isEmpty() || from.equals(to)) {
      return false;
    }
    if (from.isEmpty()) {
      return true;
    }
    try {
      String[] one = from.split(",");
      String[] two = to.split(",");
      int scaleOne = one.length > 1 ? Integer.parseInt(one[1]) : 0;
      int scaleTwo = two.length > 1 ? Integer.parseInt(two[1]) : 0;
      int sizeOne = Integer.parseInt(one[0]);
      int sizeTwo = Integer.parseInt(two[0]);
      return scaleTwo < scaleOne || sizeTwo - scaleTwo < sizeOne - scaleOne || base.equals("bit");
    } catch (NumberFormatException e) {
      return true; // a modifier of an extension's type
    }
  }
}
