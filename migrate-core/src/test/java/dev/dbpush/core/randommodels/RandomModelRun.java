package dev.dbpush.core.randommodels;

import dev.dbpush.core.catalog.CatalogReader;
import dev.dbpush.core.catalog.ReadOptions;
import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.diff.DiffResult;
import dev.dbpush.core.diff.SnapshotDiffer;
import dev.dbpush.core.testing.DdlRun;
import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Pairs of random schemas in one database: it is grown, changed, and brought back and forth by the
 * diff. Each pair is one step of a walk; a walk is made by its seed alone.
 */
final class RandomModelRun {
  /** What went wrong, with what is needed to look at it. */
  record Failure(long seed, int step, String what, List<String> statements, List<String> sql) {
    @Override
    public String toString() {
      return "seed "
          + seed
          + ", step "
          + step
          + ": "
          + what
          + "\n-- the change\n"
          + String.join(";\n", statements)
          + ";\n-- the migration\n"
          + String.join(";\n", sql);
    }
  }

  /** A dump of the database, to hold the snapshot against; empty where there is none. */
  interface Dump {
    String take();
  }

  private static final DiffOptions MEANT =
      DiffOptions.DEFAULT.renaming(List.of("none")).allowing(Set.of("all")).ownership(true);

  private final Connection connection;
  private final Map<String, Integer> kinds = new TreeMap<>();
  private int pairs;
  private int changes;
  private long objects;

  RandomModelRun(Connection connection) {
    this.connection = connection;
  }

  int pairs() {
    return pairs;
  }

  String figures() {
    return pairs
        + " pairs, "
        + objects / Math.max(1, pairs)
        + " objects and "
        + changes / Math.max(1, pairs)
        + " changes a pair on average, kinds "
        + kinds;
  }

  /** One walk; stops at its first failure. */
  List<Failure> walk(long seed, int steps) throws SQLException {
    Random random = new Random(seed);
    prepare();
    List<String> statements = new ArrayList<>();
    grow(random, 20 + random.nextInt(80), statements);
    tidy();
    Snapshot before = read();
    for (int step = 1; step <= steps; step++) {
      boolean other = random.nextInt(12) == 0;
      if (step > 1) {
        statements.clear();
      }
      if (other) {
        prepare();
        grow(random, 20 + random.nextInt(80), statements);
      } else {
        change(before, random, 1 + random.nextInt(random.nextBoolean() ? 6 : 25), statements);
      }
      Snapshot after = read();
      List<String> sql = new ArrayList<>();
      String wrong = prove(before, after, sql);
      pairs++;
      objects += after.objects().size();
      if (!wrong.isEmpty()) {
        return List.of(new Failure(seed, step, wrong, List.copyOf(statements), sql));
      }
      before = after;
    }
    return List.of();
  }

  /**
   * A schema that is there is changed and brought back, again and again.
   *
   * @param changes how many statements change it each time
   */
  List<Failure> rounds(long seed, int rounds, int changes) throws SQLException {
    Random random = new Random(seed);
    settings();
    Snapshot before = read();
    for (int round = 1; round <= rounds; round++) {
      List<String> statements = new ArrayList<>();
      change(before, random, changes, statements);
      Snapshot after = read();
      List<String> sql = new ArrayList<>();
      String wrong = back(before, after, sql);
      pairs++;
      objects += after.objects().size();
      if (!wrong.isEmpty()) {
        return List.of(new Failure(seed, round, wrong, statements, sql));
      }
    }
    return List.of();
  }

  private String back(Snapshot before, Snapshot after, List<String> sql) throws SQLException {
    if (!SnapshotDiffer.diff(before, before, MEANT).isEmpty()) {
      return "a schema differs from itself";
    }
    DiffResult result = SnapshotDiffer.diff(after, before, MEANT);
    count(result.up());
    return run("back", result.up(), result, before, sql);
  }

  private Snapshot read() throws SQLException {
    return CatalogReader.read(connection, ReadOptions.allSchemas());
  }

  /** The database is after; the way back leads to before, and the way forth to after again. */
  private String prove(Snapshot before, Snapshot after, List<String> sql) throws SQLException {
    if (!before.notManaged().equals(after.notManaged())) {
      return "not managed: " + after.notManaged();
    }
    DiffResult result;
    try {
      result = SnapshotDiffer.diff(before, after, MEANT);
      count(result.up());
      if (!SnapshotDiffer.diff(after, after, MEANT).isEmpty()) {
        return "a schema differs from itself";
      }
    } catch (RuntimeException e) {
      return "diff: " + e + " " + List.of(e.getStackTrace()).subList(0, 5);
    }
    if (!result.refusals().isEmpty()) {
      return "refused: " + result.refusals();
    }
    String error = run("back", result.down(), result, before, sql);
    if (error.isEmpty()) {
      sql.clear();
      error = run("forth", result.up(), result, after, sql);
    }
    return error;
  }

  private String run(
      String way, List<Change> list, DiffResult result, Snapshot wanted, List<String> sql)
      throws SQLException {
    try {
      String error = DdlRun.execute(connection, list, result.environment(), sql);
      if (!error.isEmpty()) {
        return way + ": " + error;
      }
    } catch (RuntimeException e) {
      return way + ": " + e + " " + List.of(e.getStackTrace()).subList(0, 5);
    }
    List<String> differences = read().differences(wanted);
    return differences.isEmpty() ? "" : way + " differs: " + String.join("\n  ", differences);
  }

  private void count(List<Change> list) {
    Set<String> seen = new TreeSet<>();
    list.forEach(change -> seen.add(change.id().kind().label()));
    seen.forEach(kind -> kinds.merge(kind, 1, Integer::sum));
    changes += list.size();
  }

  private void grow(Random random, int count, List<String> done) throws SQLException {
    for (int left = count; left > 0; left -= 10) {
      run(RandomChanges.of(read(), random, Math.min(10, left), true), done);
    }
  }

  private void change(Snapshot before, Random random, int count, List<String> done)
      throws SQLException {
    for (int left = count; left > 0; left -= 5) {
      Snapshot now = left == count ? before : read();
      run(RandomChanges.of(now, random, Math.min(5, left), false), done);
    }
  }

  private void run(List<String> statements, List<String> done) throws SQLException {
    for (String sql : statements) {
      try (Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        statement.execute(sql);
        done.add(sql);
      } catch (SQLException e) {
        if (e.getSQLState().startsWith("08")) { // others are refusals, internal errors too
          throw new SQLException(sql, e);
        }
      }
    }
  }

  private void settings() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET search_path = public; SET check_function_bodies = off; SET client_min_messages ="
              + " error; SET lock_timeout = '20s'; SET statement_timeout = '60s'");
      for (String role : World.ROLES) {
        statement.execute(
            "DO $$ BEGIN CREATE ROLE "
                + role
                + "; EXCEPTION WHEN duplicate_object OR"
                + " unique_violation THEN NULL; END $$");
      }
    }
  }

  /** The catalog, which would grow from walk to walk, and with it the time of a pair. */
  private void tidy() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE");
    }
  }

  /** An empty database; the roles belong to the server. */
  private void prepare() throws SQLException {
    settings();
    try (Statement statement = connection.createStatement()) {
      for (String role : World.ROLES) {
        statement.execute("DROP OWNED BY " + role + " CASCADE");
      }
      statement.execute(
          "DROP SCHEMA IF EXISTS public, shop CASCADE; CREATE SCHEMA public; CREATE SCHEMA shop;"
              + "GRANT USAGE ON SCHEMA public TO PUBLIC; ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON"
              + " FUNCTIONS TO PUBLIC; ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO PUBLIC;"
              + "ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM random_reader;"
              + "ALTER DEFAULT PRIVILEGES REVOKE ALL ON SEQUENCES FROM random_writer");
    }
  }
}
