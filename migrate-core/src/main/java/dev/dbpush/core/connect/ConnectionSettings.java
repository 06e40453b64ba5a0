package dev.dbpush.core.connect;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.connect.ConnectionLayer.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which database, and how to get in: the outcome of all places that may say so.
 *
 * @param kind whether there is a database at all, and whose
 * @param url its address; null unless {@code kind} is {@link Kind#URL}
 * @param origin which place named the database; null if none did
 * @param user null for the driver's default
 * @param password null for none, and then the driver looks into {@code .pgpass}
 * @param warnings what a person should change
 */
public record ConnectionSettings(
    Kind kind,
    @Nullable DatabaseUrl url,
    @Nullable Origin origin,
    @Nullable String user,
    @Nullable Password password,
    List<String> warnings) {
  private static final String SECRETS =
      "leave it out there, and give it by PGPASSWORD or DATABASE_URL in the environment, a <server>"
          + " of settings.xml (db.server), .pgpass or a file (db.passwordFile)";

  /** Whose database it is. */
  public enum Kind {
    /** No place names one, or the word {@code none} does. */
    NONE,
    /** The tool's own server, {@code embedded}. */
    EMBEDDED,
    /** A server with an address. */
    URL
  }

  /** Copies the list. */
  public ConnectionSettings {
    warnings = List.copyOf(warnings);
  }

  /**
   * Puts the places together: command line, environment, {@code <server>}, project. A password in a
   * URL, or in a server's entry, counts only together with the user beside it.
   *
   * @throws MigrationException if a password stands where it is seen or committed, the URL is of no
   *     known form, or the password's file cannot be read
   */
  public static ConnectionSettings resolve(List<ConnectionLayer> layers) {
    List<ConnectionLayer> ordered = new ArrayList<>(layers);
    ordered.sort(Comparator.comparing(ConnectionLayer::origin));
    ordered.forEach(ConnectionSettings::refuseShownPasswords);
    List<String> warnings = new ArrayList<>();
    ConnectionLayer naming =
        ordered.stream().filter(layer -> layer.url() != null).findFirst().orElse(null);
    String address = naming == null || naming.url() == null ? "none" : naming.url().strip();
    Origin origin = naming == null ? null : naming.origin();
    if (address.equalsIgnoreCase("none")) {
      return new ConnectionSettings(Kind.NONE, null, origin, null, null, warnings);
    }
    if (address.equalsIgnoreCase("embedded")) {
      return new ConnectionSettings(Kind.EMBEDDED, null, origin, null, null, warnings);
    }
    DatabaseUrl url = parse(address, origin);
    String user = user(ordered, naming, url);
    return new ConnectionSettings(
        Kind.URL,
        new DatabaseUrl(url.hosts(), url.database(), null, null, url.parameters()),
        origin,
        user,
        password(ordered, naming, url, user, warnings),
        warnings);
  }

  /**
   * The database.
   *
   * @param application what {@code pg_stat_activity} shows
   * @throws IllegalStateException if there is none with an address
   */
  public UrlDatabase database(String application) {
    DatabaseUrl address = url;
    if (address == null) {
      throw new IllegalStateException("no database with an address: " + kind);
    }
    return new UrlDatabase(address, user, password == null ? null : password.reveal(), application);
  }

  /** What may be shown. */
  @Override
  public String toString() {
    return url == null ? kind.name() : url.toString();
  }

  private static void refuseShownPasswords(ConnectionLayer layer) {
    Origin origin = layer.origin();
    if (origin != Origin.COMMAND_LINE && origin != Origin.PROJECT) {
      return;
    }
    if (origin == Origin.PROJECT && layer.password() != null) {
      throw new MigrationException("there is a password in " + origin, SECRETS);
    }
    String url = layer.url();
    if (url != null && hasPassword(url)) {
      throw new MigrationException("db.url in " + origin + " holds a password", SECRETS);
    }
  }

  private static boolean hasPassword(String url) {
    try {
      return DatabaseUrl.parse(url).hasPassword();
    } catch (IllegalArgumentException e) {
      return false; // refused later, if it is the one that counts
    }
  }

  private static DatabaseUrl parse(String address, @Nullable Origin origin) {
    DatabaseUrl url;
    try {
      url = DatabaseUrl.parse(address);
    } catch (IllegalArgumentException e) {
      throw new MigrationException(place(origin) + ": " + e.getMessage(), "");
    }
    if (url.hosts().startsWith("/") || url.hosts().toLowerCase(Locale.ROOT).startsWith("%2f")) {
      throw new MigrationException(
          place(origin) + ": the host is a Unix socket, which the JDBC driver cannot use",
          "name a host that the server listens on, such as localhost");
    }
    return url;
  }

  private static String place(@Nullable Origin origin) {
    return origin == Origin.ENVIRONMENT
        ? "DATABASE_URL, or PGHOST and its like, in " + origin
        : "db.url in " + origin;
  }

  private static @Nullable String user(
      List<ConnectionLayer> layers, ConnectionLayer naming, DatabaseUrl url) {
    for (ConnectionLayer layer : layers) {
      String login = layer.origin() == naming.origin() ? url.user() : null;
      boolean optionFirst = layer.origin() == Origin.COMMAND_LINE;
      String first = optionFirst ? layer.user() : login;
      String second = optionFirst ? login : layer.user();
      if (first != null || second != null) {
        return first != null ? first : second;
      }
    }
    return null;
  }

  private static @Nullable Password password(
      List<ConnectionLayer> layers,
      ConnectionLayer naming,
      DatabaseUrl url,
      @Nullable String user,
      List<String> warnings) {
    for (ConnectionLayer layer : layers) {
      Path file = layer.passwordFile();
      if (file != null) {
        return read(file);
      }
      String login = url.password();
      if (layer.equals(naming)
          && login != null
          && (url.user() == null || url.user().equals(user))) {
        return new Password(login);
      }
      Password own = layer.password();
      boolean fits =
          layer.origin() != Origin.SERVER || layer.user() == null || layer.user().equals(user);
      if (own != null && fits) {
        if (layer.origin() == Origin.COMMAND_LINE) {
          warnings.add(
              "db.password on the command line is seen by everyone who may list processes, and"
                  + " stays in the shell's history: use PGPASSWORD, settings.xml (db.server),"
                  + " .pgpass or db.passwordFile");
        }
        return own;
      }
    }
    return null;
  }

  private static Password read(Path file) {
    try {
      return new Password(Files.readString(file).replaceFirst("\\r?\\n\\z", ""));
    } catch (IOException e) {
      throw new MigrationException(
          "the password's file " + file + " cannot be read: " + e.getClass().getSimpleName(),
          "db.passwordFile names a file that holds the password and nothing else",
          e);
    }
  }
}
