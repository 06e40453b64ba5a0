package dev.dbpush.core.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.scratch.ScratchDatabase;
import dev.dbpush.core.testing.StandbyServer;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptOptions;
import dev.dbpush.sql.script.ScriptStatement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class ProtectDbTest {
  private static final String MARK =
      "SELECT count(*) FROM dbpush_settings WHERE name = 'protected'";

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;

  private TestChain chain;

  @BeforeEach
  void write() {
    chain = new TestChain(folder.resolve("migrations"), database);
    chain.revision(1, "CREATE TABLE a (x int);", "DROP TABLE a;");
  }

  @Test
  void theMarkIsSetOnceAndLiftedOnce() throws SQLException {
    assertThat(protect(true)).isEqualTo(new ProtectOutcome(database.name(), true, true));
    assertThat(protect(true).changed()).isFalse();
    assertThat(database.query(MARK)).containsExactly("1");
    assertThat(chain.migrator().status().isProtected()).isTrue();
    assertThat(protect(false)).isEqualTo(new ProtectOutcome(database.name(), false, true));
    assertThat(protect(false).changed()).isFalse();
    assertThat(chain.migrator().status().isProtected()).isFalse();
  }

  @Test
  void aProtectedDatabaseIsPushedButNotDowngraded() throws SQLException {
    protect(true);
    chain.migrator().push(Target.HEAD);
    assertThatThrownBy(() -> chain.migrator().downgrade(Target.parse("-1")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("is protected");
    assertThat(tables()).isEqualTo("1");
  }

  @Test
  void anApprovedScriptDowngradesAProtectedDatabase() throws SQLException {
    chain.migrator().push(Target.HEAD);
    protect(true);
    Script script =
        chain.migrator().pending(Direction.DOWN, Target.parse("-1"), ScriptOptions.SCRIPT);
    chain.approved("sha256:" + "0".repeat(64));
    assertThatThrownBy(() -> chain.migrator().downgrade(Target.parse("-1")))
        .hasMessageContaining("was approved");
    assertThat(tables()).isEqualTo("1");
    chain.approved(script.digest());
    chain.migrator().downgrade(Target.parse("-1"));
    assertThat(tables()).isEqualTo("0");
  }

  /** The engine's own check is not in the way here: only the server's. */
  @Test
  void theGuardRefusesADowngradeOnTheServerAndTheOneOfAScriptDoesNot() throws SQLException {
    chain.migrator().push(Target.HEAD);
    Target back = Target.parse("-1");
    Script online = chain.migrator().pending(Direction.DOWN, back, ScriptOptions.ONLINE);
    Script byHand = chain.migrator().pending(Direction.DOWN, back, ScriptOptions.SCRIPT);
    assertThat(online.digest()).isEqualTo(byHand.digest());
    protect(true);
    assertThatThrownBy(() -> run(online))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("DB009"));
    assertThat(tables()).isEqualTo("1");
    run(byHand);
    assertThat(tables()).isEqualTo("0");
  }

  @Test
  void theMarkIsSeenWhateverSchemaTheHistoryIsSaidToBeIn() throws SQLException {
    protect(true);
    database.execute(
        "CREATE SCHEMA other; CREATE TABLE other.dbpush_settings (name text, value text)");
    try (Connection connection = database.connect()) {
      assertThat(Protection.isOn(connection)).isTrue();
      protect(false);
      assertThat(Protection.isOn(connection)).isFalse();
    }
  }

  @Test
  void scratchDatabasesAreRefusedBesideAProtectedOne() throws SQLException {
    protect(true);
    Properties properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    String server = database.server().url("postgres");
    assertThatThrownBy(() -> ScratchDatabase.create(server, properties).close())
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(database.name());
    protect(false);
    ScratchDatabase.create(server, properties).close();
  }

  @Test
  void anOwnerWhoIsNoSuperuserIsToldWhatTheOtherDatabasesDoNotSee() throws SQLException {
    String owner = database.name() + "_owner";
    database.execute(
        "CREATE ROLE %1$s LOGIN PASSWORD 'x'; ALTER DATABASE %2$s OWNER TO %1$s; GRANT CREATE ON SCHEMA public TO %1$s"
            .formatted(owner, database.name()));
    try {
      MigratorConfig theirs =
          chain
              .config()
              .withDatabase(
                  new UrlDatabase(DatabaseUrl.parse(database.url()), owner, "x", "dbpush"));
      assertThat(new ProtectVerb(theirs).run(true).changed()).isTrue();
      assertThat(chain.heard())
          .singleElement(STRING)
          .startsWith("warning: ")
          .contains("a superuser", "SET dbpush.protected = 'on'");
      assertThat(chain.migrator().status().isProtected()).isTrue();
    } finally {
      database.execute(
          "ALTER DATABASE %2$s OWNER TO CURRENT_USER; DROP OWNED BY %1$s; DROP ROLE %1$s"
              .formatted(owner, database.name()));
    }
  }

  @Test
  void aStandbyIsNotProtected() throws Exception {
    try (StandbyServer standby = StandbyServer.start(folder, primary -> {})) {
      TestDatabase there = TestDatabase.named(standby.server(), "postgres");
      assertThat(there.query("SELECT pg_is_in_recovery()")).containsExactly("t");
      TestChain onStandby = new TestChain(folder.resolve("migrations"), there);
      assertThatThrownBy(() -> new ProtectVerb(onStandby.config()).run(true))
          .hasMessageContaining("standby");
    }
  }

  private ProtectOutcome protect(boolean on) {
    return new ProtectVerb(chain.config()).run(on);
  }

  private String tables() throws SQLException {
    return database.query("SELECT count(*) FROM pg_tables WHERE tablename = 'a'").get(0);
  }

  private void run(Script script) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (ScriptStatement line : script.header()) {
        statement.execute(line.sql());
      }
      for (ScriptStatement line : script.steps().get(0).segments().get(0).statements()) {
        statement.execute(line.sql());
      }
    }
  }
}
