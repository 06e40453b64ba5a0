package dev.dbpush.core.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.Psql;
import dev.dbpush.core.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class RolesDbTest {
  private static final Path SCRIPTS = Path.of("..", "docs", "roles");

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;
  private String push;
  private String status;

  @BeforeEach
  void aDatabaseWhereNobodyMayDoAnything() throws SQLException {
    push = database.name() + " push";
    status = database.name() + "'status";
    database.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
    database.execute("REVOKE ALL ON DATABASE " + database.name() + " FROM PUBLIC");
    new TestChain(folder, database)
        .revision(1, "CREATE TABLE member (id bigint PRIMARY KEY);", "DROP TABLE member;")
        .revision(
            2,
            "CREATE INDEX CONCURRENTLY member_x ON member ((id + 1));\n"
                + "CREATE TYPE mood AS ENUM ('calm');\n"
                + "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "DROP FUNCTION f();\nDROP TYPE mood;\nDROP INDEX member_x;");
  }

  @AfterEach
  void dropTheRoles() throws SQLException {
    for (String role : new String[] {push, status}) {
      String quoted = '"' + role + '"';
      if (!database
          .query("SELECT 1 FROM pg_roles WHERE rolname = '" + role.replace("'", "''") + "'")
          .isEmpty()) {
        database.execute("DROP OWNED BY " + quoted + "; DROP ROLE " + quoted);
      }
    }
  }

  @Test
  void thePushRolePushesAndDowngrades() throws Exception {
    make("push.sql", push);
    make("push.sql", push); // it can be run again
    Migrator migrator = as(push);
    migrator.push(Target.HEAD);
    assertThat(migrator.status().isClean()).isTrue();
    migrator.downgrade(Target.BASE);
    assertThat(migrator.status().pending()).hasSize(2);
  }

  @Test
  void theStatusRoleReadsAndCannotPush() throws Exception {
    make("push.sql", push);
    as(push).push(Target.parse("+1"));
    make("status.sql", status);
    make("status.sql", status);
    Migrator reader = as(status);
    assertThat(reader.status().pending()).hasSize(1);
    assertThat(reader.report().rows()).hasSize(2);
    assertThatThrownBy(() -> reader.push(Target.HEAD))
        .isInstanceOfSatisfying(
            MigrationException.class,
            e -> assertThat(e.report()).contains("42501").contains("TEMP").contains("docs/roles"));
    assertThat(reader.status().pending()).hasSize(1);
  }

  @Test
  void whoeverHasNoRightsIsToldWhichOnesAreMissing() throws Exception {
    make("push.sql", push);
    as(push).push(Target.HEAD);
    database.execute("CREATE ROLE \"" + status.replace("\"", "") + "\" LOGIN");
    database.execute("GRANT CONNECT ON DATABASE " + database.name() + " TO \"" + status + '"');
    assertThatThrownBy(() -> as(status).status())
        .isInstanceOfSatisfying(
            MigrationException.class,
            e ->
                assertThat(e.report())
                    .contains("42501")
                    .contains("USAGE on the history's schema and SELECT on its two tables"));
  }

  private void make(String script, String role) throws Exception {
    Psql.Result result =
        Psql.required().runFile(database, SCRIPTS.resolve(script), "-v", "role=" + role);
    assertThat(result.errors()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  private Migrator as(String role) {
    return new Migrator(
        MigratorConfig.of(Migrations.in(new MigrationFolder(folder, "migrations")))
            .withDatabase(new UrlDatabase(DatabaseUrl.parse(database.url()), role, "", "dbpush"))
            .withRetries(
                new Retry(1, Duration.ZERO), new Retry(1, Duration.ZERO), Duration.ofSeconds(5)));
  }
}
