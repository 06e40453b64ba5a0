package dev.dbpush.cli;

import dev.dbpush.core.safety.SafetyOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person says of a verb that destroys. */
final class SafetyFlags {
  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "The database's name, where it is asked for; on a terminal it can be typed.")
  private @Nullable String confirm;

  @Option(
      names = "--even-if",
      paramLabel = "REASONS",
      description = "What is no reason to refuse, with commas: connected, foreign, dependents.")
  private @Nullable String evenIf;

  @Option(names = "--dry-run", description = "Tells what would be lost and run, and runs nothing.")
  private boolean dryRun;

  @Option(
      names = "--backup",
      paramLabel = "FOLDER",
      description = "Takes a dump by pg_dump into this folder before anything is run.")
  private @Nullable String backup;

  SafetyOptions read(
      @Nullable String schemas,
      Function<String, Path> paths,
      @Nullable UnaryOperator<@Nullable String> asker) {
    Map<String, @Nullable String> values = new TreeMap<>();
    values.put("confirm", confirm);
    values.put("evenIf", evenIf);
    values.put("dryRun", String.valueOf(dryRun));
    values.put("backup", backup);
    values.put("schemas", schemas);
    return SafetyOptions.read(values::get, paths, asker);
  }
}
