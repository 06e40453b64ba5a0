package dev.dbpush.core.scratch;

import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.UrlDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A server on which scratch databases are made. Thread-safe.
 *
 * @param url a database of the server, whose role may create databases
 * @param user null for the driver's default
 * @param password null for none; never printed
 * @param throwAway whether the whole server is gone afterwards, so that its roles are nobody's
 */
public record ScratchServer(
    DatabaseUrl url, @Nullable String user, @Nullable String password, boolean throwAway)
    implements ScratchPlace {
  /** Throw-away servers of one version are all alike. */
  static final String THROW_AWAY = "own";

  private static final String APPLICATION = "dbpush scratch";

  ScratchDatabase create() throws SQLException {
    return ScratchDatabase.create(url.toJdbc(), properties());
  }

  @Override
  public ScratchServer server() {
    return this;
  }

  @Override
  public String identity() {
    return throwAway ? THROW_AWAY : url + " " + user;
  }

  @Override
  public int major() {
    try (Connection connection = ScratchDatabase.connect(url.toJdbc(), properties())) {
      return connection.getMetaData().getDatabaseMajorVersion();
    } catch (SQLException e) {
      throw ScratchChain.unusable(this, e);
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("ApplicationName", APPLICATION);
    return properties;
  }

  /** The database as a push sees it. */
  UrlDatabase open(ScratchDatabase database) {
    DatabaseUrl own = new DatabaseUrl(url.hosts(), database.name(), null, null, url.parameters());
    return new UrlDatabase(own, user, password, APPLICATION);
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
