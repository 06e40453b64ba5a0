package dev.dbpush.core.offline;

import dev.dbpush.core.MigrationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The major server versions that a script is for.
 *
 * @param lowest 14 to 18
 * @param highest the same or more
 */
public record ServerRange(int lowest, int highest) {
  private static final Pattern SHAPE = Pattern.compile("(\\d{2})(?:\\s*(?:-|to|\\.\\.)\\s*(\\d{2}))?");
  private static final int OLDEST = 14;

  /**
   * Reads {@code 16} or {@code 14-17}.
   *
   * @throws MigrationException if it says neither
   */
  public static ServerRange parse(String text) {
    Matcher matcher = SHAPE.matcher(text.strip());
    if (matcher.matches()) {
      int lowest = Integer.parseInt(matcher.group(1));
      int highest = matcher.group(2) == null ? lowest : Integer.parseInt(matcher.group(2));
      if (lowest >= OLDEST && highest >= lowest) {
        return new ServerRange(lowest, highest);
      }
    }
    throw new MigrationException(
        "db.serverVersion is a major version or two with a dash, from 14 on, got \"" + text + '"',
        "write 16, or 14-17");
  }

  /** The version that locks are judged for: the only one, or 0 for none in particular. */
  public int major() {
    return lowest == highest ? lowest : 0;
  }
}
