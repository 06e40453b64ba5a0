package dev.dbpush.core.batch;

import dev.dbpush.sql.alter.AlterTable;
import dev.dbpush.sql.batch.AlterBatcher;
import dev.dbpush.sql.batch.BatchOptions;
import dev.dbpush.sql.batch.BatchedStatement;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Counts what batching does to the chains below a folder: {@code it/batch-report FOLDER [--reasons]
 * [--texts]}. A file counts as one transaction.
 */
public final class BatchReport {
  private final Map<String, Integer> reasons = new TreeMap<>();
  private final StringBuilder texts = new StringBuilder();

  private BatchReport() {}

  /** Prints a table, a line a chain. */
  public static void main(String[] arguments) throws IOException {
    BatchReport report = new BatchReport();
    System.out.printf(
        "%-16s %10s %12s %7s %6s %14s %22s%n",
        "chain",
        "statements",
        "ALTER TABLE",
        "merged",
        "after",
        "merged groups",
        "merged, unknown chain");
    try (Stream<Path> folders = Files.walk(Path.of(arguments[0]), 2)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        List<Path> files = files(folder);
        if (!files.isEmpty()) {
          report.chain(folder.getFileName().toString(), files);
        }
      }
    }
    List<String> options = List.of(arguments);
    if (options.contains("--reasons")) {
      System.out.println();
      report.reasons.entrySet().stream()
          .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
          .forEach(entry -> System.out.printf("%5d  %s%n", entry.getValue(), entry.getKey()));
    }
    if (options.contains("--texts")) {
      System.out.println(report.texts);
    }
  }

  private void chain(String name, List<Path> files) throws IOException {
    AlterBatcher knowing = new AlterBatcher(BatchOptions.ALL_VERSIONS);
    int statements = 0;
    int alters = 0;
    int merged = 0;
    int groups = 0;
    int mergedUnknown = 0;
    for (Path file : files) {
      List<SqlStatement> sources =
          StatementSplitter.split(Files.readString(file), StatementSplitter.MetaCommands.SKIP)
              .statements();
      List<BatchedStatement> batched = knowing.next(sources);
      statements += sources.size();
      alters += (int) sources.stream().filter(each -> AlterTable.read(each) != null).count();
      merged += sources.size() - batched.size();
      mergedUnknown +=
          sources.size() - AlterBatcher.batch(sources, BatchOptions.ALL_VERSIONS).size();
      for (BatchedStatement statement : batched) {
        if (statement.isMerged()) {
          groups++;
          texts.append("-- ").append(file).append('\n').append(statement.text()).append(";\n\n");
        }
        statement.notes().forEach(note -> reasons.merge(reason(note), 1, Integer::sum));
      }
    }
    System.out.printf(
        "%-16s %10d %12d %7d %6d %14d %22d%n",
        name, statements, alters, merged, alters - merged, groups, mergedUnknown);
  }

  /** The note without its places. */
  private static String reason(String note) {
    return note.replaceAll("^not merged with the ALTER TABLE at \\d+:\\d+: ", "")
        .replaceAll("the statement at \\d+:\\d+ ", "a statement ");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".up.sql")).sorted().toList();
    }
  }
}
