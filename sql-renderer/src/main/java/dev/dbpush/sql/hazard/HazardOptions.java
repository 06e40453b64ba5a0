package dev.dbpush.sql.hazard;

/**
 * What a script will run in.
 *
 * @param server the server's version
 * @param schema the first schema of the search path: where names without a schema are looked for
 * @param lockTimeout whether {@code lock_timeout} is set before the statements run
 * @param statementTimeout whether {@code statement_timeout} is
 */
public record HazardOptions(
    ServerVersion server, String schema, boolean lockTimeout, boolean statementTimeout) {

  /** As dbpush runs a script by default: a lock timeout, no statement timeout, any server. */
  public static final HazardOptions DEFAULTS =
      new HazardOptions(ServerVersion.UNKNOWN, "public", true, false);

  /** The same for a server's version. */
  public HazardOptions on(ServerVersion version) {
    return new HazardOptions(version, schema, lockTimeout, statementTimeout);
  }

  /** The same with other timeouts. */
  public HazardOptions timeouts(boolean lock, boolean statement) {
    return new HazardOptions(server, schema, lock, statement);
  }
}
