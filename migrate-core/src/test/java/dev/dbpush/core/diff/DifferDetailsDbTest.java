package dev.dbpush.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What statements do besides what they say. */
final class DifferDetailsDbTest {
  private static RoundTrip proven(String oldSql, String newSql) throws SQLException {
    RoundTrip trip =
        RoundTrip.of(
            oldSql, newSql, DiffOptions.DEFAULT.renaming(List.of("none")).allowing(Set.of("all")));
    assertThat(trip.leftAfterUp).as("after up: %s", trip.up).isEmpty();
    assertThat(trip.leftAfterDown).as("after down: %s", trip.down).isEmpty();
    return trip;
  }

  @Test
  void theSequenceOfAnIdentityColumnFollowsItsType() throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY)",
            "CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY)");

    assertThat(trip.up).containsExactly("ALTER TABLE t ALTER COLUMN id TYPE bigint");
    assertThat(trip.down).containsExactly("ALTER TABLE t ALTER COLUMN id TYPE integer");
  }

  @Test
  void theSequenceOfAnIdentityColumnHasItsOwnTypeAndBounds() throws SQLException {
    String own =
        "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY (START WITH 5));"
            + "ALTER SEQUENCE t_id_seq AS bigint MAXVALUE 99999999999";
    proven("", own);
    proven("CREATE TABLE t (id int)", own.replace("(id int", "(id int NOT NULL"));
    proven("CREATE TABLE t (id smallint GENERATED ALWAYS AS IDENTITY (MAXVALUE 9))", own);
    proven(
        "CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY (START WITH 50000 MAXVALUE 60000))",
        "CREATE TABLE t (id smallint GENERATED ALWAYS AS IDENTITY (START WITH 7 MAXVALUE 600))");
  }

  @Test
  void aPrivilegeOfAColumnStaysWhenThatOfItsTableGoes() throws SQLException {
    String column = "GRANT SELECT (a), UPDATE (a) ON t TO pg_monitor WITH GRANT OPTION;";
    String table = "CREATE TABLE t (a int, b int);";
    proven(table + "GRANT SELECT ON t TO pg_monitor;" + column, table + column);
    proven(
        table + "GRANT SELECT ON t TO pg_monitor WITH GRANT OPTION;" + column,
        table + "GRANT SELECT ON t TO pg_monitor;" + column);
    String defaults =
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO pg_monitor;";
    proven(defaults, defaults + table + "REVOKE SELECT ON t FROM pg_monitor;" + column);
  }

  @Test
  void aForeignKeyStaysWithAPartitionThatLeavesBeforeItsParentGoes() throws SQLException {
    String other = "CREATE TABLE o (id int PRIMARY KEY);";
    proven(
        other
            + "CREATE TABLE t (id int, o int CONSTRAINT k REFERENCES o) PARTITION BY LIST (id);"
            + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);",
        other + "CREATE TABLE t1 (id int, o int CONSTRAINT k REFERENCES o);");
  }

  @Test
  void aCheckOfATableThatJoinsAParentIsValid() throws SQLException {
    proven(
        "CREATE TABLE t (id int CONSTRAINT c CHECK (id > 0)) PARTITION BY LIST (id);"
            + "CREATE TABLE t1 (id int);",
        "CREATE TABLE t (id int CONSTRAINT c CHECK (id > 0)) PARTITION BY LIST (id);"
            + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);");
  }

  @Test
  void typesWithinTypesThatAreMadeAnewGoBehindThem() throws SQLException {
    String rest = "CREATE DOMAIN d AS c; CREATE TABLE t (a d[]);";
    proven("CREATE TYPE c AS (x int, y text);" + rest, "CREATE TYPE c AS (y text, x int);" + rest);
  }

  @Test
  void aChildThatKeepsItsColumnLosesTheDefaultThatUsesTheSequenceOfTheParents()
      throws SQLException {
    proven(
        "CREATE TABLE p (id serial, b int);"
            + "CREATE TABLE c (id int DEFAULT nextval('p_id_seq'), b int) INHERITS (p);",
        "CREATE TABLE p (b int); CREATE TABLE c (id int NOT NULL) INHERITS (p);");
  }

  @Test
  void aChildKeepsItsKeyWhenTheParentsColumnCeasesToBeNotNull() throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TABLE p (a int NOT NULL, b int NOT NULL);"
                + "CREATE TABLE c (PRIMARY KEY (a)) INHERITS (p);"
                + "CREATE TABLE d () INHERITS (p);",
            "CREATE TABLE p (a int, b int);"
                + "CREATE TABLE c (PRIMARY KEY (a)) INHERITS (p);"
                + "CREATE TABLE d () INHERITS (p);");

    assertThat(trip.up).contains("ALTER TABLE ONLY p ALTER COLUMN a DROP NOT NULL");
  }

  @Test
  void aPartitionWithAKeyLikeTheParentsLeavesAndJoinsAgain() throws SQLException {
    String parent =
        "CREATE TABLE o (id int PRIMARY KEY);"
            + "CREATE TABLE t (id int, o int, CONSTRAINT k FOREIGN KEY (o) REFERENCES o)"
            + " PARTITION BY LIST (id);";
    String own =
        "ALTER TABLE t1 ADD CONSTRAINT a FOREIGN KEY (o) REFERENCES o;"
            + "ALTER TABLE t1 ADD CONSTRAINT z FOREIGN KEY (o) REFERENCES o;";
    proven(
        parent + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);" + own,
        parent + "CREATE TABLE t1 (id int, o int CONSTRAINT k REFERENCES o);" + own);
  }

  @Test
  void theSequenceOfANewSerialColumnHasThePrivilegesThatItIsToHave() throws SQLException {
    String defaults =
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO pg_monitor;";
    proven(
        defaults + "CREATE TABLE t (b int)",
        defaults
            + "CREATE TABLE t (b int, a serial); REVOKE USAGE ON t_a_seq FROM pg_monitor;"
            + "COMMENT ON SEQUENCE t_a_seq IS 'numbers'");
  }

  @Test
  void indexesOfAParentThatIsMadeAnewStayWithNoPartition() throws SQLException {
    String partitions =
        "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);"
            + "CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2);";
    proven(
        "CREATE TABLE t (a int, b int) PARTITION BY LIST (a);"
            + partitions
            + "CREATE INDEX gone ON t (b); CREATE INDEX kept ON t (a, b)",
        "CREATE TABLE t (c int, b int) PARTITION BY LIST (c);"
            + partitions
            + "CREATE INDEX kept ON t (b)");
    proven(
        "CREATE TABLE t (a int, b int) PARTITION BY LIST (a);"
            + partitions
            + "CREATE INDEX gone ON t (b); CREATE INDEX kept ON t (b DESC)",
        "CREATE TABLE t (a int, b int) PARTITION BY RANGE (a);"
            + "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (2);"
            + "CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (2) TO (3);"
            + "CREATE INDEX kept ON t (b DESC)");
  }

  @Test
  void aForeignKeyDependsOnNoKeyThatGoes() throws SQLException {
    String old =
        "CREATE TABLE o (id int CONSTRAINT one PRIMARY KEY);"
            + "ALTER TABLE o ADD CONSTRAINT a UNIQUE (id); CREATE UNIQUE INDEX b ON o (id);";
    proven(
        old.replace("a UNIQUE", "c UNIQUE"),
        "CREATE TABLE o (id int CONSTRAINT two PRIMARY KEY);"
            + "CREATE TABLE t (o int CONSTRAINT k REFERENCES o (id))");
    proven(
        old + "CREATE TABLE t (o int CONSTRAINT k REFERENCES o (id))",
        "CREATE TABLE o (id int CONSTRAINT two PRIMARY KEY);"
            + "CREATE TABLE t (o int CONSTRAINT k REFERENCES o (id) ON DELETE CASCADE)");
  }

  @Test
  void aKeyOfWhichPartitionsLackTheirShareIsCompletedAndTakenBack() throws SQLException {
    String parent =
        "CREATE TABLE t (id int NOT NULL, a int NOT NULL) PARTITION BY LIST (a);"
            + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);"
            + "ALTER TABLE ONLY t ADD CONSTRAINT k PRIMARY KEY (a, id);"
            + "CREATE UNIQUE INDEX own ON t1 (a, id);";
    proven(
        parent,
        parent
            + "ALTER TABLE t1 ADD CONSTRAINT own PRIMARY KEY USING INDEX own;"
            + "ALTER INDEX k ATTACH PARTITION own");
  }

  @Test
  void noLoggedTableEverRefersToOneThatIsNot() throws SQLException {
    String department = "CREATE UNLOGGED TABLE a (id int PRIMARY KEY, a int);";
    String employee = "CREATE UNLOGGED TABLE b (id int PRIMARY KEY, a int REFERENCES a);";
    String own = "CREATE TABLE c (id int PRIMARY KEY);";
    proven(department, department.replace("UNLOGGED ", "") + employee.replace("UNLOGGED ", ""));
    proven(department + employee, (department + employee).replace("UNLOGGED ", ""));
    proven(
        own + department + "ALTER TABLE a ADD FOREIGN KEY (a) REFERENCES c",
        (own + department).replace("UNLOGGED ", "")
            + "ALTER TABLE a ADD FOREIGN KEY (a) REFERENCES c");
    proven(
        own.replace("TABLE", "UNLOGGED TABLE")
            + department
            + "ALTER TABLE a ADD FOREIGN KEY (a) REFERENCES c",
        own.replace("TABLE", "UNLOGGED TABLE") + department.replace("UNLOGGED ", ""));
  }
}
