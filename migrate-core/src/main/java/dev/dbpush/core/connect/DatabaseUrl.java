package dev.dbpush.core.connect;

import dev.dbpush.sql.syntax.Printable;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
          "(?:jdbc:postgresql|r2dbc:(?:pool:)?postgres(?:ql)?|postgres(?:ql)?(?:\\+[a-z0-9_]+)?)://"
              + "(?:(?<login>[^@/]*)@)?(?<hosts>[^/?]*)(?:/(?<database>[^?]*))?(?:\\?(?<query>.*))?",
          Pattern.CASE_INSENSITIVE);

  /** The driver's own short form: a database of this machine's server. */
  private static final Pattern SHORT =
      Pattern.compile(
          "jdbc:postgresql:(?<database>[^/?@:]*)(?:\\?(?<query>.*))?", Pattern.CASE_INSENSITIVE);

  /** A name or an address, and a port. */
  private static final Pattern HOST =
      Pattern.compile("([\\p{L}\\p{N}._-]+|\\[[0-9A-Fa-f:.]+(?:%[\\w.-]+)?])?(?::(\\d{1,5}))?");

  private static final Pattern SCHEME = Pattern.compile("(?:[a-z][a-z0-9+]{1,15}:){1,2}//");

  private static final int LAST_PORT = 65_535;

  /** What a database's name hardly has, and a password that is not escaped drags into it. */
  private static final Pattern PUNCTUATION = Pattern.compile("[@&=]");

  private static final String FORMS =
      "  write jdbc:postgresql://HOST:PORT/DATABASE or postgresql://HOST:PORT/DATABASE";

  private static final String ESCAPES =
      "write @ : / ? & = # of a password or a name as %40 %3A %2F %3F %26 %3D %23, and an IPv6"
          + " address in brackets";

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
    String address = url.strip();
    Matcher inShort = SHORT.matcher(address);
    if (inShort.matches()) {
      return of("", inShort.group("database"), null, parameters(inShort.group("query")));
    }
    Matcher matcher = FORM.matcher(address);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "the text"
              + scheme(address)
              + " has none of the known forms of a database URL\n"
              + FORMS);
    }
    return of(
        matcher.group("hosts"),
        matcher.group("database"),
        matcher.group("login"),
        parameters(matcher.group("query")));
  }

  private static DatabaseUrl of(
      String hosts,
      @Nullable String database,
      @Nullable String login,
      Map<String, String> parameters) {
    String user = parameters.remove("user");
    String password = parameters.remove("password");
    if (login != null) {
      int colon = login.indexOf(':');
      user = decode(colon < 0 ? login : login.substring(0, colon));
      password = colon < 0 ? password : decode(login.substring(colon + 1));
    }
    String named = parameters.remove("dbname");
    String name = database == null || database.isEmpty() ? "" : decode(database);
    if (name.isEmpty() && named != null) {
      name = named;
    } else if (PUNCTUATION.matcher(name.isEmpty() ? "" : String.valueOf(database)).find()) {
      throw new IllegalArgumentException("the URL's database has one of @ & = in it\n  " + ESCAPES);
    }
    DatabaseUrl read =
        new DatabaseUrl(
            hosts(hosts, parameters), name, emptyToNull(user), emptyToNull(password), parameters);
    read.refuseControls();
    return read;
  }

  /** The hosts, of the URL or of libpq's parameters, each with its port. */
  private static String hosts(String hosts, Map<String, String> parameters) {
    String host = parameters.remove("host");
    String port = parameters.remove("port");
    String named = hosts.isEmpty() && host != null ? host : hosts;
    if (named.startsWith("/") || named.toLowerCase(Locale.ROOT).startsWith("%2f")) {
      return named; // a Unix socket, refused by who knows where the URL stood
    }
    List<String> read = new ArrayList<>();
    for (String part : named.split(",", -1)) {
      Matcher matcher = HOST.matcher(part);
      String own = matcher.matches() ? matcher.group(2) : null;
      if (!matcher.matches() || (own != null && !isPort(own))) {
        throw new IllegalArgumentException(
            "what stands before the URL's database is no list of hosts and ports\n  " + ESCAPES);
      }
      String shown = matcher.group(1) == null ? "localhost" : matcher.group(1);
      String number = own == null ? port : own;
      if (number != null && !isPort(number)) {
        throw new IllegalArgumentException(
            "the URL's port is no number from 1 to " + LAST_PORT + "\n" + FORMS);
      }
      read.add(shown + (number == null ? "" : ":" + number));
    }
    return String.join(",", read);
  }

  private static boolean isPort(String text) {
    return text.matches("[0-9]{1,5}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= LAST_PORT;
  }

  /**
   * Control characters would end a value of the start-up message early, and what follows would be
   * the next setting's name.
   */
  private void refuseControls() {
    List<String> texts = new ArrayList<>(parameters.keySet());
    texts.addAll(parameters.values());
    texts.addAll(List.of(hosts, database));
    texts.addAll(Stream.of(user, password).filter(Objects::nonNull).toList());
    if (texts.stream().anyMatch(text -> text.codePoints().anyMatch(DatabaseUrl::isNoText))) {
      throw new IllegalArgumentException(
          "the URL has a control character in it, maybe as %00\n  take it out");
    }
  }

  private static boolean isNoText(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
  }

  /** Whether the URL holds a password of any kind, a key file's included. */
  public boolean hasPassword() {
    return password != null
        || parameters.keySet().stream()
            .anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith("password"));
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
    return Printable.line(hosts + "/" + database);
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

  /** The scheme, if the text surely begins with one. */
  private static String scheme(String url) {
    Matcher matcher = SCHEME.matcher(url);
    return matcher.lookingAt() ? " (" + matcher.group() + "…)" : "";
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
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
