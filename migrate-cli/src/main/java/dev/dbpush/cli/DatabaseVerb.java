package dev.dbpush.cli;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.connect.ConnectionSettings;
import dev.dbpush.core.connect.ConnectionSettings.Kind;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.options.EngineOptions;
import dev.dbpush.core.report.TextListener;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.script.Script;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;

/** What the verbs share that know a database. */
@NullUnmarked
abstract class DatabaseVerb extends Verb {
  private static final String APPLICATION = "dbpush";

  @ArgGroup(validate = false, heading = "%n@|bold Database|@ (docs/cli.md says which wins)%n")
  private ConnectionFlags connectionFlags = new ConnectionFlags();

  @ArgGroup(validate = false, heading = "%n@|bold Engine|@%n")
  private EngineFlags engineFlags = new EngineFlags();

  private @Nullable ConnectionSettings connection;

  /** Looks at what will run on a database, and throws to stop it. */
  interface Gate {
    /** Lets everything through. */
    Gate OPEN = database -> script -> {};

    Consumer<Script> before(UrlDatabase database);
  }

  /** A migrator of the configured database. */
  final Migrator migrator() {
    return new Migrator(config(Gate.OPEN));
  }

  /** A migrator without a database, for verbs that need none. */
  final Migrator offline() {
    return new Migrator(engine().config(Migrations.in(folder()), null, MigrationListener.NONE));
  }

  /** The configuration for the configured database. */
  final MigratorConfig config(Gate gate) {
    UrlDatabase database = database();
    return TextListener.config(
        engine(), database, folder(), console(), console().style(), gate.before(database));
  }

  /** The configured database. */
  final UrlDatabase database() {
    ConnectionSettings settings = connection();
    if (settings.kind() != Kind.URL) {
      throw new MigrationException("no database is configured", withoutDatabase());
    }
    return settings.database(APPLICATION);
  }

  /** What to do where no database is configured. */
  String withoutDatabase() {
    return "--url=postgresql://HOST:PORT/NAME names one, or DATABASE_URL in the environment";
  }

  /** The revisions that the configured history holds; none where no database is configured. */
  final List<RevisionId> held() {
    return connection().kind() == Kind.NONE ? List.of() : migrator().report().held();
  }

  final ConnectionSettings connection() {
    if (connection == null) {
      connection = connectionFlags.resolve(surroundings().environment(), this::path);
      if (connection.kind() == Kind.EMBEDDED) {
        throw new MigrationException(
            "the embedded PostgreSQL belongs to the Maven plugin and is not in this program",
            "name a server: --url=postgresql://HOST:PORT/NAME; mvn db:start runs the embedded one"
                + " and says its address");
      }
      connection.warnings().forEach(console()::warn);
    }
    return connection;
  }

  /** The text of {@code --allow}. */
  final @Nullable String allowed() {
    return engineFlags.allowed();
  }

  final EngineOptions engine() {
    Map<String, @Nullable String> values = new TreeMap<>();
    connectionFlags.into(values);
    engineFlags.into(values);
    return EngineOptions.read(values::get);
  }
}
