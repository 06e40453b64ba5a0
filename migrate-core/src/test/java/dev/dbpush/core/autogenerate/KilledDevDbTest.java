package dev.dbpush.core.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.authoring.Draft;
import dev.dbpush.core.authoring.NewMigration;
import dev.dbpush.core.authoring.RevisionIds;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.model.Models;
import dev.dbpush.core.model.SqlFiles;
import dev.dbpush.core.scratch.ScratchServer;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.script.ScriptOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A db:dev that is killed on a server of somebody's. */
final class KilledDevDbTest {
  private static final String SCRATCH = "FROM pg_database WHERE datname LIKE 'dbpush_scratch_%'";

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path root;

  @Test
  void itsScratchDatabasesAreDroppedByTheNextRun() throws Exception {
    Workshop workshop = new Workshop(root, database).onASharedServer();
    workshop.model("CREATE TABLE a (x int)");
    workshop
        .maker()
        .create(new Draft("slow", "SELECT pg_sleep(50 + 1)", "SELECT 1", "", List.of()));
    Process process = start();
    waitFor(
        "SELECT count(*) > 0 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(50 + 1)%' AND state = 'active' AND datname LIKE 'dbpush_scratch_%'");
    process.destroyForcibly().waitFor();
    List<String> left = database.query("SELECT datname " + SCRATCH);
    assertThat(left).hasSizeBetween(1, 2);
    // the server sees within a second that nobody is there any more
    waitFor(
        "SELECT count(*) = 0 FROM pg_stat_activity WHERE datname IN ('"
            + String.join("', '", left)
            + "')");
    // a minute passes, in which they could be those of a run that is about to connect
    for (int i = 0; i < left.size(); i++) {
      database.execute(
          "ALTER DATABASE " + left.get(i) + " RENAME TO dbpush_scratch_1000000000_killed" + i);
    }
    try (Scratch scratch = Scratch.create(workshop.config())) {
      assertThat(scratch.snapshot().notManaged()).isEmpty();
      assertThat(database.query("SELECT datname " + SCRATCH)).hasSize(1);
    }
    assertThat(database.query("SELECT datname " + SCRATCH)).isEmpty();
  }

  private void waitFor(String condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!database.query(condition).equals(List.of("t"))) {
      assertThat(System.nanoTime()).as(condition).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private Process start() throws Exception {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            KilledDevDbTest.class.getName(),
            root.toString(),
            database.server().url("postgres"),
            database.server().user(),
            database.server().password())
        .redirectErrorStream(true)
        .redirectOutput(root.resolve("dev.log").toFile())
        .start();
  }

  public static void main(String[] arguments) {
    Path root = Path.of(arguments[0]);
    MigrationFolder folder = new MigrationFolder(root.resolve("migrations"), "migrations");
    AutogenerateConfig config =
        new AutogenerateConfig(
            folder,
            new Models(List.of(new SqlFiles(root.resolve("schema.sql"), "schema.sql"))),
            new ScratchServer(DatabaseUrl.parse(arguments[1]), arguments[2], arguments[3], false),
            ScriptOptions.defaults(),
            List.of("public"),
            DiffOptions.DEFAULT,
            null,
            MigrationListener.NONE);
    new DevVerb(config, new NewMigration(folder, Clock.systemUTC(), RevisionIds.random()))
        .run(new DevVerb.Request("killed", true, false), null);
  }
}
