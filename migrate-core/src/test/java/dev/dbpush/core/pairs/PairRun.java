package dev.dbpush.core.pairs;

import dev.dbpush.core.catalog.CatalogReader;
import dev.dbpush.core.catalog.ReadOptions;
import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.diff.DiffResult;
import dev.dbpush.core.diff.Refusal;
import dev.dbpush.core.diff.SnapshotDiffer;
import dev.dbpush.core.model.ModelException;
import dev.dbpush.core.model.SqlModel;
import dev.dbpush.core.safety.SchemaDump;
import dev.dbpush.core.scratch.ScratchDatabase;
import dev.dbpush.core.testing.DdlRun;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Runs one pair: old to new by the diff, nothing left to do, and back to old. */
final class PairRun {
  /** Owners are part of some pairs. */
  private static final DiffOptions OPTIONS = DiffOptions.DEFAULT.ownership(true);

  private final Connection server;
  private final String url;
  private final Properties properties;
  private final PairRunner.Dump dump;

  PairRun(Connection server, String url, Properties properties, PairRunner.Dump dump) {
    this.server = server;
    this.url = url;
    this.properties = properties;
    this.dump = dump;
  }

  Outcome run(Pair pair) throws SQLException, IOException {
    roles(pair);
    ScratchDatabase one = ScratchDatabase.create(server, url, properties);
    ScratchDatabase two = ScratchDatabase.create(server, url, properties);
    try {
      return run(pair, one, two);
    } finally {
      one.drop(server);
      two.drop(server);
    }
  }

  private void roles(Pair pair) throws SQLException, IOException {
    for (String role : pair.roles()) {
      try (Statement statement = server.createStatement()) {
        statement.execute("CREATE ROLE \"" + role.replace("\"", "\"\"") + "\"");
      } catch (SQLException e) {
        if (!Set.of("42710", "23505").contains(e.getSQLState())) {
          throw e;
        }
      }
    }
  }

  private Outcome run(Pair pair, ScratchDatabase one, ScratchDatabase two)
      throws SQLException, IOException {
    Connection first = one.connect();
    Connection second = two.connect();
    try {
      SqlModel.load(first, pair.folder().getFileName() + "/old.sql", pair.oldSql());
      SqlModel.load(second, pair.folder().getFileName() + "/new.sql", pair.newSql());
    } catch (ModelException e) {
      return outcome(pair, "broken-input", e.getMessage());
    }
    Snapshot before = read(first);
    Snapshot after = read(second);
    DiffResult plain = SnapshotDiffer.diff(before, after, OPTIONS);
    Set<String> flags = new TreeSet<>();
    DiffOptions options = flags(plain, flags);
    DiffResult result = SnapshotDiffer.diff(before, after, options);
    List<String> up = new ArrayList<>();
    List<String> down = new ArrayList<>();
    Set<String> kinds = new TreeSet<>();
    result.up().forEach(change -> kinds.add(change.id().kind().label()));
    boolean silent = plain.refusals().isEmpty() && loses(before, after);
    String verdict = "solved";
    String detail = "";
    if (!result.refusals().isEmpty()) {
      verdict = "refused";
      detail = result.refusals().get(0).message();
    } else {
      detail = prove(one, two, first, before, after, options, result, up, down);
      verdict = detail.isEmpty() ? "solved" : "wrong";
    }
    return new Outcome(pair, verdict, flags, kinds, detail, up, down, silent);
  }

  private static Outcome outcome(Pair pair, String verdict, String detail) {
    return new Outcome(pair, verdict, Set.of(), Set.of(), detail, List.of(), List.of(), false);
  }

  private static DiffOptions flags(DiffResult plain, Set<String> flags) {
    DiffOptions options = OPTIONS;
    for (Refusal refusal : plain.refusals()) {
      if (refusal.rule().equals("rename")) {
        flags.add("db.rename=none");
      } else if (!refusal.rule().equals("not-managed")) {
        flags.add("db.allow=all");
      }
    }
    if (flags.contains("db.rename=none")) {
      options = options.renaming(List.of("none"));
    }
    if (!flags.isEmpty()) {
      options = options.allowing(Set.of("all"));
    }
    return options;
  }

  private static boolean loses(Snapshot before, Snapshot after) {
    for (SchemaObject object : before.objects().values()) {
      boolean holdsData =
          object instanceof Table || object instanceof Column c && c.generated() == null;
      if (holdsData && after.get(object.id()) == null) {
        return true;
      }
    }
    return false;
  }

  private static Snapshot read(Connection connection) throws SQLException {
    return CatalogReader.read(connection, ReadOptions.allSchemas());
  }

  private String prove(
      ScratchDatabase one,
      ScratchDatabase two,
      Connection connection,
      Snapshot before,
      Snapshot after,
      DiffOptions options,
      DiffResult result,
      List<String> up,
      List<String> down)
      throws SQLException, IOException {
    String dumpBefore = dump.of(one);
    String error = DdlRun.execute(connection, result.up(), result.environment(), up);
    if (!error.isEmpty()) {
      return "up: " + error;
    }
    Snapshot reached = read(connection);
    List<String> differences = reached.differences(after);
    if (!differences.isEmpty()) {
      return "up differs: " + String.join("\n  ", differences);
    }
    DiffResult again = SnapshotDiffer.diff(reached, after, options);
    if (!again.isEmpty()) {
      return "a second diff is not empty: " + again.up();
    }
    List<String> difference = SchemaDump.differences(dump.of(one), dump.of(two));
    if (!difference.isEmpty()) {
      return "up differs by pg_dump: " + String.join("\n  ", difference);
    }
    error = DdlRun.execute(connection, result.down(), result.environment(), down);
    if (!error.isEmpty()) {
      return "down: " + error;
    }
    differences = read(connection).differences(before);
    if (!differences.isEmpty()) {
      return "down differs: " + String.join("\n  ", differences);
    }
    difference = SchemaDump.differences(dump.of(one), dumpBefore);
    return difference.isEmpty()
        ? ""
        : "down differs by pg_dump: " + String.join("\n  ", difference);
  }
}
