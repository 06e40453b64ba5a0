package dev.dbpush.core;

import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.script.ScriptStep;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A push in a process of its own, which a test can kill. */
final class PushProcess {
  private PushProcess() {}

  /** Starts a push; with {@code haltAfter} above zero the process ends itself behind that step. */
  static Process start(Path folder, TestDatabase database, int haltAfter) throws IOException {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                PushProcess.class.getName(),
                folder.toString(),
                database.url(),
                database.user(),
                database.password(),
                String.valueOf(haltAfter)))
        .redirectErrorStream(true)
        .redirectOutput(new File(folder.toFile().getParentFile(), "push-" + haltAfter + ".log"))
        .start();
  }

  public static void main(String[] arguments) {
    int haltAfter = Integer.parseInt(arguments[4]);
    MigratorConfig config =
        MigratorConfig.of(Migrations.in(new MigrationFolder(Path.of(arguments[0]), "migrations")))
            .withDatabase(
                new UrlDatabase(
                    DatabaseUrl.parse(arguments[1]), arguments[2], arguments[3], "push process"))
            .withListener(
                new MigrationListener() {
                  @Override
                  public void stepFinished(int number, int of, ScriptStep step, Duration took) {
                    if (number == haltAfter) {
                      Runtime.getRuntime().halt(9); // as sudden as a kill, and at a known place
                    }
                  }
                });
    new Migrator(config).push(Target.HEAD);
  }
}
