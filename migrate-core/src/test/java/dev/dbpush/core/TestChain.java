package dev.dbpush.core;

import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.exec.Blocker;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.file.MigrationTemplate;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.script.ScriptOptions;
import dev.dbpush.sql.script.ScriptStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chain in a folder of a test's own, and what was heard of its verbs. */
public final class TestChain {
  private final Path folder;
  private final TestDatabase database;
  private final List<String> heard = new ArrayList<>();
  private ScriptOptions options = ScriptOptions.defaults();
  private Retry lockRetry = new Retry(2, Duration.ofMillis(100));
  private Duration waitForLock = Duration.ofSeconds(10);
  private @Nullable String approved;

  /** A chain that is still empty. */
  public TestChain(Path folder, TestDatabase database) {
    this.folder = folder;
    this.database = database;
  }

  /** The id that a number stands for. */
  public static String id(int number) {
    return String.format("%012x", number);
  }

  /** Writes a revision whose parent is the number before it. */
  public TestChain revision(int number, String up, String down) {
    return number == 1
        ? revisionAfter(number, up, down)
        : revisionAfter(number, up, down, number - 1);
  }

  /** Writes a revision with any parents. */
  public TestChain revisionAfter(int number, String up, String down, int... parents) {
    MigrationTemplate template =
        new MigrationTemplate(
            new RevisionId(id(number)),
            Arrays.stream(parents).mapToObj(TestChain::id).map(RevisionId::new).toList(),
            "2026-01-01T00:00Z",
            "step_" + number,
            up,
            down,
            "no way back",
            List.of());
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(template.fileName()), template.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public TestChain with(ScriptOptions other) {
    options = other;
    return this;
  }

  public TestChain approved(String digest) {
    approved = digest;
    return this;
  }

  public TestChain patience(Retry lock, Duration wait) {
    lockRetry = lock;
    waitForLock = wait;
    return this;
  }

  /** A migrator that reads the folder as it is now. */
  public Migrator migrator() {
    return new Migrator(config());
  }

  /** The configuration of such a migrator. */
  public MigratorConfig config() {
    heard.clear();
    return MigratorConfig.of(Migrations.in(new MigrationFolder(folder, "migrations")))
        .withDatabase(
            new UrlDatabase(
                DatabaseUrl.parse(database.url()), database.user(), database.password(), "dbpush"))
        .withScript(options)
        .withRetries(new Retry(1, Duration.ZERO), lockRetry, waitForLock)
        .withApproved(approved)
        .withListener(new Listener());
  }

  /** The database that it is pushed to. */
  public TestDatabase database() {
    return database;
  }

  /** What was heard since the last migrator was made, a line each. */
  public List<String> heard() {
    return heard;
  }

  private final class Listener implements MigrationListener {
    @Override
    public void waitingForLock(Blocker holder, Duration waited) {
      heard.add("waiting for " + holder.application());
    }

    @Override
    public void stepFinished(int number, int of, ScriptStep step, Duration took) {
      heard.add(
          step.step().direction().word()
              + " "
              + step.step().file().slug()
              + " "
              + number
              + "/"
              + of);
    }

    @Override
    public void segmentRetried(
        ScriptStep step,
        int attempt,
        int attempts,
        Duration pause,
        String reason,
        List<Blocker> by) {
      heard.add("retry " + attempt + ": " + reason);
    }

    @Override
    public void notice(ScriptStep step, String severity, String message) {
      heard.add(severity + ": " + message);
    }

    @Override
    public void info(String message) {
      heard.add(message);
    }

    @Override
    public void warning(String message) {
      heard.add("warning: " + message);
    }
  }
}
