package dev.dbpush.core.bench;

import dev.dbpush.core.importing.ImportRequest;
import dev.dbpush.core.importing.Importer;
import dev.dbpush.sql.statement.TransactionRules;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One chain in the form of each tool: the same statements, a transaction a revision.
 *
 * @param name what it is called in the table
 * @param ups the up sections in order
 */
record BenchChain(String name, List<String> ups) {

  /** So many revisions of four statements: a table, a column, an index, a comment. */
  static BenchChain generated(int revisions) {
    List<String> ups = new ArrayList<>();
    for (int i = 0; i < revisions; i++) {
      ups.add(
          """
          CREATE TABLE t%1$d (id bigint PRIMARY KEY, name text NOT NULL);
          ALTER TABLE t%1$d ADD COLUMN x integer;
          CREATE INDEX t%1$d_name ON t%1$d (name);
          COMMENT ON TABLE t%1$d IS 'number %1$d';
          """
              .formatted(i));
    }
    return new BenchChain(revisions + " x 4", ups);
  }

  /** The chain of a folder of {@code .up.sql} files. */
  static BenchChain of(Path folder) throws IOException {
    List<String> ups = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(path -> path.toString().endsWith(".up.sql")).sorted().toList()) {
        ups.add(Files.readString(file));
      }
    }
    return new BenchChain(String.valueOf(folder.getFileName()), ups);
  }

  private static boolean isTransactional(String up) {
    return StatementSplitter.split(up).statements().stream()
        .noneMatch(statement -> TransactionRules.refusesBlock(statement, 15).isPresent());
  }

  /** Our files, made by the import. */
  void writeOurs(Path folder) throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    for (int i = 0; i < ups.size(); i++) {
      Files.writeString(source.resolve(number(i) + "_step.up.sql"), ups.get(i));
    }
    Importer.run(ImportRequest.of(source, folder.resolve("migrations")));
  }

  void writeFlyway(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < ups.size(); i++) {
      Files.writeString(folder.resolve("V" + (i + 1) + "__step.sql"), ups.get(i));
    }
  }

  void writeLiquibase(Path folder) throws IOException {
    Files.createDirectories(folder);
    StringBuilder root = new StringBuilder("databaseChangeLog:\n");
    for (int i = 0; i < ups.size(); i++) {
      String file = number(i) + "_step.sql";
      boolean simple = ups.get(i).indexOf('$') < 0 && isTransactional(ups.get(i));
      Files.writeString(
          folder.resolve(file),
          "--liquibase formatted sql\n--changeset bench:"
              + (i + 1)
              + " splitStatements:"
              + simple
              + " runInTransaction:"
              + isTransactional(ups.get(i))
              + "\n"
              + ups.get(i));
      root.append("  - include:\n      file: ")
          .append(file)
          .append("\n      relativeToChangelogFile: true\n");
    }
    Files.writeString(folder.resolve("root.yaml"), root);
  }

  /**
   * A project of Alembic: a Python file a revision, its statements passed to {@code op.execute}.
   */
  void writeAlembic(Path folder) throws IOException {
    Path files = Files.createDirectories(folder.resolve("versions"));
    Files.writeString(
        folder.resolve("alembic.ini"),
        "[alembic]\nscript_location = .\nsqlalchemy.url = postgresql://localhost/x\n");
    Files.writeString(folder.resolve("script.py.mako"), "");
    Files.writeString(
        folder.resolve("env.py"),
        "from alembic import context\n"
            + "context.configure(url='postgresql://localhost/x', literal_binds=True,"
            + " transaction_per_migration=True, dialect_opts={'paramstyle': 'named'})\n"
            + "with context.begin_transaction():\n    context.run_migrations()\n");
    for (int i = 0; i < ups.size(); i++) {
      StringBuilder file = new StringBuilder("from alembic import op\n");
      file.append("revision = 'r").append(number(i)).append("'\n");
      file.append("down_revision = ")
          .append(i == 0 ? "None" : "'r" + number(i - 1) + "'")
          .append("\n\ndef upgrade():\n");
      for (SqlStatement statement : StatementSplitter.split(ups.get(i)).statements()) {
        file.append("    op.execute(\"\"\"").append(statement.text()).append("\"\"\")\n");
      }
      Files.writeString(files.resolve("r" + number(i) + ".py"), file);
    }
  }

  /** One file for psql, each revision in a transaction where it can be. */
  void writePsql(Path file) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String up : ups) {
      boolean block =
          isTransactional(up)
              && StatementSplitter.split(up).statements().stream().noneMatch(BenchChain::isControl);
      all.append(block ? "BEGIN;\n" : "").append(up).append(block ? "\n;COMMIT;\n" : "\n;\n");
    }
    Files.writeString(file, all);
  }

  private static boolean isControl(SqlStatement statement) {
    return statement.startsWith("begin") || statement.startsWith("commit");
  }

  private static String number(int i) {
    return String.format(Locale.ROOT, "%05d", i + 1);
  }
}
