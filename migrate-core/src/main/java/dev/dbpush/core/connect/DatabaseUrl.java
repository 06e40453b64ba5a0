package dev.dbpush.core.connect;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A database's address, read from a JDBC URL or from one of the forms that other tools use.
 *
 * @param hosts {@code host:port}, several with commas
 * @param database the database's name
 * @param user the user in the URL, or null
 * @param password the password in the URL, or null; never printed
 * @param parameters the driver's parameters, under the driver's names
 */
public record DatabaseUrl(
    String hosts,
    String database,
    @Nullable String user,
    @Nullable String password,
    Map<String, String> parameters) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:postgresql|r2dbc:(?:pool:)?postgres(?:ql)?|postgres(?:ql)?(?:\\+[a-z0-9_]+)?):(?://)?"
              + "(?:(?<login>[^@/]*)@)?(?<hosts>[^/?]*)(?:/(?<database>[^?]*))?(?:\\?(?<query>.*))?",
          Pattern.CASE_INSENSITIVE);

  /** libpq's names for what the driver calls otherwise. PostgreSQL documentation, 34.1.2. */
  private static final Map<String, String> DRIVER_NAMES =
      Map.of(
          "application_name", "ApplicationName",
          "connect_timeout", "connectTimeout",
          "keepalives", "tcpKeepAlive",
          "target_session_attrs", "targetServerType",
          "channel_binding", "channelBinding",
          "sslnegotiation", "sslNegotiation");

  private static final Map<String, String> SESSION_ATTRS =
      Map.of("read-write", "primary", "primary", "primary", "standby", "secondary", "any", "any");

  /** Copies the map. */
  public DatabaseUrl {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException if it is of none of the known forms; the message never holds
   *     the text of the URL, which may hold a password
   */
  public static DatabaseUrl parse(String url) {
    Matcher matcher = FORM.matcher(url.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "the database URL ("
              + scheme(url)
              + "…) has none of the known forms\n"
              + "  write jdbc:postgresql://HOST:PORT/DATABASE or postgresql://HOST:PORT/DATABASE");
    }
    Map<String, String> parameters = parameters(matcher.group("query"));
    String user = parameters.remove("user");
    String password = parameters.remove("password");
    String login = matcher.group("login");
    if (login != null) {
      int colon = login.indexOf(':');
      user = decode(colon < 0 ? login : login.substring(0, colon));
      password = colon < 0 ? password : decode(login.substring(colon + 1));
    }
    String hosts = matcher.group("hosts");
    String database = matcher.group("database");
    if (hosts.isEmpty() && parameters.containsKey("host")) {
      hosts = parameters.remove("host");
    }
    return new DatabaseUrl(
        hosts.isEmpty() ? "localhost" : hosts,
        database == null || database.isEmpty() ? "" : decode(database),
        user == null || user.isEmpty() ? null : user,
        password == null || password.isEmpty() ? null : password,
        parameters);
  }

  /** The URL for the driver, without user and password. */
  public String toJdbc() {
    String query =
        parameters.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    return "jdbc:postgresql://"
        + hosts
        + "/"
        + encode(database)
        + (query.isEmpty() ? "" : "?" + query);
  }

  /** Whether every host is this machine. */
  public boolean isLocal() {
    for (String host : hosts.split(",", -1)) {
      String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
      if (!name.equals("localhost")
          && !name.startsWith("127.")
          && !name.equals("[::1]")
          && !name.equals("::1")) {
        return false;
      }
    }
    return true;
  }

  /** {@code host:port/database}: what may be shown. */
  @Override
  public String toString() {
    return hosts + "/" + database;
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return parameters;
    }
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (name.equals("ssl") && !value.equals("true") && !value.equals("false")) {
        parameters.put("sslmode", value.isEmpty() ? "require" : value); // asyncpg's spelling
      } else if (name.equals("target_session_attrs")) {
        parameters.put("targetServerType", SESSION_ATTRS.getOrDefault(value, value));
      } else if (name.equals("keepalives")) {
        parameters.put("tcpKeepAlive", value.equals("0") ? "false" : "true");
      } else if (!name.isEmpty()) {
        parameters.put(DRIVER_NAMES.getOrDefault(name, name), value);
      }
    }
    return parameters;
  }

  private static String scheme(String url) {
    int colon = url.indexOf(':');
    return colon > 0 && colon < 30 ? url.substring(0, colon + 1) : "";
  }

  private static String decode(String text) {
    try {
      // '+' stands for itself in a URL's path and login
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
