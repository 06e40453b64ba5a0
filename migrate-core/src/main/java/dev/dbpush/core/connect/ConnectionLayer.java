package dev.dbpush.core.connect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one place says about the connection; {@link ConnectionSettings#resolve} puts the places
 * together. Its text shows no URL, since a URL may hold a password.
 *
 * @param origin which place
 * @param url a database URL in any form, {@code embedded}, {@code none}, or null
 * @param user null if the place names none
 * @param password null if the place gives none
 * @param passwordFile a file that holds the password alone, or null
 */
public record ConnectionLayer(
    Origin origin,
    @Nullable String url,
    @Nullable String user,
    @Nullable Password password,
    @Nullable Path passwordFile) {

  /** libpq's variables that become parameters of the URL. PostgreSQL documentation, 34.15. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "PGSSLMODE", "sslmode",
          "PGSSLROOTCERT", "sslrootcert",
          "PGSSLCERT", "sslcert",
          "PGSSLKEY", "sslkey",
          "PGOPTIONS", "options",
          "PGAPPNAME", "application_name",
          "PGCONNECT_TIMEOUT", "connect_timeout",
          "PGTARGETSESSIONATTRS", "target_session_attrs",
          "PGCHANNELBINDING", "channel_binding");

  /** Where settings come from; the first one that says something wins. */
  public enum Origin {
    /** Options given with this one command. */
    COMMAND_LINE("the command line"),
    /** Environment variables. */
    ENVIRONMENT("the environment"),
    /** A server of the user's own settings file. */
    SERVER("settings.xml"),
    /** Files of the project, which are committed and shared. */
    PROJECT("the POM");

    private final String words;

    Origin(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Blank texts count as absent: a CI variable that is not set often arrives as an empty one. */
  public ConnectionLayer {
    url = blankToNull(url);
    user = blankToNull(user);
    password = password == null || password.reveal().isEmpty() ? null : password;
  }

  /**
   * What the environment says: {@code DATABASE_URL}, or libpq's {@code PGHOST}, {@code PGPORT},
   * {@code PGDATABASE} and more; {@code PGUSER}, {@code PGPASSWORD}. {@code PGHOST} or {@code
   * PGDATABASE} must be set for a database to be named.
   */
  public static ConnectionLayer environment(Map<String, String> variables) {
    String url = blankToNull(variables.get("DATABASE_URL"));
    String password = blankToNull(variables.get("PGPASSWORD"));
    return new ConnectionLayer(
        Origin.ENVIRONMENT,
        url != null ? url : libpq(variables),
        variables.get("PGUSER"),
        password == null ? null : new Password(password),
        null);
  }

  private static @Nullable String libpq(Map<String, String> variables) {
    String host = blankToNull(variables.get("PGHOST"));
    String database = blankToNull(variables.get("PGDATABASE"));
    if (host == null && database == null) {
      return null;
    }
    String port = blankToNull(variables.get("PGPORT"));
    Map<String, String> query = new LinkedHashMap<>();
    PARAMETERS.keySet().stream()
        .sorted()
        .filter(name -> blankToNull(variables.get(name)) != null)
        .forEach(name -> query.put(PARAMETERS.getOrDefault(name, ""), variables.get(name)));
    return "postgresql://"
        + (host == null ? "localhost" : host.startsWith("/") ? encode(host) : host)
        + (port == null ? "" : ":" + port)
        + "/"
        + (database == null ? "" : encode(database))
        + query.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  @Override
  public String toString() {
    return origin.toString();
  }
}
