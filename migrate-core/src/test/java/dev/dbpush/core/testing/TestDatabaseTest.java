package dev.dbpush.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TestDatabaseTest {
  @RegisterExtension static final TestDatabase CLASS_DATABASE = TestDatabase.create();
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @Test
  @Order(1)
  void aDatabaseInAFieldIsMadeForTheTest() throws SQLException {
    CLASS_DATABASE.execute("CREATE TABLE t (); CREATE TABLE u ()");
    database.execute("CREATE TABLE t ()");
    assertThat(database.name()).isNotEqualTo(CLASS_DATABASE.name());
    assertThat(tables(database)).containsExactly("t");
  }

  @Test
  @Order(2)
  void aDatabaseInAStaticFieldIsKeptForTheClassAndTheOtherIsFresh() throws SQLException {
    assertThat(tables(CLASS_DATABASE)).containsExactly("t", "u");
    assertThat(tables(database)).isEmpty();
  }

  @Test
  void aClosedDatabaseIsDroppedThoughSomebodyIsConnected() throws SQLException {
    String name = database.name();
    try (var connection = database.connect()) {
      assertThat(connection.isValid(1)).isTrue();
      database.close();
    }
    assertThat(CLASS_DATABASE.query("SELECT 1 FROM pg_database WHERE datname = '" + name + "'"))
        .isEmpty();
  }

  @Test
  void theServerIsOfTheMajorVersionThatTheRunAsksFor() throws SQLException {
    int wanted = Integer.getInteger("test.postgres", 17);
    assertThat(database.query("SELECT current_setting('server_version_num')::int / 10000"))
        .containsExactly(Integer.toString(wanted));
  }

  @Test
  void psqlRunsTextAndDumpsADatabaseOfAServerThatItKnows() throws IOException {
    try (TestDatabase dumpable = TestDatabase.on(TestServer::dumpable)) {
      Psql psql = Psql.required();
      Psql.Result result = psql.run(dumpable, "CREATE TABLE ä (id int); SELECT 'ü';", "-At");
      assertThat(result.errors()).isEmpty();
      assertThat(result.output()).isEqualToNormalizingNewlines("CREATE TABLE\nü\n");
      assertThat(psql.dump(dumpable, "-s"))
          .contains("CREATE TABLE public.\"ä\"")
          .doesNotContain("restrict ");
      assertThat(psql.run(dumpable, "oops", "-v", "ON_ERROR_STOP=1").exitCode()).isEqualTo(3);
    }
  }

  private static List<String> tables(TestDatabase database) throws SQLException {
    return database.query(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
  }
}
