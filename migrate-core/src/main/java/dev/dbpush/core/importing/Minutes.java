package dev.dbpush.core.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The creation minutes of an imported chain: rising from one migration to the next, so that a
 * folder's listing is in chain order; those of the other tool's names where they fit. Not
 * thread-safe.
 */
final class Minutes {
  /** The minute before the first one of a chain whose names hold no time. */
  private static final LocalDateTime BEFORE_ALL = LocalDateTime.of(1999, 12, 31, 23, 59);

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'", Locale.ROOT);
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4})[-_.]?(\\d{2})[-_.]?(\\d{2})[-_.]?(\\d{2})(\\d{2})(\\d{2})?(?!\\d).*",
          Pattern.DOTALL);
  private static final Pattern EPOCH_SECONDS =
      Pattern.compile("(1\\d{9})(?!\\d).*", Pattern.DOTALL);

  private LocalDateTime last = BEFORE_ALL;

  /** The next migration's minute. */
  String next(String stamp) {
    LocalDateTime own = time(stamp);
    last = own != null && own.isAfter(last) ? own : last.plusMinutes(1);
    return last.format(FORMAT);
  }

  static boolean hasTime(String stamp) {
    return time(stamp) != null;
  }

  /** The UTC minute that a name begins with, or null. */
  private static @Nullable LocalDateTime time(String stamp) {
    Matcher matcher = TIME.matcher(stamp);
    if (matcher.matches()) {
      try {
        LocalDateTime time =
            LocalDateTime.of(
                number(matcher, 1),
                number(matcher, 2),
                number(matcher, 3),
                number(matcher, 4),
                number(matcher, 5));
        return time.getYear() >= 1990 && time.getYear() < 2100 ? time : null;
      } catch (DateTimeException e) {
        return null; // digits that are no date, such as 00000000000000
      }
    }
    Matcher epoch = EPOCH_SECONDS.matcher(stamp);
    if (!epoch.matches()) {
      return null;
    }
    Instant instant = Instant.ofEpochSecond(Long.parseLong(epoch.group(1)));
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).withSecond(0);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
