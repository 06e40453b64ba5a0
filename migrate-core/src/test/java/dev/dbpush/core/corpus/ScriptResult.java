package dev.dbpush.core.corpus;

import java.util.List;
import java.util.Locale;

/**
 * How the scripts of a chain came out.
 *
 * @param name the folder's name
 * @param revisions how many the script holds
 * @param statements how many statements they hold
 * @param characters how long the text is
 * @param up {@code equal} if schema and history are those of an online push
 * @param wire how many statements both sent, and for how many segments; {@code differs} if they are
 *     not the same, one by one
 * @param again {@code refused} if the same script is refused when run again
 * @param verify how many rows of the verify script passed, or failed
 * @param rehearsal whether the rehearsal went to the end; a label needs a commit before it
 * @param stops how the idempotent script came out on databases at different revisions
 * @param down how the downgrade script came out
 * @param problems what differs
 */
record ScriptResult(
    String name,
    int revisions,
    int statements,
    int characters,
    String up,
    String wire,
    String again,
    String verify,
    String rehearsal,
    String stops,
    String down,
    List<String> problems) {
  static final String HEADING =
      String.format(
          Locale.ROOT,
          "%-24s %9s %10s %10s  %-8s %-14s %-8s %-10s %-10s %-16s %s",
          "chain", "revisions", "statements", "characters", "up", "sent", "again", "verify", "rehearsal", "idempotent", "down");

  boolean isEqual() {
    return problems.isEmpty();
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-24s %9d %10d %10d  %-8s %-14s %-8s %-10s %-10s %-16s %s",
        name, revisions, statements, characters, up, wire, again, verify, rehearsal, stops, down);
  }
}
