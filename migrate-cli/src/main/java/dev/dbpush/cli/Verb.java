package dev.dbpush.cli;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.folder.MigrationFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What all verbs share: the folder of migrations, and the output. */
@NullUnmarked
abstract class Verb implements Callable<Integer> {
  @ParentCommand private Dbpush root;

  @Option(
      names = "--migrations",
      paramLabel = "FOLDER",
      description = "The folder of migrations. Default: migrations, in the current folder.")
  private @Nullable String migrations;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text for people, json for tools. Default: text.")
  private @Nullable String format;

  @Option(
      names = {"-v", "--verbose"},
      description = "Tells more: each step as it begins, the server's notices.")
  private boolean verbose;

  private Console console;
  private MigrationFolder folder;

  /** The verb itself; the exit code. */
  abstract int run();

  @Override
  public final Integer call() {
    boolean json = "json".equals(format);
    if (format != null && !json && !format.equals("text")) {
      throw new UsageException(
          "--format is text or json, got \"" + format + '"', "leave it out for text");
    }
    console = new Console(root.surroundings(), json, verbose);
    String named = migrations == null || migrations.isBlank() ? "migrations" : migrations.strip();
    folder = new MigrationFolder(path(named), named);
    return run();
  }

  final Console console() {
    return console;
  }

  final MigrationFolder folder() {
    return folder;
  }

  final Surroundings surroundings() {
    return root.surroundings();
  }

  /** A path of an option; relative ones begin in the current folder. */
  final Path path(String text) {
    return surroundings().folder().resolve(text.strip()).normalize();
  }

  /** A value that may stand alone or behind its option; both at once is a mistake. */
  static @Nullable String either(@Nullable String alone, @Nullable String option, String name) {
    if (alone != null && option != null) {
      throw new UsageException(
          "there are two: one stands alone, the other is " + name, "leave one of them out");
    }
    return alone != null ? alone : option;
  }

  /** A command line that cannot be understood. */
  static final class UsageException extends MigrationException {
    private static final long serialVersionUID = 1L;

    UsageException(String message, String remedy) {
      super(message, remedy);
    }
  }
}
