package dev.dbpush.embedded;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A running server that this process uses until {@link #close}. Safe for use by several threads.
 */
public final class PostgresServer implements AutoCloseable {
  /** The only address that an embedded server listens on. */
  public static final String HOST = "127.0.0.1";

  /** The superuser, which needs no password. */
  public static final String USER = "postgres";

  private final int major;
  private final int port;
  private final boolean adopted;
  private final Runnable release;
  private final Thread hook;
  private boolean closed;

  PostgresServer(int major, int port, boolean adopted, Runnable release) {
    this.major = major;
    this.port = port;
    this.adopted = adopted;
    this.release = release;
    this.hook = new Thread(this::releaseOnce, "dbpush embedded PostgreSQL");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The JDBC URL of a database of this server, without user and password. */
  public String jdbcUrl(String database) {
    return jdbcUrl(port, database);
  }

  static String jdbcUrl(int port, String database) {
    return "jdbc:postgresql://"
        + HOST
        + ":"
        + port
        + "/"
        + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The address, {@value #HOST}. */
  public String host() {
    return HOST;
  }

  /** The port that the server listens on. */
  public int port() {
    return port;
  }

  /** The superuser, {@value #USER}. */
  public String user() {
    return USER;
  }

  /** The server's major version, such as 17. */
  public int major() {
    return major;
  }

  /** Whether the server ran already, started by another build or left behind by a killed one. */
  public boolean adopted() {
    return adopted;
  }

  /** Ends this use; the last use of a server that is not kept up stops it. */
  @Override
  public void close() {
    // In this order: a JVM that ends meanwhile waits for its hook, and the hook for this release.
    releaseOnce();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the JVM ends
    }
  }

  private synchronized void releaseOnce() {
    if (!closed) {
      closed = true;
      release.run();
    }
  }
}
