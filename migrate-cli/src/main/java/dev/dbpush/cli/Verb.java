package dev.dbpush.cli;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.folder.MigrationLocations;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
      description = {
        "The folder of migrations. Given several times: the first that exists and holds migrations"
            + " wins, alone.",
        "Default: DBPUSH_MIGRATIONS in the environment, several as in PATH; then migrations, in"
            + " the current folder."
      })
  private @Nullable List<String> migrations;

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
    folder = chosen();
    return run();
  }

  /** A single folder need not exist: a verb may make it. */
  private MigrationFolder chosen() {
    List<MigrationFolder> folders =
        places().stream().map(name -> new MigrationFolder(path(name), name)).toList();
    if (folders.size() == 1) {
      return folders.get(0);
    }
    MigrationLocations.Chosen<MigrationFolder> chosen = MigrationLocations.first(folders);
    console.info(chosen.reason());
    return chosen.source();
  }

  private List<String> places() {
    List<String> named = filled(migrations == null ? List.of() : migrations);
    if (named.isEmpty()) {
      String path = surroundings().environment().getOrDefault("DBPUSH_MIGRATIONS", "");
      named = filled(List.of(path.split(Pattern.quote(File.pathSeparator))));
    }
    return named.isEmpty() ? List.of("migrations") : named;
  }

  private static List<String> filled(List<String> names) {
    return names.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
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
    try {
      return surroundings().folder().resolve(text.strip()).normalize();
    } catch (InvalidPathException e) {
      throw new UsageException(
          "a path cannot be read: " + e.getReason(),
          "names beyond ASCII need a locale that has them, such as LC_ALL=C.UTF-8");
    }
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
