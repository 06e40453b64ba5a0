package dev.dbpush.core;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainState;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.core.history.HistoryEntry;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A database's history seen through a chain. */
record History(Chain chain, DatabaseState state) {

  /** The applied revisions whose ids are ours. */
  Set<RevisionId> applied() {
    Set<RevisionId> applied = new HashSet<>();
    for (String revision : state.applied()) {
      if (RevisionId.isValid(revision)) {
        applied.add(new RevisionId(revision));
      }
    }
    return applied;
  }

  /** Entries without a file. */
  List<HistoryEntry> orphans() {
    return state.entries().stream().filter(entry -> file(entry) == null).toList();
  }

  /** Files whose up section is not what ran. */
  List<MigrationFile> drifted() {
    List<MigrationFile> drifted = new ArrayList<>();
    for (HistoryEntry entry : state.entries()) {
      MigrationFile file = file(entry);
      if (entry.isDone() && file != null && !file.upChecksum().equals(entry.checksum())) {
        drifted.add(file);
      }
    }
    return drifted;
  }

  @Nullable MigrationFile file(HistoryEntry entry) {
    return RevisionId.isValid(entry.revision())
        ? chain.find(new RevisionId(entry.revision()))
        : null;
  }

  StatusReport status(String label) {
    return new StatusReport(
        label,
        state.serverVersion(),
        state.isProtected(),
        state.current(),
        chain.heads(),
        ChainState.of(chain, applied()).pending(),
        orphans(),
        drifted(),
        state.running(),
        state.applied().size());
  }

  HistoryReport report() {
    Set<String> current = new HashSet<>(state.current());
    Set<MigrationFile> drifted = new HashSet<>(drifted());
    Map<String, HistoryEntry> entries = new HashMap<>();
    state.entries().forEach(entry -> entries.put(entry.revision(), entry));
    List<HistoryReport.Row> rows = new ArrayList<>();
    for (MigrationFile file : chain.revisions()) {
      HistoryEntry entry = entries.get(file.revision().value());
      HistoryReport.Mark mark;
      if (entry == null) {
        mark = HistoryReport.Mark.PENDING;
      } else if (!entry.isDone()) {
        mark = HistoryReport.Mark.RUNNING;
      } else if (drifted.contains(file)) {
        mark = HistoryReport.Mark.DRIFTED;
      } else {
        mark =
            current.contains(entry.revision())
                ? HistoryReport.Mark.CURRENT
                : HistoryReport.Mark.APPLIED;
      }
      rows.add(new HistoryReport.Row(file, entry, mark));
    }
    for (HistoryEntry orphan : orphans()) {
      rows.add(new HistoryReport.Row(null, orphan, HistoryReport.Mark.ORPHAN));
    }
    return new HistoryReport(rows);
  }
}
