package dev.dbpush.sql.file;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as PostgreSQL's settings write them. PostgreSQL documentation, section 20.1.1. */
public final class PgDuration {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})\\s*(us|ms|s|min|h|d)?");
  private static final Map<String, Long> MICROSECONDS =
      Map.of(
          "us", 1L, "ms", 1_000L, "s", 1_000_000L, "min", 60_000_000L, "h", 3_600_000_000L, "d",
          86_400_000_000L);

  private PgDuration() {}

  /**
   * Reads {@code 500ms}, {@code 2s}, {@code 10min}, {@code 1h}, {@code 1d}; a number alone counts
   * milliseconds, as it does in PostgreSQL.
   *
   * @throws IllegalArgumentException if the text is not of that shape
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
    long micros = Long.parseLong(matcher.group(1)) * MICROSECONDS.getOrDefault(unit, 0L);
    return Duration.ofNanos(micros * 1_000);
  }

  /** The shortest text that PostgreSQL and {@link #parse} read as this duration; whole milliseconds. */
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
