package dev.dbpush.sql.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A default as a person writes it: the server adds a cast to every constant. */
final class DefaultText {
  private static final Pattern CONSTANT = Pattern.compile("('(?:[^']|'')*')::(.+)");
  private static final Pattern INTEGER = Pattern.compile("'(-\\d{1,9})'");
  private static final Pattern DECIMAL = Pattern.compile("'(-\\d+\\.\\d+)'");

  private DefaultText() {}

  /**
   * The expression without a cast to what it is anyway.
   *
   * @param expression as {@code pg_get_expr} writes it
   * @param type the column's, as {@code format_type} writes it
   */
  static String of(String expression, String type) {
    Matcher constant = CONSTANT.matcher(expression);
    if (!constant.matches()) {
      return expression;
    }
    String literal = constant.group(1);
    String cast = constant.group(2);
    Pattern number = cast.equals("integer") ? INTEGER : cast.equals("numeric") ? DECIMAL : null;
    if (number != null) {
      Matcher negative = number.matcher(literal);
      if (negative.matches()) {
        return negative.group(1);
      }
    }
    return cast.equals(withoutModifier(type)) && !cast.equals("bpchar") ? literal : expression;
  }

  /** {@code character varying(40)} casts as {@code character varying}. */
  private static String withoutModifier(String type) {
    return type.replaceFirst("\\(\\d+(?:,-?\\d+)?\\)", "");
  }
}
