package dev.dbpush.core.report;

import dev.dbpush.sql.json.JsonWriter;
import java.util.List;
import java.util.Locale;

/**
 * A server that was started for an application.
 *
 * @param jdbcUrl the URL of its database
 * @param user who may log in, without a password
 * @param major its major version
 */
public record ServerText(String jdbcUrl, String user, int major) {

  /** Lines for people. */
  public List<String> started(Style style) {
    return List.of(
        style.good("PostgreSQL " + major + " is running"),
        "url   " + style.strong(jdbcUrl),
        "user  " + user + ", without a password",
        "db:stop stops it; the data stays");
  }

  /** One object. */
  public String json() {
    return new JsonWriter()
        .object()
        .field("url", jdbcUrl)
        .field("user", user)
        .field("major", major)
        .end()
        .toString();
  }

  /**
   * What a stop led to, for people.
   *
   * @param outcome {@code STOPPED}, {@code NOT_RUNNING} or {@code IN_USE}
   */
  public static List<String> stopped(String outcome) {
    return List.of(
        switch (outcome) {
          case "STOPPED" -> "The embedded PostgreSQL is stopped; its data stays.";
          case "IN_USE" -> "Another command uses the embedded PostgreSQL, and stops it at its end.";
          default -> "No embedded PostgreSQL was running.";
        });
  }

  /** The same as one object. */
  public static String stoppedJson(String outcome) {
    return new JsonWriter()
        .object()
        .field("outcome", outcome.toLowerCase(Locale.ROOT))
        .end()
        .toString();
  }
}
