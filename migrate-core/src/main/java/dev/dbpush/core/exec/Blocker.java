package dev.dbpush.core.exec;

import java.time.Duration;

/**
 * A session that something waits for.
 *
 * @param pid its process
 * @param application what it calls itself; may be empty
 * @param user its role
 * @param state what it does, as {@code pg_stat_activity} says; may be empty
 * @param since how long its transaction, or else its connection, is open
 * @param query its last or current query, shortened; may be empty
 */
public record Blocker(
    int pid, String application, String user, String state, Duration since, String query) {

  @Override
  public String toString() {
    String name = application.isEmpty() ? "" : " \"" + application + '"';
    String doing = state.isEmpty() ? "" : ", " + state;
    return "pid " + pid + name + " (role " + user + doing + ", for " + since.toSeconds() + " s)";
  }
}
