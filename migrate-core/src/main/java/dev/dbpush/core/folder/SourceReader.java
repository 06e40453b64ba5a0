package dev.dbpush.core.folder;

import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.chain.LockReader;
import dev.dbpush.core.chain.LockReading;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads every file of a source; a bad one is a problem, not an end. Thread-safe. */
public final class SourceReader {
  private final MigrationSource source;
  private final List<MigrationFile> files = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private @Nullable String lockText;
  private LockReading lock;

  private SourceReader(MigrationSource source) {
    this.source = source;
    this.lock = LockReading.absent(path(ChainLock.FILE_NAME));
  }

  /**
   * Reads a source.
   *
   * @throws ChainException if it cannot be listed
   */
  public static FolderContents read(MigrationSource source) {
    SourceReader reader = new SourceReader(source);
    reader.run();
    return new FolderContents(
        source.name(), reader.files, reader.problems, reader.lockText, reader.lock);
  }

  private void run() {
    List<MigrationSource.SourceFile> found;
    try {
      found = new ArrayList<>(source.files());
    } catch (IOException e) {
      throw new ChainException(
          List.of(
              new Problem(
                  source.name(),
                  null,
                  "the folder of migrations cannot be read: " + reason(e),
                  "mvn db:new -Ddb.name=… creates it; -Ddb.migrations=FOLDER names another")));
    }
    found.sort(Comparator.comparing(MigrationSource.SourceFile::name));
    List<MigrationSource.SourceFile> migrations = new ArrayList<>();
    for (MigrationSource.SourceFile file : found) {
      if (file.name().equals(ChainLock.FILE_NAME)) {
        readLock(file);
      } else if (isSql(file.name())) {
        migrations.add(file);
      }
    }
    // A file's reading depends on no other file's: all processors, and the order of the names.
    for (Read read : migrations.parallelStream().map(this::readMigration).toList()) {
      if (read.file() != null) {
        files.add(read.file());
      }
      if (read.problem() != null) {
        problems.add(read.problem());
      }
    }
  }

  /** What became of one file; neither where it is none of ours to read. */
  private record Read(@Nullable MigrationFile file, @Nullable Problem problem) {}

  private void readLock(MigrationSource.SourceFile file) {
    try {
      lockText = decode(file);
      lock = LockReader.read(path(file.name()), lockText);
    } catch (SqlSyntaxException e) {
      lock = LockReading.unreadable(path(file.name()), e.problem());
    }
  }

  private Read readMigration(MigrationSource.SourceFile file) {
    int slash = file.name().lastIndexOf('/');
    if (slash >= 0) {
      return MigrationFileParser.isMigrationFileName(file.name().substring(slash + 1))
          ? problem(
              file,
              "a migration in a subfolder, which is not read",
              "move it up, or out of the folder of migrations")
          : new Read(null, null);
    }
    try {
      String text = decode(file);
      return MigrationFileParser.isMigrationFileName(file.name())
          ? new Read(MigrationFileParser.parse(file.name(), text), null)
          : problem(file, "not the name of a migration file", newName(file.name(), text));
    } catch (SqlSyntaxException e) {
      return new Read(null, e.problem().in(path(file.name())));
    }
  }

  /** A file that says which migration it is can be told its name. */
  private static String newName(String name, String text) {
    String stem = name.replaceFirst("(?i)\\.sql$", "");
    try {
      return "rename it to " + MigrationNames.of(MigrationFileParser.parse(name, text), stem);
    } catch (SqlSyntaxException e) {
      return "move it out of the folder; migrations are named like"
          + " 2025_12_01_2053-55296ad22e23_initial_schema.sql (mvn db:new makes one)";
    }
  }

  private String decode(MigrationSource.SourceFile file) {
    try {
      return Utf8.decode(path(file.name()), file.content().read());
    } catch (IOException e) {
      throw new SqlSyntaxException(
          new Problem(
              path(file.name()),
              null,
              "the file cannot be read: " + reason(e),
              "mend or remove it"));
    }
  }

  private Read problem(MigrationSource.SourceFile file, String message, String remedy) {
    return new Read(null, new Problem(path(file.name()), null, message, remedy));
  }

  private String path(String name) {
    return source.name().isEmpty() ? name : source.name() + "/" + name;
  }

  private static boolean isSql(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".sql");
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return "it does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
