package dev.dbpush.core.startup;

// example
import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.exec.Blocker;
import dev.dbpush.sql.script.ScriptStep;
import java.nio.file.Path;
import java.time.Duration;

final class StartupExample {
  /** Migrates; if this throws, the application must not serve. */
  static StartupOutcome migrate(String url, Path mounted) {
    StartupMigration migration =
        StartupMigration.at(url) // or of(dataSource)
            .folder(mounted) // wins if it exists and holds migrations
            .classpath("migrations") // what the application was packaged with
            .timeout(Duration.ofMinutes(10))
            .listener(new Progress())
            .build();
    try {
      return migration.run();
    } catch (MigrationException e) {
      System.err.println(e.report()); // what is wrong, and what to do
      throw e;
    } catch (ChainException e) {
      System.err.println(e.getMessage()); // everything that is wrong with the files
      throw e;
    }
  }

  /** Tells waiting from running. */
  private static final class Progress implements MigrationListener {
    @Override
    public void info(String message) {
      System.out.println(message); // migrations from ..., since ...
    }

    @Override
    public void waitingForLock(Blocker holder, Duration waited) {
      System.out.println("another instance is migrating: " + holder);
    }

    @Override
    public void stepStarted(int number, int of, ScriptStep step) {
      System.out.println(number + "/" + of + " " + step.step().file().slug());
    }
  }
}
// end of example
