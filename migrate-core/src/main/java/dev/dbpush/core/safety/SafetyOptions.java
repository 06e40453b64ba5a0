package dev.dbpush.core.safety;

import dev.dbpush.core.options.EngineOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a person said of a verb that destroys.
 *
 * @param confirmed the database's name as it was given; null for nothing
 * @param asker asks a question on a terminal and gives the answer; null where there is no terminal
 * @param evenIf what is no reason to refuse
 * @param dryRun whether to tell only what would be done
 * @param backup the folder for a dump that is taken first; null for none
 * @param schemas the managed schemas
 */
public record SafetyOptions(
    @Nullable String confirmed,
    @Nullable UnaryOperator<@Nullable String> asker,
    Set<EvenIf> evenIf,
    boolean dryRun,
    @Nullable Path backup,
    List<String> schemas) {

  /** Copies the collections. */
  public SafetyOptions {
    evenIf = Set.copyOf(evenIf);
    schemas = List.copyOf(schemas);
  }

  /**
   * Reads the options {@code confirm}, {@code evenIf}, {@code dryRun}, {@code backup} and {@code
   * schemas}.
   *
   * @param values gives an option's text by its name, without {@code db.}; null for the default
   * @param paths makes a path of a folder's name
   * @param asker asks a question on a terminal; null where there is none
   * @throws dev.dbpush.core.MigrationException if one cannot be read
   */
  public static SafetyOptions read(
      Function<String, @Nullable String> values,
      Function<String, Path> paths,
      @Nullable UnaryOperator<@Nullable String> asker) {
    String backup = values.apply("backup");
    List<String> schemas = EngineOptions.list(values.apply("schemas"));
    return new SafetyOptions(
        values.apply("confirm"),
        asker,
        EvenIf.parse(EngineOptions.list(values.apply("evenIf"))),
        "true".equals(values.apply("dryRun")),
        backup == null || backup.isBlank() ? null : paths.apply(backup),
        schemas.isEmpty() ? List.of("public") : schemas);
  }

  boolean ignores(EvenIf reason) {
    return evenIf.contains(reason);
  }
}
