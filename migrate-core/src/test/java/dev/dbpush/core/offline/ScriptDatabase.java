package dev.dbpush.core.offline;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.text.Flavour;
import dev.dbpush.sql.script.text.TextOptions;
import dev.dbpush.sql.script.text.Variant;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A small chain with every kind of segment, its scripts, and what is true of a database. */
final class ScriptDatabase {
  static final TextOptions IDEMPOTENT = new TextOptions(Flavour.PSQL, Variant.RUN, true, true);
  static final TextOptions EXACT = new TextOptions(Flavour.PSQL, Variant.RUN, false, true);
  static final TextOptions PLAIN = new TextOptions(Flavour.PLAIN, Variant.RUN, false, true);

  private final Path folder;
  private final TestDatabase database;

  ScriptDatabase(Path folder, TestDatabase database) {
    this.folder = folder;
    this.database = database;
  }

  /** Transactions, a body with semicolons in dollar quotes, and a build outside a transaction. */
  TestChain chain() {
    return new TestChain(folder, database)
        .revision(
            1,
            """
            CREATE TABLE a (id bigint PRIMARY KEY, n int);
            CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
            BEGIN
              RETURN 1; -- a semicolon; and a 'quote
            END
            $$;
            INSERT INTO a SELECT g, g FROM generate_series(1, 5) g;""",
            "DROP FUNCTION f();\nDROP TABLE a;")
        .revision(
            2,
            """
            ALTER TABLE a ADD COLUMN t text DEFAULT 'x;y';
            CREATE INDEX CONCURRENTLY a_n ON a (n)
              WHERE n > 0;
            CREATE TABLE b (id int);""",
            "DROP TABLE b;\nDROP INDEX CONCURRENTLY a_n;\nALTER TABLE a DROP COLUMN t;")
        .revision(3, "CREATE TABLE c (id int);\nCOMMENT ON TABLE c IS 'three';", "DROP TABLE c;");
  }

  RenderedScript script(TextOptions text, Direction way, Target from, Target to) {
    Migrations source = Migrations.in(new MigrationFolder(folder, "migrations"));
    return new OfflineScript(MigratorConfig.of(source))
        .render(ScriptRequest.push().going(way).between(from, to).written(text));
  }

  String up(TextOptions text) {
    return script(text, Direction.UP, Target.BASE, Target.HEAD).asString();
  }

  static Target at(int number) {
    return new Target.Exactly(TestChain.id(number));
  }

  /** The history, a line a row. */
  List<String> history() throws SQLException {
    if (database.query("SELECT to_regclass('public.dbpush_history')").get(0).equals("null")) {
      return List.of();
    }
    return database.query(
        "SELECT ltrim(revision, '0') || ' ' || state || ' ' || segments_done || '/' || segments ||"
            + " CASE WHEN segment_started IS NULL THEN '' ELSE ' started ' || segment_started END"
            + " FROM dbpush_history ORDER BY revision");
  }

  /** What there is of the chain's objects, by revision and segment. */
  List<String> objects() throws SQLException {
    return database.query(
        """
        SELECT what FROM (VALUES
          ('1.1', to_regclass('a') IS NOT NULL AND to_regproc('f') IS NOT NULL),
          ('2.1', EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('a') AND attname = 't' AND NOT attisdropped)),
          ('2.2', EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('a_n') AND indisvalid)),
          ('2.3', to_regclass('b') IS NOT NULL),
          ('3.1', to_regclass('c') IS NOT NULL)) v(what, there) WHERE there ORDER BY what""");
  }

  /** The segments that the history says are done. */
  List<String> told() throws SQLException {
    List<String> told = new ArrayList<>();
    for (String row : history()) {
      String[] parts = row.split("[ /]");
      for (int i = 1; i <= Integer.parseInt(parts[2]); i++) {
        told.add(parts[0] + "." + i);
      }
    }
    return told;
  }
}
