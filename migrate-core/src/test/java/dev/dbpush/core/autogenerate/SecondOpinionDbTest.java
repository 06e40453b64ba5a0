package dev.dbpush.core.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.safety.SchemaDump;
import dev.dbpush.core.testing.Psql;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.core.testing.TestServer;
import dev.dbpush.sql.syntax.QualifiedName;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The comparison by pg_dump, on a server that the installed one can dump. */
final class SecondOpinionDbTest {
  @RegisterExtension final TestDatabase database = TestDatabase.on(TestServer::dumpable);

  @TempDir Path root;

  @Test
  void aMigrationIsComparedByPgDumpToo() {
    Workshop workshop = new Workshop(root, database);
    workshop.model("CREATE TABLE a (x int, y text)").init();
    workshop.model(
        "CREATE TABLE a (x int, z bigint, y text NOT NULL); CREATE VIEW v AS SELECT z FROM a");
    assertThat(workshop.dev().created()).isNotNull();
    assertThat(workshop.heard).anyMatch(line -> line.matches(".*catalog and by pg_dump \\d+"));
  }

  @Test
  void aDumpHoldsTheManagedSchemasAndDiffersWhereTheyDo() throws SQLException {
    SchemaDump dump =
        SchemaDump.fitting(database.server().major(), Psql.required().folder().toString())
            .orElseThrow();
    UrlDatabase address =
        new UrlDatabase(
            DatabaseUrl.parse(database.url()), database.user(), database.password(), "test");
    List<QualifiedName> history = List.of(QualifiedName.of("public", "hist.ory"));
    database.execute(
        "CREATE TABLE \"hist.ory\" (); CREATE TABLE a (x int, y int); CREATE TABLE b (z int)");
    String before = dump.of(address, List.of("public"), history, false);
    assertThat(before).contains("CREATE TABLE public.a").doesNotContain("hist.ory");
    database.execute("DROP TABLE a; CREATE TABLE a (y int, x int)");
    assertThat(differences(before, dump, address, history)).isEmpty();
    database.execute("ALTER TABLE a DROP COLUMN x; ALTER TABLE b ADD COLUMN x int");
    assertThat(differences(before, dump, address, history))
        .containsExactly("+ public.b x integer", "- public.a x integer");
  }

  private static List<String> differences(
      String before, SchemaDump dump, UrlDatabase address, List<QualifiedName> history) {
    return SchemaDump.differences(dump.of(address, List.of("public"), history, false), before);
  }

  /** The server reads some of its own texts in another way than it has written them. */
  @Test
  void whatPgDumpSpellsInAnotherWayIsNoDifference() {
    Workshop workshop = new Workshop(root, database);
    workshop
        .model(
            "CREATE TABLE p (id serial); CREATE TABLE c (x int); CREATE TABLE a (x int);"
                + "CREATE TABLE t (id int, k int) PARTITION BY LIST (id);"
                + "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1)")
        .init();
    workshop.model(
        "CREATE TABLE p (id serial); CREATE TABLE c (x int) INHERITS (p);"
            + "CREATE TABLE a (x int, s varchar(9) DEFAULT 'a, b' CHECK (s IN ('a, b', 'c''d')))"
            + " WITH (fillfactor = 80, autovacuum_enabled = false);"
            + "CREATE INDEX ON a (x) WHERE s IN ('a, b', 'c');"
            + "CREATE TABLE t (id int, k int DEFAULT 5) PARTITION BY LIST (id);"
            + "CREATE TABLE t1 PARTITION OF t (k DEFAULT NULL) FOR VALUES IN (1);"
            + "CREATE INDEX own ON t1 (k); CREATE INDEX i ON t (k)");
    assertThat(workshop.renaming("none").dev().created()).isNotNull();
    assertThat(workshop.heard).anyMatch(line -> line.matches(".*catalog and by pg_dump \\d+"));
  }

  @Test
  void thereIsNoneForAServerThatIsNewer() {
    assertThat(SchemaDump.fitting(99, Psql.required().folder().toString())).isEmpty();
  }
}
