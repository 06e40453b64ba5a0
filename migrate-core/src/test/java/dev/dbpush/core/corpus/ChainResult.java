package dev.dbpush.core.corpus;

import java.util.List;
import java.util.Locale;

/**
 * How a chain came out.
 *
 * @param name the folder's name
 * @param revisions how many were pushed
 * @param statements how many statements they hold
 * @param segments how many transactions and lone statements they became
 * @param pushMillis how long the push took
 * @param up {@code equal} if the schema is that of psql
 * @param again {@code nothing} if a second push had nothing to do
 * @param down how the way down and up again came out
 * @param problems what differs
 */
record ChainResult(
    String name,
    int revisions,
    int statements,
    int segments,
    long pushMillis,
    String up,
    String again,
    String down,
    List<String> problems) {
  static final String HEADING =
      String.format(
          Locale.ROOT,
          "%-24s %9s %10s %8s %8s  %-10s %-10s %s",
          "chain", "revisions", "statements", "segments", "push ms", "up", "again", "down, up");

  boolean isEqual() {
    return problems.isEmpty();
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-24s %9d %10d %8d %8d  %-10s %-10s %s",
        name, revisions, statements, segments, pushMillis, up, again, down);
  }
}
