package dev.dbpush.core.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must come before what, beside what dependencies say. */
final class DifferOrderDbTest {
  private static final DiffOptions MEANT =
      DiffOptions.DEFAULT.renaming(List.of("none")).allowing(Set.of("all"));

  private static RoundTrip proven(String oldSql, String newSql) throws SQLException {
    return proven(oldSql, newSql, MEANT);
  }

  private static RoundTrip proven(String oldSql, String newSql, DiffOptions options)
      throws SQLException {
    RoundTrip trip = RoundTrip.of(oldSql, newSql, options);
    assertThat(trip.leftAfterUp).as("after up: %s", trip.up).isEmpty();
    assertThat(trip.leftAfterDown).as("after down: %s", trip.down).isEmpty();
    return trip;
  }

  @Test
  void aTableLetsItsTypeGoBeforeItsColumnsChange() throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TYPE c AS (a int, b text); CREATE TABLE t OF c;",
            "CREATE TYPE c AS (a int, b text); CREATE TABLE t (a int, d int);");

    assertThat(trip.up).first().isEqualTo("ALTER TABLE t NOT OF");
    assertThat(trip.down).last().isEqualTo("ALTER TABLE t OF c");
  }

  @Test
  void aTableWhoseColumnsAreInAnotherOrderThanTheTypesIsMadeAnewToBecomeOneOfIt()
      throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TYPE c AS (a int, b text); CREATE TABLE t (b text, a int);",
            "CREATE TYPE c AS (a int, b text); CREATE TABLE t OF c;");

    assertThat(trip.up).containsExactly("DROP TABLE t", "CREATE TABLE t OF c");
    assertThat(trip.down).containsExactly("ALTER TABLE t NOT OF");
  }

  @Test
  void aTableOfATypeKeepsItsRowsWhenTheTypeNeedsACastOrIsMadeAnew() throws SQLException {
    RoundTrip cast =
        proven(
            "CREATE TYPE c AS (a text, b int); CREATE TABLE t OF c (PRIMARY KEY (b));",
            "CREATE TYPE c AS (a inet, b int); CREATE TABLE t OF c (PRIMARY KEY (b));");
    RoundTrip anew =
        proven(
            "CREATE TYPE c AS (a int); CREATE TABLE t OF c; CREATE TABLE u (c c);",
            "CREATE TYPE c AS (a text, b int); CREATE TABLE t OF c; CREATE TABLE u (c c);");

    assertThat(cast.up).contains("ALTER TABLE t ALTER COLUMN a TYPE inet USING a::inet");
    assertThat(String.join("\n", cast.up) + String.join("\n", anew.up))
        .doesNotContain("DROP TABLE");
  }

  @Test
  void optionsOfAToastTableComeBehindTheColumnThatMakesIt() throws SQLException {
    proven(
        "CREATE TABLE t (a int)",
        "CREATE TABLE t (a int, b text) WITH (fillfactor = 70, toast.autovacuum_enabled = off)");
  }

  @Test
  void theReplicaIdentityLetsItsIndexGoBeforeAColumnTakesNulls() throws SQLException {
    String key = "CREATE TABLE t (a int NOT NULL, b int NOT NULL);";
    String one = "CREATE UNIQUE INDEX i ON t (a); ALTER TABLE t REPLICA IDENTITY USING INDEX i;";
    String two = "CREATE UNIQUE INDEX j ON t (b); ALTER TABLE t REPLICA IDENTITY USING INDEX j;";
    proven("CREATE TABLE t (a int, b int NOT NULL);", key + one);
    proven("CREATE TABLE t (a int, b int NOT NULL);" + two, key + one);
    proven("CREATE TABLE t (a int, b int); CREATE UNIQUE INDEX i ON t (a);", key + one);
  }

  @Test
  void aSequenceGetsTheOwnerOfTheTableThatItIsGivenTo() throws SQLException {
    DiffOptions owners = MEANT.ownership(true);
    String sequence = "CREATE SEQUENCE s;";
    String table = "CREATE TABLE t (a int); ALTER TABLE t OWNER TO pg_monitor;";
    String link = "ALTER SEQUENCE s OWNER TO pg_monitor; ALTER SEQUENCE s OWNED BY t.a;";
    proven("", sequence + table + link, owners);
    proven(sequence + table, sequence + table + link, owners);
    proven(
        "CREATE TABLE t (a int);" + sequence + "ALTER SEQUENCE s OWNED BY t.a;",
        table + sequence + link,
        owners);
    proven(
        table + "CREATE TABLE u (a int);" + sequence + "ALTER SEQUENCE s OWNED BY u.a;",
        table + "CREATE TABLE u (a int);" + sequence + link,
        owners);
  }

  @Test
  void aGeneratedColumnGoesBeforeItsSourceWithWhatStandsOnBoth() throws SQLException {
    proven(
        "CREATE TABLE t (id int, a int, b int GENERATED ALWAYS AS (a + 1) STORED);"
            + "CREATE STATISTICS s (dependencies) ON b, a FROM t;",
        "CREATE TABLE t (id int)");
  }

  @Test
  void aChildKeepsItsOwnDefaultWhenTheParentsIsMadeAnew() throws SQLException {
    proven(
        "CREATE TABLE p (a varchar(20) DEFAULT upper('x'));"
            + "CREATE TABLE c (a varchar(20) DEFAULT 'own') INHERITS (p);",
        "CREATE TABLE p (a varchar(30) DEFAULT upper('x'));"
            + "CREATE TABLE c (a varchar(30) DEFAULT 'own') INHERITS (p);");
  }

  @Test
  void aForeignKeyLikeThatOfTheParentStaysBesideIt() throws SQLException {
    String key = "FOREIGN KEY (o) REFERENCES o ";
    String old =
        "CREATE TABLE o (id int PRIMARY KEY);"
            + "CREATE TABLE t (id int, o int) PARTITION BY LIST (id);"
            + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);";
    proven(
        old + "ALTER TABLE t ADD CONSTRAINT k " + key + "; ALTER TABLE t1 ADD CONSTRAINT x " + key,
        old
            + "ALTER TABLE t ADD CONSTRAINT k "
            + key
            + "ON DELETE CASCADE; ALTER TABLE t1 ADD CONSTRAINT x "
            + key);
  }

  @Test
  void aKeyOfAPartitionGoesBeforeTheParentGetsOneLikeIt() throws SQLException {
    String tables =
        "CREATE TABLE t (id int NOT NULL) PARTITION BY LIST (id);"
            + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);";
    proven(
        tables + "ALTER TABLE t1 ADD CONSTRAINT k UNIQUE (id);",
        tables + "ALTER TABLE t ADD PRIMARY KEY (id);");
    proven(
        tables + "CREATE INDEX i ON t1 (id);",
        tables + "CREATE INDEX j ON t (id); CREATE INDEX i ON t1 (id);");
  }

  @Test
  void aPartitionGoesBeforeAForeignKeyComesThatRefersToItsParent() throws SQLException {
    String parent = "CREATE TABLE t (id int PRIMARY KEY) PARTITION BY LIST (id);";
    proven(
        parent + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);",
        parent + "CREATE TABLE a (id int REFERENCES t);");
  }

  @Test
  void ofTwoExclusionsThatAreAlikeBothAreMade() throws SQLException {
    proven(
        "",
        "CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING btree (a WITH =);"
            + "ALTER TABLE t ADD CONSTRAINT y EXCLUDE USING btree (a WITH =);");
  }

  @Test
  void aCheckThatAChildHasTwiceIsTheParentsCheck() throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TABLE p (a int CONSTRAINT k CHECK (a > 0)); CREATE TABLE c () INHERITS (p);",
            "CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p);"
                + "ALTER TABLE c ADD CONSTRAINT k CHECK (a > 0);"
                + "ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0);");

    assertThat(trip.up).isEmpty();
    assertThat(trip.down).isEmpty();
  }

  @Test
  void aPartitionKeepsItsKeyWhenTheParentsColumnCeasesToBeNotNull() throws SQLException {
    String tables =
        "CREATE TABLE t (id int, a int%s) PARTITION BY LIST (id);"
            + "CREATE TABLE t1 PARTITION OF t (PRIMARY KEY (a)) FOR VALUES IN (1);"
            + "CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2, 3) PARTITION BY LIST (id);"
            + "CREATE TABLE t3 PARTITION OF t2 (PRIMARY KEY (a)) FOR VALUES IN (2);"
            + "CREATE TABLE r (a int REFERENCES t1);";
    proven(tables.formatted(" NOT NULL"), tables.formatted(""));
  }

  @Test
  void aNewIdentityColumnOfAParentIsAPlainOneOfItsChildren() throws SQLException {
    proven(
        "CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p);",
        "CREATE TABLE p (a int, id int GENERATED ALWAYS AS IDENTITY);"
            + "CREATE TABLE c () INHERITS (p);");
  }

  @Test
  void aCheckStaysWithTheChildWhenItsParentLosesIt() throws SQLException {
    String tables =
        "CREATE TABLE p (a int); CREATE TABLE c () INHERITS (p);"
            + "ALTER TABLE c ADD CONSTRAINT k CHECK (a > 0);";
    proven(
        tables + "ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0);",
        tables.replace("CONSTRAINT k", "CONSTRAINT l"));
    proven(tables + "ALTER TABLE p ADD CONSTRAINT k CHECK (a > 0);", tables);
  }

  @Test
  void anIndexOfTheParentOnlyGivesNothingToAPartitionThatJoins() throws SQLException {
    String old =
        "CREATE TABLE t (id int) PARTITION BY LIST (id);"
            + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1); CREATE INDEX i ON ONLY t (id);";
    RoundTrip trip = proven(old, old + "ALTER TABLE t DETACH PARTITION t1;");

    assertThat(trip.down).last().isEqualTo("CREATE INDEX i ON ONLY t (id)");
    String later = "CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2);";
    proven(old + later, old + later + "ALTER TABLE t DETACH PARTITION t2;");
  }

  @Test
  void aPartitionThatJoinsBringsItsKeyUnderItsName() throws SQLException {
    String parent = "CREATE TABLE t (id int CONSTRAINT t_key PRIMARY KEY) PARTITION BY LIST (id);";
    RoundTrip trip =
        proven(
            parent + "CREATE TABLE t1 (id int CONSTRAINT t1_pkey PRIMARY KEY);",
            parent
                + "CREATE TABLE t1 (id int CONSTRAINT own PRIMARY KEY);"
                + "ALTER TABLE t ATTACH PARTITION t1 FOR VALUES IN (1);");

    assertThat(trip.up).contains("ALTER TABLE t ATTACH PARTITION t1 FOR VALUES IN (1)");
    assertThat(String.join("\n", trip.up)).contains("CONSTRAINT own PRIMARY KEY");
  }

  @Test
  void aDomainCalledLikeATypeOfTheSystemIsNamedWithItsSchema() throws SQLException {
    proven(
        "CREATE DOMAIN public.path AS int CONSTRAINT c CHECK (VALUE > 0);",
        "CREATE DOMAIN public.path AS int CONSTRAINT d CHECK (VALUE > 1) DEFAULT 5;"
            + "COMMENT ON CONSTRAINT d ON DOMAIN public.path IS 'x';");
  }

  @Test
  void aKeyWithAUsualNameComesBeforeTheServerGivesItAway() throws SQLException {
    String tables =
        "CREATE TABLE t (id int CONSTRAINT %s PRIMARY KEY) PARTITION BY LIST (id);"
            + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);"
            + "ALTER TABLE t ADD FOREIGN KEY (id) REFERENCES t;"
            + "ALTER TABLE t ADD CONSTRAINT a FOREIGN KEY (id) REFERENCES t;";
    proven(tables.formatted("k"), tables.formatted("l"));
  }

  @Test
  void aSequenceThatIsNeededBeforeItsColumnBelongsToItAllTheSame() throws SQLException {
    String table = "CREATE TABLE %s.t (id serial); CREATE TABLE u (a int);";
    String use = "ALTER TABLE u ALTER a SET DEFAULT nextval('%s.t_id_seq');";
    String schema = "CREATE SCHEMA s;";
    proven(
        schema + (table + use).formatted("public", "public"),
        schema + (table + use).formatted("s", "s"));
  }

  @Test
  void aTableJoinsWithTheCheckOfItsParentInPlaceOfItsOwn() throws SQLException {
    proven(
        "CREATE TABLE p (a int CONSTRAINT k CHECK (a > 0)); CREATE TABLE c () INHERITS (p);",
        "CREATE TABLE p (a int CONSTRAINT k CHECK (a > 0));"
            + "CREATE TABLE c (b int CONSTRAINT k CHECK (b > 0));");
  }

  @Test
  void aGrandchildIsMadeWhenItsParentHasItsStatistics() throws SQLException {
    proven(
        "",
        "CREATE TABLE p (a int); CREATE TABLE b () INHERITS (p);"
            + "ALTER TABLE b ALTER a SET STATISTICS 100; CREATE TABLE a () INHERITS (b);");
  }

  @Test
  void childrenStandAsideWhenAForeignKeyGoesThatTheirParentTookAlongAsAPartition()
      throws SQLException {
    String tables =
        "CREATE TABLE o (id int PRIMARY KEY);"
            + "CREATE TABLE t (id int, o int CONSTRAINT f REFERENCES o) PARTITION BY LIST (id);"
            + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);"
            + "ALTER TABLE t DETACH PARTITION t1; CREATE TABLE c () INHERITS (t1);";
    proven(tables, tables + "ALTER TABLE c NO INHERIT t1; ALTER TABLE t1 DROP CONSTRAINT f;");
    RoundTrip trip =
        proven(
            tables,
            tables
                + "ALTER TABLE c NO INHERIT t1; ALTER TABLE t1 DROP CONSTRAINT f;"
                + "ALTER TABLE c INHERIT t1;");

    assertThat(trip.up)
        .containsExactly(
            "ALTER TABLE c NO INHERIT t1",
            "ALTER TABLE t1 DROP CONSTRAINT f",
            "ALTER TABLE c INHERIT t1");
  }

  @Test
  void optionsOfAToastTableThatNoColumnNeedsAnyMoreAreNone() throws SQLException {
    RoundTrip trip =
        proven(
            "CREATE TABLE t (a int);",
            "CREATE TABLE t (a int, b text) WITH (toast.autovacuum_enabled = off);"
                + "ALTER TABLE t DROP COLUMN b;");

    assertThat(trip.up).isEmpty();
  }

  @Test
  void columnsOfATypeHaveTheirOwnCompression() throws SQLException {
    proven(
        "CREATE TYPE c AS (a text);",
        "CREATE TYPE c AS (a text); CREATE TABLE t OF c;"
            + "ALTER TABLE t ALTER a SET COMPRESSION pglz, ALTER a SET STORAGE EXTERNAL;");
  }

  @Test
  void aNewChildDoesNotRepeatTheCheckOfItsParent() throws SQLException {
    String check = "CONSTRAINT k CHECK (a IN ('x', 'y'))";
    RoundTrip trip =
        proven(
            "CREATE TABLE p (a varchar(9)" + check + ");",
            "CREATE TABLE p (a varchar(9)"
                + check
                + "); CREATE TABLE c (a varchar(9), "
                + check
                + ") INHERITS (p);");

    assertThat(String.join("\n", trip.up)).doesNotContain("CHECK");
  }

  @Test
  void aPartitionLeavesBeforeItGetsAChild() throws SQLException {
    String tables =
        "CREATE TABLE t (id int) PARTITION BY LIST (id);"
            + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);";
    proven(tables, tables + "ALTER TABLE t DETACH PARTITION t1; CREATE TABLE c () INHERITS (t1);");
  }

  @Test
  void aSequenceLeavesATableBeforeThatBecomesUnlogged() throws SQLException {
    String tables = "CREATE TABLE a (id serial); CREATE TABLE b (id int);";
    proven(tables, tables + "ALTER SEQUENCE a_id_seq OWNED BY b.id; ALTER TABLE a SET UNLOGGED;");
  }

  @Test
  void aNewChildTakesNullsWhereItsParentDoesNot() throws SQLException {
    assumeThat(Integer.getInteger("test.postgres", 17))
        .as("18 refuses such a child")
        .isLessThan(18);
    String parent = "CREATE TABLE p (a int NOT NULL);";
    proven(
        parent,
        parent
            + "CREATE TABLE c (a int NOT NULL) INHERITS (p); ALTER TABLE c ALTER a DROP NOT NULL;");
  }

  @Test
  void aChildLosesItsDefaultBehindTheParentsNewOne() throws SQLException {
    String tables = "CREATE TABLE p (a int DEFAULT %s); CREATE TABLE c () INHERITS (p);";
    proven(tables.formatted("1"), tables.formatted("2") + "ALTER TABLE c ALTER a DROP DEFAULT;");
  }

  @Test
  void anIndexOfATableWithoutPartitionsMissesNone() throws SQLException {
    String tables =
        "CREATE TABLE t (id int) PARTITION BY LIST (id);"
            + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);";
    proven(
        "CREATE TABLE t (id int) PARTITION BY LIST (id);",
        tables + "CREATE INDEX i ON ONLY t (id); DROP TABLE t1;");
  }

  @Test
  void aGeneratedColumnLetsAColumnGoBeforeThatIsDropped() throws SQLException {
    String table =
        "CREATE TABLE t (id int, %1$s int, b int GENERATED ALWAYS AS (%1$s + 1) STORED, c int);";
    proven(table.formatted("a"), table.formatted("z"));
    proven(table.formatted("a"), table.formatted("z").replace("c int", "c text"));
  }

  @Test
  void aPartitionBringsTheCheckAlongWhenItsParentIsMadeAnew() throws SQLException {
    String tables =
        "CREATE TABLE t (%1$s int, CONSTRAINT c CHECK (%1$s > 0)) PARTITION BY LIST (%1$s);"
            + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);";
    proven(tables.formatted("id"), tables.formatted("key"));
  }

  @Test
  void aChildThatTakesNullsJoinsAParentThatDoesNot() throws SQLException {
    assumeThat(Integer.getInteger("test.postgres", 17))
        .as("18 refuses such a child")
        .isLessThan(18);
    String tables = "CREATE TABLE p (a int NOT NULL); CREATE TABLE c (a int NOT NULL);";
    proven(tables, tables + "ALTER TABLE c INHERIT p; ALTER TABLE c ALTER a DROP NOT NULL;");
  }

  @Test
  void aChildKeepsTheColumnThatItsParentLoses() throws SQLException {
    proven(
        "CREATE TABLE p (a int, b int); CREATE TABLE c () INHERITS (p);",
        "CREATE TABLE p (a int); CREATE TABLE c (b int) INHERITS (p);");
  }

  @Test
  void aRowWithoutTheLaterAttributesIsTheSameAsOneWithNulls() throws SQLException {
    String before = "CREATE TYPE c AS (a int); CREATE TABLE t (c c DEFAULT ROW(1)::c);";
    RoundTrip trip =
        proven(
            before + "ALTER TYPE c ADD ATTRIBUTE b numeric(10,2);",
            before
                .replace("(a int)", "(a int, b numeric(10,2))")
                .replace("ROW(1)", "ROW(1, NULL)"));

    assertThat(trip.up).isEmpty();
  }

  @Test
  void aChildLeavesThatHasACheckCalledLikeOneThatIsNotInherited() throws SQLException {
    String tables =
        "CREATE TABLE p (a int CONSTRAINT k CHECK (a > 0) NO INHERIT);"
            + "CREATE TABLE c (a int CONSTRAINT k CHECK (a > 0));";
    proven(tables + "ALTER TABLE c INHERIT p;", tables);
  }

  @Test
  void clusterMovesFromOneIndexToAnother() throws SQLException {
    String table = "CREATE TABLE t (a int CONSTRAINT k PRIMARY KEY, b int CONSTRAINT u UNIQUE);";
    String index = "CREATE INDEX i ON t (b);";
    proven(
        table + index + "ALTER TABLE t CLUSTER ON k;",
        table + index + "ALTER TABLE t CLUSTER ON u;");
    proven(table + index + "ALTER TABLE t CLUSTER ON i;", table + "ALTER TABLE t CLUSTER ON k;");
  }

  @Test
  void aTypeOfTheLongestNameIsMadeAnew() throws SQLException {
    String type = "CREATE TYPE t" + "x".repeat(62) + " AS ENUM ('a'%s);";
    String table = "CREATE TABLE t (a t" + "x".repeat(62) + ");";
    proven(type.formatted(", 'b'") + table, type.formatted("") + table);
  }

  @Test
  void aDomainThatArraysUseIsMadeAnewWithItsChecks() throws SQLException {
    String table = "CREATE TABLE t (a d[], b d);";
    String domain = "CREATE DOMAIN d AS text CONSTRAINT c CHECK (length(VALUE) < 10);";
    proven(
        domain + table,
        domain + "ALTER DOMAIN d ADD CONSTRAINT n CHECK (VALUE <> 'x') NOT VALID;" + table);
  }

  @Test
  void aPartitionLeavesBeforeTheIndexOfItsParentGoes() throws SQLException {
    String old =
        "CREATE TABLE t (id int) PARTITION BY LIST (id);"
            + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1); CREATE INDEX i ON t (id);";
    proven(old, old + "ALTER TABLE t DETACH PARTITION t1; DROP INDEX i;");
  }

  @Test
  void aForeignKeyThatIsTheParentsByThenDoesNotHoldTheOldKey() throws SQLException {
    String tables = "CREATE TABLE o (id int CONSTRAINT %s UNIQUE);";
    String parent =
        "CREATE TABLE t (id int, o int CONSTRAINT f REFERENCES o (id)) PARTITION BY LIST (id);";
    proven(
        tables.formatted("a") + parent + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);",
        tables.formatted("b")
            + parent
            + "CREATE TABLE t1 (id int, o int CONSTRAINT f REFERENCES o (id));");
  }
}
