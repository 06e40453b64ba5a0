package dev.dbpush.core.batch;

import dev.dbpush.sql.batch.AlterBatcher;
import dev.dbpush.sql.batch.BatchOptions;
import dev.dbpush.sql.batch.BatchedStatement;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs lists of statements as they are and batched, from one state, and compares the outcomes. */
final class Equivalence {
  private final Connection connection;
  private final List<SqlStatement> world;
  private final List<String> differences = new ArrayList<>();
  private int drawn;
  private int merged;
  private int mergedStatements;
  private int succeeded;

  Equivalence(Connection connection) throws SQLException {
    this.connection = connection;
    boolean all = connection.getMetaData().getDatabaseMajorVersion() >= 18;
    String tables = resource("world.sql") + (all ? resource("world18.sql") : "");
    this.world = StatementSplitter.split(tables).statements();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA w");
      statement.execute("SET search_path = w; SET client_min_messages = error");
      statement.execute(tables);
      statement.execute(resource("fingerprint.sql"));
    }
  }

  /** Draws lists until {@code count} of them were changed by batching, and compares those. */
  void run(Sequences sequences, long seed, int count) throws SQLException {
    Random random = new Random(seed);
    for (int until = merged + count; merged < until && differences.size() < 10; ) {
      BatchOptions options =
          random.nextBoolean()
              ? BatchOptions.ALL_VERSIONS
              : BatchOptions.forVersion(sequences.version());
      compare(sequences.next(), options, random);
    }
  }

  private void compare(List<String> candidates, BatchOptions options, Random random)
      throws SQLException {
    boolean knowing = random.nextInt(3) > 0;
    drawn++;
    if (batch(candidates, options, knowing).size() == candidates.size()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      begin(statement);
      List<String> kept = new ArrayList<>();
      boolean failed = runMostlyValid(statement, candidates, kept, random);
      String sql = String.join(";\n", kept) + ";\n";
      List<BatchedStatement> batched = batch(kept, options, knowing);
      if (kept.size() == batched.size()) {
        return;
      }
      merged++;
      mergedStatements += kept.size() - batched.size();
      if (!failed && kept.size() < candidates.size() && candidates.toString().contains("nextval")) {
        // what failed and was left out may have moved a sequence on
        begin(statement);
        failed = outcome(statement, sql).startsWith("ERROR");
      }
      String plain = failed ? "ERROR" : fingerprint(statement);
      failed = plain.startsWith("ERROR");
      succeeded += failed ? 0 : 1;
      StringBuilder text = new StringBuilder();
      batched.forEach(each -> text.append(each.text()).append(";\n"));
      begin(statement);
      String after = outcome(statement, text.toString());
      if (failed ? !after.startsWith("ERROR") : !after.equals(plain)) {
        differences.add(
            "sources:\n"
                + sql
                + "batched ("
                + options
                + ", knowing "
                + knowing
                + "):\n"
                + text
                + difference(plain, after));
      }
    }
  }

  private List<BatchedStatement> batch(
      List<String> statements, BatchOptions options, boolean knowing) {
    AlterBatcher batcher = new AlterBatcher(options);
    if (knowing) {
      batcher.learn(world);
    }
    String sql = String.join(";\n", statements) + ";\n";
    return batcher.next(StatementSplitter.split(sql).statements());
  }

  /**
   * Runs a list, leaving out most of the statements that fail where they stand: lists that fail say
   * little. True if one that fails was kept, so that the list as a whole fails.
   */
  private static boolean runMostlyValid(
      Statement statement, List<String> candidates, List<String> kept, Random random)
      throws SQLException {
    boolean failed = false;
    for (String sql : candidates) {
      statement.execute("SAVEPOINT s");
      try {
        statement.execute(sql);
        kept.add(sql);
      } catch (SQLException e) {
        statement.execute("ROLLBACK TO s");
        if (random.nextInt(25) == 0) {
          failed = true;
          kept.add(sql);
        }
      }
    }
    return failed;
  }

  /** Sequences do not go back with a transaction, so they are set to one state before. */
  private static void begin(Statement statement) throws SQLException {
    statement.execute(
        "ROLLBACK; BEGIN; ALTER SEQUENCE sq RESTART; ALTER SEQUENCE t_s_seq RESTART WITH 50;"
            + " ALTER SEQUENCE t_i_seq RESTART WITH 50");
  }

  private static String outcome(Statement statement, String sql) throws SQLException {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      return "ERROR " + e.getSQLState() + " " + e.getMessage();
    }
    return fingerprint(statement);
  }

  private static String fingerprint(Statement statement) throws SQLException {
    try {
      statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
      try (ResultSet row = statement.executeQuery("SELECT public.fingerprint('w')")) {
        row.next();
        return row.getString(1);
      }
    } catch (SQLException e) {
      return "ERROR " + e.getSQLState() + " " + e.getMessage();
    }
  }

  /** The lines that only one of them has. */
  private static String difference(String plain, String batched) {
    List<String> left = plain.lines().toList();
    List<String> right = batched.lines().toList();
    StringBuilder out = new StringBuilder();
    left.stream()
        .filter(line -> !right.contains(line))
        .limit(6)
        .forEach(line -> out.append("  - ").append(line).append('\n'));
    right.stream()
        .filter(line -> !left.contains(line))
        .limit(6)
        .forEach(line -> out.append("  + ").append(line).append('\n'));
    return out.toString();
  }

  /** What was found, and how much was tried. */
  List<String> differences() {
    return differences;
  }

  /** The counts in one line. */
  String summary() {
    return drawn
        + " lists drawn, "
        + merged
        + " merged something ("
        + mergedStatements
        + " statements fewer) and were run both ways: "
        + succeeded
        + " succeeded, "
        + (merged - succeeded)
        + " failed, "
        + differences.size()
        + " differences";
  }

  private static String resource(String name) {
    try (InputStream in = Equivalence.class.getResourceAsStream("/batch/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
