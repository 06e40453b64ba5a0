package dev.dbpush.sql.file;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as PostgreSQL's settings write them. PostgreSQL documentation, section 20.1.1. */
public final class PgDuration {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,10})\\s*(us|ms|s|min|h|d)?");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private PgDuration() {}

  /**
   * Reads {@code 500ms}, {@code 2s}, {@code 10min}, {@code 1h}, {@code 1d}; a number alone counts
   * milliseconds, as it does in PostgreSQL. Microseconds are rounded up to whole milliseconds,
   * since zero would switch a timeout off.
   *
   * @throws IllegalArgumentException if the text is not of that shape, or longer than PostgreSQL
   *     allows (2147483647 ms, which is 24 days)
   */
  public static Duration parse(String text) {
    Matcher matcher = SHAPE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a duration is a whole number and a unit (us, ms, s, min, h, d), such as 5s or 10min, got \""
              + text
              + '"');
    }
    String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
    long number = Long.parseLong(matcher.group(1));
    long millis =
        unit.equals("us") ? (number + 999) / 1_000 : number * MILLIS.getOrDefault(unit, 1L);
    if (millis > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a duration is at most 2147483647ms (24 days) in PostgreSQL, got \"" + text + '"');
    }
    return Duration.ofMillis(millis);
  }

  /**
   * The shortest text that PostgreSQL and {@link #parse} read as this duration; whole milliseconds.
   */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "min";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}
