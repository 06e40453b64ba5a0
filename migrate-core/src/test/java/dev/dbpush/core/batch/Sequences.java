package dev.dbpush.core.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random lists of statements over the tables of {@code world.sql}. Names come from small pools, so
 * that statements meet: a column is added by one and dropped by the next.
 */
final class Sequences {
  private final Random random;
  private final int version;
  private final Actions actions;

  Sequences(long seed, int version) {
    this.random = new Random(seed);
    this.version = version;
    this.actions = new Actions(random, version);
  }

  /** The next list: four to ten statements, most of them on one table. */
  List<String> next() {
    String table =
        version >= 18 && random.nextInt(5) == 0
            ? pick("tp", "tq", "gv", "gv", "gvc")
            : pick(
                "t", "t", "t", "t", "t", "pt", "pt", "pt", "base", "child", "kid", "se", "ul", "u",
                "nt", "v", "ft");
    List<String> statements = new ArrayList<>();
    if (table.equals("nt")) {
      statements.add(
          "CREATE TABLE nt (id int PRIMARY KEY, a int, b text, c varchar(10), n int NOT NULL, d"
              + " numeric)");
      if (random.nextBoolean()) {
        statements.add("INSERT INTO nt VALUES (1, 1, '1', '1', 1, 1), (2, 2, '2', '2', 2, 2)");
      }
    }
    String head = random.nextInt(12) == 0 ? pick("ONLY ", "IF EXISTS ", "IF EXISTS ONLY ") : "";
    String star = head.isEmpty() && random.nextInt(20) == 0 ? " *" : "";
    int length = 4 + random.nextInt(7);
    actions.begin(table);
    for (int i = 0; i < length; i++) {
      if (i > 0 && random.nextInt(6) == 0) {
        statements.add(between(table));
        continue;
      }
      String on = random.nextInt(12) == 0 ? pick("t", "u", "pt", "child", "q", "p") : table;
      StringBuilder alter =
          new StringBuilder("ALTER TABLE " + head + on + star + " " + actions.next(on));
      while (random.nextInt(5) == 0) {
        alter.append(", ").append(actions.next(on));
      }
      statements.add(alter.toString());
    }
    return statements;
  }

  private String between(String table) {
    String c = pick("a", "b", "c", "n", "m", "z", "y");
    String other = pick("u", "u", "p", "q", table);
    return switch (random.nextInt(37)) {
      case 0 -> "INSERT INTO u VALUES (" + (10 + random.nextInt(3)) + ", 1, 'q')";
      case 1 -> "UPDATE u SET x = x + 1";
      case 2 -> "DELETE FROM u WHERE id IN (SELECT id FROM p)";
      case 3 -> "UPDATE " + table + " SET " + c + " = " + c;
      case 4 -> "UPDATE " + table + " SET " + c + " = '3' WHERE " + c + " IS NULL";
      case 5 -> "INSERT INTO p VALUES (9, 'nine')";
      case 6 -> "CREATE INDEX x1 ON " + table + " (" + c + ")";
      case 7 -> "CREATE INDEX ON " + table + " (" + c + ")";
      case 8 -> "CREATE UNIQUE INDEX x2 ON " + table + " (" + c + ") WHERE n > 0";
      case 9 -> "CREATE INDEX x3 ON u (" + pick("x", "y", "z") + ")";
      case 10 -> "CREATE VIEW vv AS SELECT * FROM " + other;
      case 11 -> "CREATE VIEW vv AS SELECT " + c + " FROM " + table;
      case 12 -> "CREATE FUNCTION ff() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'";
      case 13 -> "CREATE FUNCTION ff(x " + table + ") RETURNS int LANGUAGE sql AS 'SELECT 1'";
      case 14 -> "CREATE TYPE mood AS ENUM ('sad', 'ok')";
      case 15 -> "CREATE DOMAIN pos AS int CHECK (VALUE > 0)";
      case 16 -> "CREATE SEQUENCE " + pick("sq2", table + "_z_seq");
      case 17 -> "CREATE TABLE nw (id int PRIMARY KEY, x int REFERENCES p)";
      case 18 -> "CREATE TABLE nw (LIKE " + table + ")";
      case 19 -> "CREATE TABLE nw () INHERITS (" + other + ")";
      case 20 -> "CREATE TABLE nw (x " + table + ")";
      case 21 -> "COMMENT ON TABLE " + table + " IS 'it'";
      case 22 -> "COMMENT ON COLUMN " + table + "." + c + " IS 'it'";
      case 23 -> "COMMENT ON CONSTRAINT k1 ON " + table + " IS 'it'";
      case 24 -> "GRANT SELECT ON " + table + " TO PUBLIC";
      case 25 -> "GRANT SELECT (" + c + ") ON " + table + " TO PUBLIC";
      case 26 -> "CREATE STATISTICS st2 ON a, " + c + " FROM " + table;
      case 27 -> "ALTER TABLE " + table + " RENAME COLUMN " + c + " TO " + pick("z", "r");
      case 28 -> "ALTER TABLE " + table + " RENAME TO other_name";
      case 29 -> "CREATE TRIGGER tg9 AFTER INSERT ON " + other + " EXECUTE FUNCTION noop()";
      case 30 -> "DROP INDEX " + pick("i1", "i2", "i3", "pti");
      case 31 -> "DELETE FROM " + table + " WHERE " + c + " IS NULL";
      case 32 -> "ALTER TABLE q ADD CONSTRAINT q_fk2 FOREIGN KEY (id) REFERENCES " + other;
      case 33 -> "ALTER TABLE " + table + " RENAME CONSTRAINT k1 TO " + pick("x1", "x2", "k9");
      case 34 -> "ALTER TABLE " + other + " SET SCHEMA public";
      case 35 -> "ALTER TABLE ALL IN TABLESPACE pg_default SET TABLESPACE pg_default";
      default -> "SET LOCAL TimeZone = 'Europe/Rome'";
    };
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** The server that the lists are for. */
  int version() {
    return version;
  }
}
