package dev.dbpush.cli;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.measure.MeasuredScript;
import dev.dbpush.core.scratch.ScratchServer;
import dev.dbpush.core.scratch.ScratchTarget;
import dev.dbpush.sql.script.Script;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the verbs share that make scratch databases, on a server that is named. */
@NullUnmarked
abstract class ScratchVerb extends DatabaseVerb {
  @Option(
      names = "--scratch",
      paramLabel = "URL",
      description =
          "Where scratch databases are made and dropped: a database whose role may create others,"
              + " never the one that is pushed to.")
  private @Nullable String scratch;

  /**
   * The scratch server.
   *
   * @param live the database that is worked with otherwise; null for none
   */
  final ScratchServer scratch(@Nullable MigratorConfig live) {
    String where = scratch;
    if (where == null || where.isBlank() || where.strip().equalsIgnoreCase("embedded")) {
      throw new MigrationException(
          "no scratch server is named, and the embedded PostgreSQL belongs to the Maven plugin",
          "--scratch=postgresql://HOST:PORT/postgres names one whose role may create databases");
    }
    return ScratchTarget.server(
        where, connection(), live, engine().script().table(), surroundings().environment());
  }

  /** Measures a script on the scratch server. */
  final MeasuredScript measured(Script script) {
    return MeasuredScript.of(Migrations.in(folder()), script, scratch(null));
  }
}
