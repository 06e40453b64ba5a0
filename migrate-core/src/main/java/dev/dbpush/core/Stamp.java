package dev.dbpush.core;

import dev.dbpush.core.chain.Planner;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.history.HistoryEntry;
import dev.dbpush.core.history.HistoryWriter;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.history.ArrayLiteral;
import dev.dbpush.sql.history.HistorySql;
import dev.dbpush.sql.syntax.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes history and runs nothing: for a database that another way brought to where it is. */
final class Stamp {
  private final MigratorConfig config;

  Stamp(MigratorConfig config) {
    this.config = config;
  }

  StampOutcome to(Target target) {
    return new Locked(config).run((connection, history) -> to(connection, history, target));
  }

  private StampOutcome to(Connection connection, History history, Target target)
      throws SQLException {
    Set<RevisionId> wanted = new Planner(history.chain()).revisionsAt(target);
    Set<RevisionId> applied = history.applied();
    List<MigrationFile> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    for (HistoryEntry entry : history.state().entries()) {
      MigrationFile file = history.file(entry);
      if (!entry.isDone() || file == null || !wanted.contains(file.revision())) {
        removed.add(entry.revision());
      }
    }
    for (MigrationFile file : history.chain().revisions()) {
      if (wanted.contains(file.revision()) && !applied.contains(file.revision())) {
        added.add(file);
      }
    }
    List<MigrationFile> accepted =
        history.drifted().stream().filter(file -> wanted.contains(file.revision())).toList();
    HistoryWriter writer = new HistoryWriter(connection, config.script().table());
    writer.inTransaction(
        () -> {
          createTables(connection);
          for (String revision : removed) {
            writer.remove(revision);
          }
          insert(connection, added);
          for (MigrationFile file : accepted) {
            writer.accept(file.revision().value(), file.upChecksum());
          }
        });
    return new StampOutcome(added, removed, accepted);
  }

  private void createTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SET client_min_messages = warning");
      for (String table : new HistorySql(config.script().table()).createTables()) {
        statement.execute(table);
      }
    }
  }

  private void insert(Connection connection, List<MigrationFile> files) throws SQLException {
    StringBuilder rows = new StringBuilder();
    for (MigrationFile file : files) {
      List<String> parents = file.parents().stream().map(RevisionId::value).toList();
      rows.append(rows.length() == 0 ? "" : ",\n")
          .append('(')
          .append(Identifier.literal(file.revision().value()))
          .append(", ")
          .append(ArrayLiteral.of(parents))
          .append(", ")
          .append(Identifier.literal(file.slug()))
          .append(", ")
          .append(Identifier.literal(file.upChecksum()))
          .append(", 1, 1, 'done', 'up', 'stamp')");
    }
    if (rows.length() == 0) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(
          "INSERT INTO "
              + config.script().table().toSql()
              + " (revision, parents, slug, checksum, segments, segments_done, state, direction,"
              + " applied_via) VALUES "
              + rows);
    }
  }
}
