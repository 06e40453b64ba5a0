package dev.dbpush.maven;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.measure.MeasuredScript;
import dev.dbpush.core.scratch.ScratchOnDemand;
import dev.dbpush.core.scratch.ScratchPlace;
import dev.dbpush.core.scratch.ScratchServer;
import dev.dbpush.core.scratch.ScratchTarget;
import dev.dbpush.embedded.PostgresServer;
import dev.dbpush.embedded.ScratchServers;
import dev.dbpush.sql.script.Script;
import java.util.function.Function;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What the goals share that work on scratch databases. */
@NullUnmarked
abstract class AbstractScratchMojo extends AbstractDatabaseMojo {
  /**
   * Where scratch databases are made: {@code embedded}, or the URL of a database whose role may
   * create others; never the one that is pushed to.
   */
  @Parameter(property = "db.scratch", defaultValue = "embedded")
  private String scratch;

  /**
   * Works with a scratch server.
   *
   * @param major the major version of an embedded one
   * @param live the database that is worked with otherwise; null for none
   */
  final <T> T withScratch(
      int major, @Nullable MigratorConfig live, Function<ScratchPlace, T> work) {
    String where = option("scratch", scratch);
    if (where != null && !where.strip().equalsIgnoreCase("embedded")) {
      return work.apply(
          ScratchTarget.server(
              where, connection(), live, engine().script().table(), System.getenv()));
    }
    try (ScratchOnDemand place = new ScratchOnDemand(major, () -> started(major))) {
      return work.apply(place);
    }
  }

  private ScratchOnDemand.Started started(int major) {
    PostgresServer server =
        new ScratchServers(ScratchServers.temporaryRoot(), binaries()).start(major);
    return new ScratchOnDemand.Started(
        new ScratchServer(
            DatabaseUrl.parse(server.jdbcUrl(EMBEDDED_DATABASE)), server.user(), null, true),
        server::close);
  }

  /** Measures a script, on the server version that it is for. */
  final MeasuredScript measured(Script script) {
    int major = script.options().serverMajor();
    return withScratch(
        major == 0 ? embeddedMajor() : major,
        null,
        server -> MeasuredScript.of(Migrations.in(folder()), script, server.server()));
  }
}
