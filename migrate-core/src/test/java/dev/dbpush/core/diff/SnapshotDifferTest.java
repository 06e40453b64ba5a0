package dev.dbpush.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SnapshotDifferTest {
  private static final DiffOptions MEANT =
      DiffOptions.DEFAULT.renaming(List.of("none")).allowing(Set.of("all"));

  private static RoundTrip proven(String oldSql, String newSql, DiffOptions options)
      throws SQLException {
    RoundTrip trip = RoundTrip.of(oldSql, newSql, options);
    assertThat(trip.leftAfterUp).as("after up: %s", trip.up).isEmpty();
    assertThat(trip.leftAfterDown).as("after down: %s", trip.down).isEmpty();
    return trip;
  }

  @Test
  void equalSchemasHaveNoDifference() throws SQLException {
    String sql = "CREATE TABLE member (id bigint PRIMARY KEY, nick text DEFAULT 'x')";

    assertThat(proven(sql, sql, DiffOptions.DEFAULT).up).isEmpty();
  }

  @Test
  void aNewTableIsOneStatementWithItsKeys() throws SQLException {
    RoundTrip trip =
        proven(
            "",
            "CREATE TABLE member (id serial PRIMARY KEY, email varchar(200) UNIQUE)",
            DiffOptions.DEFAULT);

    assertThat(trip.up)
        .containsExactly(
            """
            CREATE TABLE member (
              id serial,
              email character varying(200),
              CONSTRAINT member_pkey PRIMARY KEY (id),
              CONSTRAINT member_email_key UNIQUE (email)
            )\
            """);
    assertThat(trip.down).containsExactly("DROP TABLE member");
  }

  @Test
  void theChangesOfATableAreOneAlterTable() throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TABLE member (id int, nick text)",
            "CREATE TABLE member (id bigint NOT NULL, nick text DEFAULT 'x', age int)",
            DiffOptions.DEFAULT);

    assertThat(trip.up)
        .containsExactly(
            """
            ALTER TABLE member
              ALTER COLUMN id TYPE bigint,
              ADD COLUMN age integer,
              ALTER COLUMN id SET NOT NULL,
              ALTER COLUMN nick SET DEFAULT 'x'::text\
            """);
  }

  @Test
  void tablesThatReferToEachOtherAreMadeAndDropped() throws SQLException {
    proven(
        "",
        """
        CREATE TABLE a (id int PRIMARY KEY, b int);
        CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a);
        ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;
        """,
        DiffOptions.DEFAULT);
  }

  @Test
  void partitionedTablesThatReferToEachOtherBecomePlainOnesAndBack() throws SQLException {
    String keys =
        """
        ALTER TABLE a ADD CONSTRAINT to_b FOREIGN KEY (x) REFERENCES b (x);
        ALTER TABLE b ADD CONSTRAINT to_a FOREIGN KEY (x) REFERENCES a (x);
        """;
    proven(
        """
        CREATE TABLE a (x int PRIMARY KEY) PARTITION BY LIST (x);
        CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);
        CREATE TABLE b (x int PRIMARY KEY) PARTITION BY LIST (x);
        CREATE TABLE b1 PARTITION OF b FOR VALUES IN (1);
        """
            + keys,
        """
        CREATE TABLE a (x int PRIMARY KEY);
        CREATE TABLE a1 (x int PRIMARY KEY);
        CREATE TABLE b (x int PRIMARY KEY);
        CREATE TABLE b1 (x int PRIMARY KEY);
        """
            + keys
            + """
            ALTER TABLE a ADD CONSTRAINT a_x_fkey FOREIGN KEY (x) REFERENCES b (x);
            ALTER TABLE b ADD CONSTRAINT b_x_fkey FOREIGN KEY (x) REFERENCES a (x);
            """,
        MEANT);
  }

  @Test
  void aKeyOfAnExistingTableTakesAnIndexThatWasBuiltWithoutBlocking() throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TABLE member (id bigint NOT NULL, email text, team int)",
            """
            CREATE TABLE member (id bigint PRIMARY KEY, email text, team int,
              UNIQUE (email, team) INCLUDE (id) WITH (fillfactor = 80) DEFERRABLE)
            """,
            DiffOptions.DEFAULT);

    assertThat(trip.up)
        .containsExactly(
            "CREATE UNIQUE INDEX CONCURRENTLY member_email_team_id_key ON member (email, team)"
                + " INCLUDE (id) WITH (fillfactor=80)",
            "ALTER TABLE member ADD CONSTRAINT member_email_team_id_key UNIQUE USING INDEX"
                + " member_email_team_id_key DEFERRABLE",
            "CREATE UNIQUE INDEX CONCURRENTLY member_pkey ON member (id)",
            "ALTER TABLE member ADD CONSTRAINT member_pkey PRIMARY KEY USING INDEX member_pkey");
  }

  @Test
  void aKeyThatAForeignKeyNeedsIsMadeBeforeIt() throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TABLE team (id int); CREATE TABLE member (team int)",
            "CREATE TABLE team (id int UNIQUE); CREATE TABLE member (team int REFERENCES team"
                + " (id))",
            DiffOptions.DEFAULT);

    assertThat(trip.up)
        .first()
        .isEqualTo("ALTER TABLE team ADD CONSTRAINT team_id_key UNIQUE (id)");
  }

  @Test
  void notNullIsFoundOutByACheckWhereThatIsAskedFor() throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TABLE member (id int, nick varchar(10))",
            "CREATE TABLE member (id int, nick text NOT NULL)",
            DiffOptions.DEFAULT.notNullByCheck(true));

    assertThat(trip.up)
        .containsExactly(
            """
            ALTER TABLE member
              ALTER COLUMN nick TYPE text,
              ADD CONSTRAINT nick_is_not_null CHECK (nick IS NOT NULL) NOT VALID\
            """,
            "ALTER TABLE member VALIDATE CONSTRAINT nick_is_not_null",
            "ALTER TABLE member ALTER COLUMN nick SET NOT NULL",
            "ALTER TABLE member DROP CONSTRAINT nick_is_not_null");
  }

  @Test
  void notNullIsFoundOutByACheckOnColumnsThatAreUsedToo() throws SQLException {
    String rest = "; CREATE INDEX i ON member (nick); CREATE VIEW v AS SELECT nick FROM member";
    RoundTrip trip =
        proven(
            "CREATE TABLE member (nick text)" + rest,
            "CREATE TABLE member (nick text NOT NULL DEFAULT 'x' CHECK (nick <> '') UNIQUE)"
                + rest
                + "; COMMENT ON TABLE member IS 'who is here'",
            DiffOptions.DEFAULT.notNullByCheck(true));

    assertThat(trip.up).contains("ALTER TABLE member VALIDATE CONSTRAINT nick_is_not_null");
  }

  @Test
  void notNullComesFirstWhereAPrimaryKeyNeedsIt() throws SQLException {
    proven(
        "CREATE TABLE a (x int)",
        "CREATE TABLE a (x int PRIMARY KEY)",
        DiffOptions.DEFAULT.notNullByCheck(true));
  }

  @Test
  void aCheckThatHasTheNameAlreadyIsLeftAlone() throws SQLException {
    proven(
        "CREATE TABLE a (x int CONSTRAINT x_is_not_null CHECK (x IS NOT NULL))",
        "CREATE TABLE a (x int NOT NULL CONSTRAINT x_is_not_null CHECK (x IS NOT NULL))",
        DiffOptions.DEFAULT.notNullByCheck(true));
  }

  @Test
  void aNewTableHasItsReplicaIdentityAndBothOfTwoEqualKeys() throws SQLException {
    proven(
        "",
        """
        CREATE TABLE member (id int PRIMARY KEY, nick text UNIQUE);
        ALTER TABLE member ADD UNIQUE (nick);
        ALTER TABLE member REPLICA IDENTITY USING INDEX member_pkey;
        """,
        DiffOptions.DEFAULT);
  }

  @Test
  void aViewOverARetypedColumnIsMadeAnew() throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t",
            "CREATE TABLE t (a bigint); CREATE VIEW v AS SELECT a FROM t",
            DiffOptions.DEFAULT);

    assertThat(trip.up.get(0)).isEqualTo("DROP VIEW v");
    assertThat(trip.up.get(1)).isEqualTo("ALTER TABLE t ALTER COLUMN a TYPE bigint");
    assertThat(trip.up.get(2)).startsWith("CREATE VIEW v AS");
  }

  @Test
  void anEnumValueIsAddedInItsPlaceAndRemovedThroughANewType() throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TYPE state AS ENUM ('a', 'c'); CREATE TABLE t (s state DEFAULT 'a')",
            "CREATE TYPE state AS ENUM ('a', 'b', 'c'); CREATE TABLE t (s state DEFAULT 'a')",
            DiffOptions.DEFAULT);

    assertThat(trip.up).containsExactly("ALTER TYPE state ADD VALUE 'b' AFTER 'a'");
    assertThat(trip.down)
        .containsExactly(
            "ALTER TYPE state RENAME TO state_old",
            "CREATE TYPE state AS ENUM ('a', 'c')",
            """
            ALTER TABLE t
              ALTER COLUMN s DROP DEFAULT,
              ALTER COLUMN s TYPE state USING s::text::state,
              ALTER COLUMN s SET DEFAULT 'a'::state\
            """,
            "DROP TYPE state_old");
  }

  @Test
  void aDropAndAnAddOfOneShapeAreRefusedWithTheLineToPaste() throws SQLException {
    RoundTrip trip =
        RoundTrip.of(
            "CREATE TABLE member (id int, nick text)",
            "CREATE TABLE member (id int, nickname text)",
            DiffOptions.DEFAULT);

    assertThat(trip.result.refusals())
        .extracting(Refusal::rule)
        .containsExactly("rename", "drop-column");
    assertThat(trip.result.refusals().get(0).remedy())
        .startsWith("-Ddb.rename=member.nick:member.nickname ");
  }

  @Test
  void aGivenRenameKeepsTheDataAndWhatDependsOnTheColumn() throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TABLE member (id int, nick text UNIQUE CHECK (nick <> ''))",
            """
            CREATE TABLE member (id int, nickname text,
              CONSTRAINT member_nick_key UNIQUE (nickname),
              CONSTRAINT member_nick_check CHECK (nickname <> ''))
            """,
            DiffOptions.DEFAULT.renaming(List.of("member.nick:member.nickname")));

    assertThat(trip.result.refusals()).isEmpty();
    assertThat(trip.up).containsExactly("ALTER TABLE member RENAME COLUMN nick TO nickname");
    assertThat(trip.down).containsExactly("ALTER TABLE member RENAME COLUMN nickname TO nick");
  }

  @Test
  void aRenamedTableTakesItsIndexesAndSequencesAlong() throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TABLE member (id serial PRIMARY KEY)",
            "CREATE TABLE person (id serial PRIMARY KEY)",
            DiffOptions.DEFAULT.renaming(List.of("member:person")));

    assertThat(trip.result.refusals()).isEmpty();
    assertThat(trip.up)
        .contains("ALTER TABLE member RENAME TO person")
        .noneMatch(sql -> sql.startsWith("DROP") || sql.startsWith("CREATE"));
  }

  @Test
  void lossOfDataIsRefusedUntilItIsAllowed() throws SQLException {
    String oldSql = "CREATE TABLE t (a varchar(9), b int); CREATE TABLE gone (x int)";
    String newSql = "CREATE TABLE t (a varchar(5))";

    assertThat(RoundTrip.of(oldSql, newSql, DiffOptions.DEFAULT).result.refusals())
        .extracting(Refusal::rule)
        .containsExactlyInAnyOrder("drop-column", "drop-table", "narrow-type");
    assertThat(proven(oldSql, newSql, MEANT).result.refusals()).isEmpty();
  }

  @Test
  void aConstraintOfAnExistingTableIsValidatedOnItsOwn() throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TABLE t (a int)",
            "CREATE TABLE t (a int CONSTRAINT positive CHECK (a > 0))",
            DiffOptions.DEFAULT);

    assertThat(trip.up)
        .containsExactly(
            "ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0) NOT VALID",
            "ALTER TABLE t VALIDATE CONSTRAINT positive");
  }

  @Test
  void anIndexOfAnExistingTableIsBuiltConcurrentlyUnlessToldOtherwise() throws SQLException {
    String oldSql = "CREATE TABLE t (a int)";
    String newSql = "CREATE TABLE t (a int); CREATE INDEX t_a ON t (a)";

    assertThat(proven(oldSql, newSql, DiffOptions.DEFAULT).up)
        .containsExactly("CREATE INDEX CONCURRENTLY t_a ON t (a)");
    assertThat(proven(oldSql, newSql, DiffOptions.DEFAULT.concurrently(false)).up)
        .containsExactly("CREATE INDEX t_a ON t (a)");
  }

  @Test
  void aFunctionThatADefaultAndAnIndexUseIsMadeAnewWithThem() throws SQLException {
    String rest =
        " LANGUAGE sql IMMUTABLE AS 'SELECT 1';"
            + "CREATE TABLE t (a int DEFAULT f(1)); CREATE INDEX i ON t ((f(a) + 1))";
    proven(
        "CREATE FUNCTION f(x int) RETURNS int" + rest,
        "CREATE FUNCTION f(y int) RETURNS bigint" + rest,
        DiffOptions.DEFAULT);
  }

  @Test
  void partitionsAndTheirParentAreMadeAndChangedTogether() throws SQLException {
    String head = "CREATE TABLE t (a int NOT NULL, b ";
    String tail =
        ") PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);"
            + "CREATE INDEX t_b ON t (b);";
    RoundTrip trip =
        proven(head + "int" + tail, head + "bigint DEFAULT 7" + tail, DiffOptions.DEFAULT);

    assertThat(trip.up).hasSize(1).allMatch(sql -> sql.startsWith("ALTER TABLE t\n"));
    proven("", head + "int" + tail, DiffOptions.DEFAULT);
  }

  @Test
  void whatIsNotManagedIsNamed() throws SQLException {
    RoundTrip trip =
        RoundTrip.of(
            "CREATE TABLE t (a int)",
            "CREATE TABLE t (a int); CREATE PUBLICATION p FOR TABLE t",
            DiffOptions.DEFAULT);

    assertThat(trip.result.notManaged()).containsExactly("publication p");
    assertThat(trip.result.refusals()).extracting(Refusal::rule).containsExactly("not-managed");
  }
}
