package dev.dbpush.core;

import dev.dbpush.core.connect.Database;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.sql.script.ScriptOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Migrator} works with. Immutable.
 *
 * @param migrations where the files come from
 * @param database the database; null for verbs that need none
 * @param script how scripts are rendered; the server's version is filled in from the database
 * @param connectRetry attempts to connect to a server that is starting
 * @param lockRetry attempts of a segment that cannot get a lock
 * @param waitForLock longest wait for another push; zero fails at once
 * @param approved the digest of the only script that may run; null for any
 * @param listener hears what happens
 */
public record MigratorConfig(
    Migrations migrations,
    @Nullable Database database,
    ScriptOptions script,
    Retry connectRetry,
    Retry lockRetry,
    Duration waitForLock,
    @Nullable String approved,
    MigrationListener listener) {
  /** A minute: other instances of an application usually push for less. */
  public static final Duration DEFAULT_WAIT_FOR_LOCK = Duration.ofSeconds(60);

  /** Five attempts, one second first. */
  public static final Retry DEFAULT_LOCK_RETRY = new Retry(5, Duration.ofSeconds(1));

  /** The defaults, without a database. */
  public static MigratorConfig of(Migrations migrations) {
    return new MigratorConfig(
        migrations,
        null,
        ScriptOptions.defaults(),
        Retry.DEFAULT,
        DEFAULT_LOCK_RETRY,
        DEFAULT_WAIT_FOR_LOCK,
        null,
        MigrationListener.NONE);
  }

  /** The same with other migrations, or with the same read anew. */
  public MigratorConfig withMigrations(Migrations other) {
    return new MigratorConfig(
        other, database, script, connectRetry, lockRetry, waitForLock, approved, listener);
  }

  /** The same with a database. */
  public MigratorConfig withDatabase(Database other) {
    return new MigratorConfig(
        migrations, other, script, connectRetry, lockRetry, waitForLock, approved, listener);
  }

  /** The same with other script options. */
  public MigratorConfig withScript(ScriptOptions other) {
    return new MigratorConfig(
        migrations, database, other, connectRetry, lockRetry, waitForLock, approved, listener);
  }

  /** The same with other patience. */
  public MigratorConfig withRetries(Retry connect, Retry lock, Duration wait) {
    return new MigratorConfig(
        migrations, database, script, connect, lock, wait, approved, listener);
  }

  /** The same for one approved script. */
  public MigratorConfig withApproved(@Nullable String digest) {
    return new MigratorConfig(
        migrations, database, script, connectRetry, lockRetry, waitForLock, digest, listener);
  }

  /** The same with another listener. */
  public MigratorConfig withListener(MigrationListener other) {
    return new MigratorConfig(
        migrations, database, script, connectRetry, lockRetry, waitForLock, approved, other);
  }
}
