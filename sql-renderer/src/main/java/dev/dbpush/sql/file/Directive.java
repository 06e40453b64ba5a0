package dev.dbpush.sql.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code -- migrate:NAME argument} line.
 *
 * @param name what stands behind the colon
 * @param argument the rest of the line, without blanks at its ends
 */
record Directive(String name, String argument) {
  private static final Pattern LINE =
      Pattern.compile("--\\s*migrate:\\s*([A-Za-z][A-Za-z-]*)(?:\\s+(.*?))?\\s*", Pattern.DOTALL);

  /** The directive that a comment is, or null. */
  static @Nullable Directive of(String comment) {
    Matcher matcher = LINE.matcher(comment);
    if (!matcher.matches()) {
      return null;
    }
    String argument = matcher.group(2);
    return new Directive(matcher.group(1), argument == null ? "" : argument);
  }

  /** Whether a line is a directive that cannot change a migration's outcome. */
  static boolean isHint(String line) {
    Directive directive = line.startsWith("--") ? of(line) : null;
    return directive != null && !directive.opensSection();
  }

  boolean opensSection() {
    return name.equals("up") || name.equals("down");
  }
}
