package dev.dbpush.embedded;

import java.nio.file.Path;

/**
 * What is known of a server without asking it.
 *
 * @param major the major version
 * @param data the data folder
 * @param initialised whether the data folder holds a database cluster
 * @param running whether the server runs and answers
 * @param pid the server's process id; 0 unless it runs
 * @param port the port on {@link PostgresServer#HOST}; 0 unless it runs
 * @param kept whether the server stays up when nobody uses it
 * @param users how many processes and goals use it now
 */
public record ServerStatus(
    int major,
    Path data,
    boolean initialised,
    boolean running,
    long pid,
    int port,
    boolean kept,
    int users) {

  /** The JDBC URL of a database of the running server. */
  public String jdbcUrl(String database) {
    return PostgresServer.jdbcUrl(port, database);
  }
}
