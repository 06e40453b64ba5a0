package dev.dbpush.core.importing;

import dev.dbpush.core.importing.ImportReport.Skipped;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what the reading of a source finds. Not thread-safe. */
final class Reading {
  private final List<ForeignMigration> migrations = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final List<String> modelFiles = new ArrayList<>();
  private final Map<String, String> placeholders;

  Reading(Map<String, String> placeholders) {
    this.placeholders = placeholders;
  }

  Map<String, String> placeholders() {
    return placeholders;
  }

  /** Adds the chain's next migration. */
  void add(ForeignMigration migration) {
    migrations.add(migration);
  }

  void skip(String path, String reason) {
    skip(path, reason, "");
  }

  void skip(String path, String reason, String version) {
    skipped.add(new Skipped(path, reason, version));
  }

  void problem(String file, @Nullable SourcePosition at, String message, String remedy) {
    problems.add(new Problem(file, at, message, remedy));
  }

  void problem(Problem problem) {
    problems.add(problem);
  }

  void warn(String file, @Nullable SourcePosition at, String message, String remedy) {
    warnings.add(new Problem(file, at, message, remedy));
  }

  void modelFile(String path) {
    modelFiles.add(path);
  }

  /** The file's text, or an empty one with a problem noted. */
  String text(SourceFile file) {
    return text(file, StandardCharsets.UTF_8);
  }

  String text(SourceFile file, Charset charset) {
    return orElse(() -> SourceText.decode(file.path(), file.bytes(), charset), "");
  }

  private String orElse(Supplier<String> value, String other) {
    try {
      return value.get();
    } catch (ImportException e) {
      problems.addAll(e.problems());
      return other;
    }
  }

  List<ForeignMigration> migrations() {
    return migrations;
  }

  List<Skipped> skipped() {
    return skipped.stream().sorted(Comparator.comparing(Skipped::path)).toList();
  }

  List<Problem> problems() {
    return problems;
  }

  List<Problem> warnings() {
    return warnings;
  }

  List<String> modelFiles() {
    return modelFiles;
  }
}
