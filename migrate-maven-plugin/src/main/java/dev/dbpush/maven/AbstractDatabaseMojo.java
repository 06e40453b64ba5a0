package dev.dbpush.maven;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.connect.ConnectionSettings;
import dev.dbpush.core.connect.ConnectionSettings.Kind;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.options.EngineOptions;
import dev.dbpush.core.report.TextListener;
import dev.dbpush.core.safety.SafetyOptions;
import dev.dbpush.embedded.PostgresServer;
import dev.dbpush.embedded.ServerFolder;
import dev.dbpush.embedded.UnpackedBinaries;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.script.Script;
import java.io.Console;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What the goals share that know a database: where it is, and how the engine works on it. */
@NullUnmarked
abstract class AbstractDatabaseMojo extends AbstractDbMojo {
  private static final String APPLICATION = "dbpush";

  /** The database that every new server has. */
  static final String EMBEDDED_DATABASE = "postgres";

  @Inject private SettingsDecrypter decrypter;

  @Inject private RepositorySystem repositories;

  /**
   * The database, without a password: {@code jdbc:postgresql://HOST:PORT/NAME}, {@code
   * postgresql://HOST/NAME} and the forms of other tools, {@code embedded}, or {@code none}. On the
   * command line {@code -Ddb.url}. Default: {@code DATABASE_URL}, then {@code PGHOST} and its like
   * in the environment.
   */
  @Parameter private @Nullable String url;

  /** The user. On the command line {@code -Ddb.user}. */
  @Parameter private @Nullable String user;

  /** The id of a {@code <server>} in settings.xml, with user name and (encrypted) password. */
  @Parameter(property = "db.server")
  private @Nullable String server;

  /**
   * A file that holds the password and nothing else. On the command line {@code -Ddb.passwordFile}.
   */
  @Parameter private @Nullable String passwordFile;

  /** The major version of the embedded PostgreSQL, 14 to 18. */
  @Parameter(property = "db.embedded.version", alias = "embedded.version", defaultValue = "17")
  private String embeddedVersion;

  /**
   * The folder of the embedded PostgreSQL's data; by default {@code .db} in the project's folder.
   */
  @Parameter(property = "db.embedded.dir", alias = "embedded.dir")
  private @Nullable String embeddedDir;

  /** The schema of the history table. */
  @Parameter(property = "db.history.schema", alias = "history.schema", defaultValue = "public")
  private String historySchema;

  /** The name of the history table. */
  @Parameter(
      property = "db.history.table",
      alias = "history.table",
      defaultValue = "dbpush_history")
  private String historyTable;

  /** The schemas of the search path that statements run with; part of the digest. */
  @Parameter(property = "db.searchPath", defaultValue = "public")
  private String searchPath;

  /** The longest wait for a table's lock: {@code 5s}, {@code 500ms}, {@code none}. */
  @Parameter(property = "db.lockTimeout", defaultValue = "5s")
  private String lockTimeout;

  /** The longest run of one statement: {@code 10min}, {@code none}. */
  @Parameter(property = "db.statementTimeout", defaultValue = "none")
  private String statementTimeout;

  /** The longest wait for another push on the same database. */
  @Parameter(property = "db.waitForLock", defaultValue = "60s")
  private String waitForLock;

  /** How often connecting to a server that is starting is tried. */
  @Parameter(property = "db.retry.attempts", alias = "retry.attempts", defaultValue = "5")
  private String retryAttempts;

  /** The pause before the second attempt; doubled before each further one. */
  @Parameter(property = "db.retry.delay", alias = "retry.delay", defaultValue = "2s")
  private String retryDelay;

  /** Whether neighbouring ALTER TABLE statements on one table are merged. */
  @Parameter(property = "db.batch", defaultValue = "true")
  private String batch;

  /** The digest of the only script that may run: {@code sha256:…}. */
  @Parameter(property = "db.approved")
  private @Nullable String approved;

  /**
   * Ids of hazard rules that are not told, with commas; or {@code all}. Where a migration is
   * written: the losses of data that are meant, such as {@code drop-column}.
   */
  @Parameter(property = "db.allow")
  private @Nullable String allow;

  /** Ids of hazard rules that stop a push, with commas; or {@code all}. */
  @Parameter(property = "db.deny")
  private @Nullable String deny;

  private @Nullable ConnectionSettings connection;

  /** Work with a database that can be reached. */
  interface Work<T, C> {
    T run(C with, UrlDatabase database);
  }

  /** Looks at what will run on a database, and throws to stop it. */
  interface Gate {
    /** Lets everything through. */
    Gate OPEN = database -> script -> {};

    Consumer<Script> before(UrlDatabase database);
  }

  /** Does something with a database. */
  final <T> T withDatabase(Work<T, Migrator> work) {
    return withConfig(Gate.OPEN, (config, database) -> work.run(new Migrator(config), database));
  }

  /** Does something with a database; the embedded server runs meanwhile. */
  final <T> T withConfig(Gate gate, Work<T, MigratorConfig> work) {
    ConnectionSettings settings = connection();
    switch (settings.kind()) {
      case EMBEDDED:
        try (PostgresServer running = embedded().use()) {
          output().debug("embedded PostgreSQL " + running.major() + " on port " + running.port());
          UrlDatabase database = address(running);
          return work.run(config(database, gate), database);
        }
      case URL:
        UrlDatabase database = settings.database(APPLICATION);
        return work.run(config(database, gate), database);
      default:
        throw new MigrationException("no database is configured", withoutDatabase());
    }
  }

  /** What to do where no database is configured. */
  String withoutDatabase() {
    return "set db.url (jdbc:postgresql://HOST:PORT/NAME, or embedded) or DATABASE_URL";
  }

  /** The revisions that the configured history holds; none where no database is configured. */
  final List<RevisionId> held() {
    boolean unborn = connection().kind() == Kind.EMBEDDED && !embedded().status().initialised();
    return unborn || connection().kind() == Kind.NONE
        ? List.of()
        : withDatabase((migrator, database) -> migrator.report().held());
  }

  private static UrlDatabase address(PostgresServer running) {
    return new UrlDatabase(
        DatabaseUrl.parse(running.jdbcUrl(EMBEDDED_DATABASE)), running.user(), null, APPLICATION);
  }

  private MigratorConfig config(UrlDatabase database, Gate gate) {
    return TextListener.config(
        engine(), database, folder(), output(), output().style(), gate.before(database));
  }

  /** Which database, and how to get in; warnings are told. */
  final ConnectionSettings connection() {
    if (connection == null) {
      connection =
          new MavenConnection(options(), session().getSettings(), decrypter, this::path)
              .resolve(
                  new MavenConnection.Parameters(url, user, server, passwordFile, execution()));
      connection.warnings().forEach(output()::warn);
    }
    return connection;
  }

  /** The embedded server of this module; nothing is started or downloaded yet. */
  final ServerFolder embedded() {
    String dir = option("embedded.dir", embeddedDir);
    return ServerFolder.in(path(dir == null ? ".db" : dir), embeddedMajor(), binaries());
  }

  /** The major version of embedded servers. */
  final int embeddedMajor() {
    String version = option("embedded.version", embeddedVersion);
    if (version == null || !version.strip().matches("\\d{1,3}")) {
      throw new MigrationException(
          "db.embedded.version is a major version, got \"" + version + '"', "14 to 18 are known");
    }
    return Integer.parseInt(version.strip());
  }

  /** The programs of embedded servers, fetched when they are used. */
  final UnpackedBinaries binaries() {
    return new UnpackedBinaries(
        UnpackedBinaries.userCache(),
        new MavenBinaries(
            repositories,
            session().getRepositorySession(),
            project().getRemoteProjectRepositories()));
  }

  /** The text of {@code db.allow}, or null. */
  final @Nullable String allowed() {
    return option("allow", allow);
  }

  /** A migrator without a database, for verbs that need none. */
  final Migrator offline() {
    return new Migrator(engine().config(Migrations.in(folder()), null, MigrationListener.NONE));
  }

  /** What a person says of a goal that destroys. */
  final SafetyOptions safety(
      @Nullable String confirm,
      @Nullable String evenIf,
      boolean dryRun,
      @Nullable String backup,
      @Nullable String schemas) {
    Map<String, @Nullable String> values = new TreeMap<>();
    values.put("confirm", confirm);
    values.put("evenIf", evenIf);
    values.put("backup", backup);
    values.put("schemas", schemas);
    boolean dry = option("dryRun", dryRun);
    return SafetyOptions.read(
        name -> name.equals("dryRun") ? String.valueOf(dry) : option(name, values.get(name)),
        this::path,
        asker());
  }

  /**
   * Somebody at a terminal is asked; a build on a server (-B) is not, and no tool that reads JSON.
   */
  final @Nullable UnaryOperator<@Nullable String> asker() {
    Console terminal = System.console();
    return terminal == null || output().isJson() || !session().getRequest().isInteractiveMode()
        ? null
        : question -> terminal.readLine("%s", question);
  }

  final EngineOptions engine() {
    Map<String, @Nullable String> values = new TreeMap<>();
    values.put("history.schema", historySchema);
    values.put("history.table", historyTable);
    values.put("searchPath", searchPath);
    values.put("lockTimeout", lockTimeout);
    values.put("statementTimeout", statementTimeout);
    values.put("waitForLock", waitForLock);
    values.put("retry.attempts", retryAttempts);
    values.put("retry.delay", retryDelay);
    values.put("batch", batch);
    values.put("approved", approved);
    values.put("allow", allow);
    values.put("deny", deny);
    UnaryOperator<@Nullable String> text = name -> option(name, values.get(name));
    return EngineOptions.read(text::apply);
  }
}
