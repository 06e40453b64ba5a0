package dev.dbpush.core.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.authoring.NewMigration;
import dev.dbpush.core.autogenerate.AutogenerateConfig;
import dev.dbpush.core.autogenerate.FreshVerb;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.health.HealthVerb;
import dev.dbpush.core.model.Models;
import dev.dbpush.core.model.SqlFiles;
import dev.dbpush.core.scratch.ScratchServer;
import dev.dbpush.core.testing.StandbyServer;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.script.ScriptOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every verb that destroys in every state: refused or done, as the database's content shows. */
final class GuardTableDbTest {
  private static final String CONTENT =
      """
      SELECT x FROM (
        SELECT 'relation ' || relname AS x FROM pg_class WHERE relnamespace = 'public'::regnamespace
          AND relkind IN ('r', 'v') AND relname <> 'dbpush_settings'
        UNION ALL SELECT 'rows ' || (xpath('/row/n/text()',
            query_to_xml('SELECT count(*) AS n FROM ' || oid::regclass, false, true, '')))[1]::text || ' in ' || relname
          FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'dbpush_settings'
        UNION ALL SELECT 'next ' || coalesce(last_value + 1, 1) || ' of ' || sequencename FROM pg_sequences
          WHERE sequencename = 'guild_id_seq') AS y
      ORDER BY x COLLATE "C"
      """;

  @TempDir static Path work;

  private static StandbyServer standby;

  @RegisterExtension final TestDatabase fresh = TestDatabase.create();

  @TempDir Path folder;

  private TestDatabase database;
  private TestChain chain;

  /** The verbs. */
  enum Verb {
    RESET,
    NUKE,
    FRESH,
    DOWNGRADE,
    HEALTH_FIX
  }

  /** The states, each of them alone. */
  enum State {
    UNCONFIRMED("needs the database's name"),
    WRONGLY_CONFIRMED("db.confirm names elsewhere"),
    PROTECTED("is protected"),
    STANDBY("standby"),
    OTHER_CONNECTED("application \"shop\""),
    FOREIGN_HISTORY("feedfeedfeed"),
    A_CHAIN_THAT_CANNOT_BE_PUSHED("2 heads"),
    OUTSIDE_DEPENDENTS("view elsewhere.looks"),
    A_BACKUP_THAT_FAILS("nothing was run"),
    DRY_RUN(null),
    FINE(null),
    CONFIRMED_ON_A_TERMINAL(null),
    OTHER_CONNECTED_AND_TOLD(null),
    FOREIGN_HISTORY_AND_TOLD(null),
    OUTSIDE_DEPENDENTS_AND_TOLD(null);

    private final String refusal;

    State(String refusal) {
      this.refusal = refusal;
    }
  }

  static Stream<Arguments> table() {
    List<Arguments> rows = new ArrayList<>();
    for (Verb verb : Verb.values()) {
      for (State state : State.values()) {
        if (applies(verb, state)) {
          rows.add(Arguments.of(verb, state));
        }
      }
    }
    return rows.stream();
  }

  private static boolean applies(Verb verb, State state) {
    return switch (verb) {
      case RESET -> true;
      case NUKE, FRESH -> state != State.A_CHAIN_THAT_CANNOT_BE_PUSHED;
      case DOWNGRADE ->
          state != State.A_CHAIN_THAT_CANNOT_BE_PUSHED && !NOT_OF_DOWNGRADES.contains(state);
      case HEALTH_FIX -> STATES_OF_REPAIRS.contains(state);
    };
  }

  /** A repair loses nothing, so it asks nobody; only a standby refuses it. */
  private static final Set<State> STATES_OF_REPAIRS =
      EnumSet.of(
          State.STANDBY,
          State.DRY_RUN,
          State.PROTECTED,
          State.OTHER_CONNECTED,
          State.FOREIGN_HISTORY,
          State.FINE);

  /** A downgrade runs the files' own statements, and never over a history that it does not know. */
  private static final Set<State> NOT_OF_DOWNGRADES =
      EnumSet.of(
          State.OUTSIDE_DEPENDENTS,
          State.OUTSIDE_DEPENDENTS_AND_TOLD,
          State.FOREIGN_HISTORY_AND_TOLD);

  @BeforeAll
  static void standby() throws Exception {
    standby =
        StandbyServer.start(
            work,
            primary ->
                push(chain(work.resolve("migrations"), TestDatabase.named(primary, "postgres"))));
  }

  @AfterAll
  static void stop() {
    standby.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("table")
  void isRefusedOrDoneAsWritten(Verb verb, State state) throws Exception {
    arrange(state);
    List<String> before = content();
    try (Connection other = state.name().startsWith("OTHER") ? shop() : null) {
      assertThat(other == null || other.isValid(1)).isTrue();
      boolean refused = verb == Verb.HEALTH_FIX ? state == State.STANDBY : state.refusal != null;
      if (refused) {
        assertThatThrownBy(() -> run(verb, state))
            .isInstanceOfAny(MigrationException.class, ChainException.class)
            .hasStackTraceContaining(state.refusal);
        assertThat(content()).isEqualTo(before);
      } else {
        run(verb, state);
        assertThat(content()).isEqualTo(state == State.DRY_RUN ? before : after(verb, before));
      }
    }
  }

  @Test
  void aDowngradeTellsTheRowsThatItLoses() throws Exception {
    arrange(State.FINE);
    run(Verb.DOWNGRADE, State.DRY_RUN);
    assertThat(chain.heard())
        .contains("  view members", "  table guild: 1 row", "  table member: 4 rows");
  }

  private void arrange(State state) throws Exception {
    Files.writeString(folder.resolve("schema.sql"), "CREATE TABLE anew (id int);");
    database = state == State.STANDBY ? TestDatabase.named(standby.server(), "postgres") : fresh;
    chain = chain(folder.resolve("migrations"), database);
    if (state == State.STANDBY) {
      Files.copy(work.resolve("migrations/chain.lock"), folder.resolve("migrations/chain.lock"));
    } else {
      push(chain);
    }
    switch (state) {
      case PROTECTED -> new ProtectVerb(chain.config()).run(true);
      case FOREIGN_HISTORY, FOREIGN_HISTORY_AND_TOLD ->
          database.execute(
              "INSERT INTO dbpush_history (revision, parents, slug, checksum, segments,"
                  + " segments_done, state, applied_via) VALUES ('feedfeedfeed', '{}', 'x', 'x', 1,"
                  + " 1, 'done', 'online')");
      case OUTSIDE_DEPENDENTS, OUTSIDE_DEPENDENTS_AND_TOLD ->
          database.execute(
              "CREATE SCHEMA elsewhere; CREATE VIEW elsewhere.looks AS SELECT id FROM member");
      case A_CHAIN_THAT_CANNOT_BE_PUSHED ->
          chain
              .revisionAfter(3, "SELECT 1;", "SELECT 1;", 2)
              .revisionAfter(4, "SELECT 1;", null, 2);
      default -> {}
    }
  }

  private void run(Verb verb, State state) {
    SafetyOptions options =
        new SafetyOptions(
            state == State.WRONGLY_CONFIRMED
                ? "elsewhere"
                : state == State.UNCONFIRMED || state == State.CONFIRMED_ON_A_TERMINAL
                    ? null
                    : database.name(),
            state == State.CONFIRMED_ON_A_TERMINAL ? question -> database.name() + " " : null,
            evenIf(state),
            state == State.DRY_RUN,
            state == State.A_BACKUP_THAT_FAILS ? folder.resolve("migrations/chain.lock") : null,
            List.of("public"));
    MigratorConfig config = chain.config();
    switch (verb) {
      case NUKE -> new NukeVerb(config, options).run();
      case RESET -> new ResetVerb(config, options).run();
      case DOWNGRADE ->
          new GuardedDowngrade(config, options, (UrlDatabase) config.database()).to(Target.BASE);
      case FRESH -> fresh(config, options);
      case HEALTH_FIX -> new HealthVerb(config, List.of("public")).fix(options.dryRun());
    }
  }

  private void fresh(MigratorConfig config, SafetyOptions options) {
    MigrationFolder migrations = new MigrationFolder(folder.resolve("migrations"), "migrations");
    AutogenerateConfig models =
        new AutogenerateConfig(
            migrations,
            new Models(List.of(new SqlFiles(folder.resolve("schema.sql"), "schema.sql"))),
            new ScratchServer(
                DatabaseUrl.parse(fresh.server().url("postgres")),
                fresh.user(),
                fresh.password(),
                true),
            ScriptOptions.defaults(),
            List.of("public"),
            DiffOptions.DEFAULT,
            folder.resolve("cache"),
            MigrationListener.NONE);
    NewMigration maker =
        new NewMigration(migrations, Clock.systemUTC(), () -> new RevisionId(TestChain.id(9)));
    new FreshVerb(models, maker, options).run(null, config);
  }

  private static Set<EvenIf> evenIf(State state) {
    return switch (state) {
      case OTHER_CONNECTED_AND_TOLD -> EnumSet.of(EvenIf.CONNECTED);
      case FOREIGN_HISTORY_AND_TOLD -> EnumSet.of(EvenIf.FOREIGN);
      case OUTSIDE_DEPENDENTS_AND_TOLD -> EnumSet.of(EvenIf.DEPENDENTS);
      default -> EnumSet.noneOf(EvenIf.class);
    };
  }

  private static List<String> after(Verb verb, List<String> before) {
    return switch (verb) {
      case NUKE -> List.of("files 3");
      case FRESH ->
          List.of(
              "files 2",
              "relation anew",
              "relation dbpush_history",
              "rows 0 in anew",
              "rows 1 in dbpush_history");
      case HEALTH_FIX ->
          before.stream().map(line -> line.replace("next 1 of", "next 6 of")).toList();
      case DOWNGRADE -> List.of("files 3", "relation dbpush_history", "rows 0 in dbpush_history");
      case RESET ->
          List.of(
              "files 3",
              "next 1 of guild_id_seq",
              "relation dbpush_history",
              "relation guild",
              "relation member",
              "relation members",
              "rows 0 in guild",
              "rows 2 in dbpush_history",
              "rows 2 in member");
    };
  }

  private List<String> content() throws Exception {
    List<String> content = new ArrayList<>(database.query(CONTENT));
    try (Stream<Path> files = Files.list(folder.resolve("migrations"))) {
      content.add(0, "files " + files.count());
    }
    return content;
  }

  private Connection shop() throws SQLException {
    Connection connection = database.connect();
    connection.createStatement().execute("SET application_name = 'shop'");
    return connection;
  }

  private static TestChain chain(Path folder, TestDatabase database) {
    return new TestChain(folder, database)
        .revision(
            1,
            "CREATE TABLE member (id int PRIMARY KEY); INSERT INTO member VALUES (1), (2);",
            "DROP TABLE member;")
        .revision(
            2,
            "CREATE TABLE guild (id serial PRIMARY KEY REFERENCES member); CREATE VIEW members AS"
                + " TABLE member;",
            "DROP VIEW members; DROP TABLE guild;");
  }

  /** And a row that no migration knows of. */
  private static void push(TestChain chain) throws SQLException {
    chain.migrator().push(Target.HEAD);
    chain.database().execute("INSERT INTO member VALUES (3), (5); INSERT INTO guild VALUES (5)");
  }
}
