package dev.dbpush.core.startup;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.core.folder.ClasspathSource;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.folder.MigrationLocations;
import dev.dbpush.core.folder.MigrationSource;
import dev.dbpush.sql.script.ScriptOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link StartupMigration} is to do. Locations are tried in the order in which they
 * are named; with none it is {@code migrations} on the class path. Not thread-safe.
 */
public final class StartupBuilder {
  private final Database database;
  private final boolean pooled;
  private final List<MigrationSource> sources = new ArrayList<>();
  private boolean validateOnly;
  private Duration timeout = Duration.ofMinutes(5);
  private @Nullable Duration waitForLock;
  private Retry connectRetry = Retry.DEFAULT;
  private ScriptOptions script = ScriptOptions.defaults();
  private MigrationListener listener = MigrationListener.NONE;

  StartupBuilder(Database database, boolean pooled) {
    this.database = database;
    this.pooled = pooled;
  }

  /** Adds a folder, such as one that is mounted into a container; it need not exist. */
  public StartupBuilder folder(Path folder) {
    return source(new MigrationFolder(folder, folder.toString()));
  }

  /** Adds a folder of the class path, seen by the thread's context class loader. */
  public StartupBuilder classpath(String path) {
    return classpath(path, loader());
  }

  private static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? StartupBuilder.class.getClassLoader() : context;
  }

  /** Adds a folder of a class loader's resources. */
  public StartupBuilder classpath(String path, ClassLoader loader) {
    return source(new ClasspathSource(loader, path));
  }

  /**
   * Adds a place as a configuration names it: {@code classpath:FOLDER}, or the path of a folder.
   *
   * @throws dev.dbpush.core.MigrationException if it is neither
   */
  public StartupBuilder location(String place) {
    return source(MigrationLocations.parse(place, loader()));
  }

  /** Adds any other source. */
  public StartupBuilder source(MigrationSource source) {
    sources.add(source);
    return this;
  }

  /** Runs nothing, and fails if anything is pending, edited or unknown. */
  public StartupBuilder validateOnly(boolean on) {
    validateOnly = on;
    return this;
  }

  /**
   * The longest time for everything, connecting and waiting included; then the running statement is
   * cancelled on the server. Five minutes by default.
   *
   * @param longest zero for no end
   */
  public StartupBuilder timeout(Duration longest) {
    if (longest.isNegative()) {
      throw new IllegalArgumentException("the timeout is negative: " + longest);
    }
    timeout = longest;
    return this;
  }

  /** The longest wait for another instance that migrates; by default as long as the timeout. */
  public StartupBuilder waitForLock(Duration longest) {
    waitForLock = longest;
    return this;
  }

  /** Attempts to connect to a server that is still starting. */
  public StartupBuilder connectRetry(Retry retry) {
    connectRetry = retry;
    return this;
  }

  /** History table, search path, timeouts of statements; what the history records stays ours. */
  public StartupBuilder script(ScriptOptions options) {
    script = options;
    return this;
  }

  /** Hears what happens, on a thread of the start-up's own. */
  public StartupBuilder listener(MigrationListener other) {
    listener = other;
    return this;
  }

  /** The start-up; nothing is done yet. */
  public StartupMigration build() {
    if (sources.isEmpty()) {
      classpath("migrations");
    }
    return new StartupMigration(
        new StartupOptions(
            database,
            pooled,
            new MigrationLocations(sources),
            validateOnly,
            timeout,
            waitForLock,
            connectRetry,
            script,
            listener));
  }
}
