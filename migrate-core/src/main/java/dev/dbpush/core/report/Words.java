package dev.dbpush.core.report;

import dev.dbpush.sql.file.MigrationFile;
import java.time.Duration;
import java.util.Locale;

/** Words and numbers that the reports share. */
public final class Words {
  private Words() {}

  /** {@code 1 revision}, {@code 2 revisions}. */
  public static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 55296ad22e23 initial_schema}. */
  public static String name(MigrationFile file) {
    return file.revision() + " " + file.slug();
  }

  /** {@code 12 ms}, {@code 3.4 s}, {@code 2 min 05 s}. */
  public static String time(Duration took) {
    long millis = took.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    return String.format(Locale.ROOT, "%d min %02d s", millis / 60_000, millis / 1_000 % 60);
  }
}
