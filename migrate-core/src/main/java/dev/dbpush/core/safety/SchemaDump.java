package dev.dbpush.core.safety;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.sql.syntax.QualifiedName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What an installed {@code pg_dump --schema-only} says of a database: a second opinion. */
public final class SchemaDump {
  private final DumpProgram program;

  private SchemaDump(DumpProgram program) {
    this.program = program;
  }

  /**
   * The oldest installed one that is new enough for a server.
   *
   * @param path the text of the environment's {@code PATH}; null for none
   */
  public static Optional<SchemaDump> fitting(int serverMajor, @Nullable String path) {
    try {
      return DumpProgram.installed(path == null ? "" : path).stream()
          .filter(program -> program.major() >= serverMajor)
          .min(Comparator.comparing(DumpProgram::major))
          .map(SchemaDump::new);
    } catch (IOException e) {
      return Optional.empty(); // one that cannot be started is none
    }
  }

  /** The major version of the program. */
  public int major() {
    return program.major();
  }

  /**
   * Dumps the definitions.
   *
   * @param schemas the schemas
   * @param without tables that are left out
   * @param owners whether owners are told
   */
  public String of(
      UrlDatabase database, List<String> schemas, List<QualifiedName> without, boolean owners) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program.dump(), "--schema-only", "--no-password"));
    if (!owners) {
      command.add("--no-owner");
    }
    schemas.forEach(schema -> command.add("--schema=" + pattern(schema)));
    without.forEach(
        table ->
            command.add(
                "--exclude-table="
                    + pattern(String.valueOf(table.schema()))
                    + "."
                    + pattern(table.name())));
    try {
      DumpProgram.Result result = DumpProgram.run(command, database.libpqEnvironment());
      if (result.exitCode() != 0) {
        throw new MigrationException(
            "pg_dump ended with " + result.exitCode() + ": " + result.output(), "");
      }
      return result.output();
    } catch (IOException e) {
      throw new MigrationException("pg_dump failed: " + e.getMessage(), "", e);
    }
  }

  /** A name that means itself. PostgreSQL documentation, psql, "Patterns". */
  private static String pattern(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * The lines of two dumps that only one of them has, whatever means the same (see {@link
   * DumpLines}): {@code +} where the first one has more, {@code -} where it lacks something.
   */
  public static List<String> differences(String reached, String wanted) {
    SortedSet<String> here = DumpLines.of(reached);
    SortedSet<String> there = DumpLines.of(wanted);
    List<String> differences = new ArrayList<>();
    here.stream().filter(line -> !there.contains(line)).map("+ "::concat).forEach(differences::add);
    there.stream().filter(line -> !here.contains(line)).map("- "::concat).forEach(differences::add);
    return differences;
  }
}
