package dev.dbpush.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The binaries that the build fetched, and SQL on the servers made from them. */
final class Jars {
  private Jars() {}

  /** Unpacked into the user's cache, as a build does. */
  static PostgresBinaries binaries() {
    return new UnpackedBinaries(UnpackedBinaries.userCache(), Jars::jar);
  }

  static Path jar(String artifactId, String version) throws IOException {
    Path jar =
        Path.of(
            System.getProperty("test.postgres.binaries", "target/postgres-binaries"),
            artifactId + "-" + version + ".jar");
    if (!Files.exists(jar)) {
      throw new IOException("the build has not fetched " + jar);
    }
    return jar;
  }

  /** Runs SQL; the result is the first column of the first row, or an empty text. */
  static String sql(int port, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                PostgresServer.jdbcUrl(port, "postgres"), PostgresServer.USER, "");
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next() ? String.valueOf(rows.getString(1)) : "";
      }
    }
  }
}
