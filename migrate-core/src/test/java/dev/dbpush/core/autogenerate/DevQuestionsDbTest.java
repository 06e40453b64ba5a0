package dev.dbpush.core.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.authoring.CheckReport;
import dev.dbpush.core.scratch.ScratchOnDemand;
import dev.dbpush.core.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a development command asks, tells, and does not do again. */
final class DevQuestionsDbTest {
  private static final String MEMBER =
      """
      CREATE TABLE member (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, nick text NOT NULL);
      """;
  private static final String WITH_EMAIL =
      """
      CREATE TABLE member (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, nick text NOT NULL,
        email text CONSTRAINT member_email_key UNIQUE);
      CREATE VIEW addresses AS SELECT email FROM member;
      """;

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path root;
  private Workshop workshop;

  @BeforeEach
  void aProject() {
    workshop = new Workshop(root, database);
  }

  @AfterEach
  void noScratchDatabaseIsLeft() throws SQLException {
    assertThat(
            database.query("SELECT datname FROM pg_database WHERE datname LIKE 'dbpush_scratch%'"))
        .isEmpty();
  }

  @Test
  void aCheckTellsOfHintsThatHaveNothingToDoAndPasses() {
    workshop.model(MEMBER).init();
    workshop.model(
        MEMBER.replace("nick text NOT NULL", "\nnickname text NOT NULL -- renamed from: nick\n"));
    CheckReport files = new CheckReport(1, List.of());
    assertThat(new SchemaVerb(workshop.config()).check(files).notes()).isEmpty();
    workshop.dev();
    CheckReport report = new SchemaVerb(workshop.config()).check(files);
    assertThat(report.passed()).isTrue();
    assertThat(report.notes())
        .containsExactly(
            "schema.sql:2: renamed from nick: the chain has that already, so the hint may go");
  }

  @Test
  void whereNobodyAnswersARenameIsRefusedAndNotTakenForADrop() {
    workshop.model("CREATE TABLE t (id int PRIMARY KEY, a int)").init();
    workshop.model("CREATE TABLE t (id int PRIMARY KEY, b int)").allowing("all");
    Iterator<String> lines = List.of("what?", "").iterator();
    RenameQuestion question = RenameQuestion.on(seen -> lines.hasNext() ? lines.next() : null);
    assertThatThrownBy(
            () ->
                new DevVerb(workshop.config(), workshop.maker())
                    .asking(question)
                    .run(new DevVerb.Request(null, false, false), workshop.live()))
        .hasMessageContaining("looks like a rename");
    assertThat(lines.hasNext()).isFalse();
  }

  @Test
  void aDroppedColumnMayHaveANewNameAndAnotherType() {
    workshop.model("CREATE TABLE t (id int PRIMARY KEY, nick varchar(80))").init();
    workshop.model("CREATE TABLE t (id int PRIMARY KEY, nickname varchar(99), mail text)");
    assertThatThrownBy(workshop::dev)
        .hasMessageContaining(
            "if that is meant: -Ddb.allow=drop-column;"
                + " if it was renamed: -Ddb.rename=t.nick:t.nickname or t.nick:t.mail");
    assertThatThrownBy(workshop.renaming("none")::dev)
        .hasMessageContaining("-Ddb.allow=drop-column")
        .hasMessageNotContaining("-Ddb.rename");
    assertThat(workshop.renaming("t.nick:t.nickname").dev().text())
        .contains("RENAME COLUMN nick TO nickname")
        .contains("TYPE character varying(99)");
  }

  @Test
  void anEnumValueThatGoesIsCountedAndNamedAsWhatMayFail() throws SQLException {
    String model = "CREATE TYPE mood AS ENUM ('low', 'mid', 'high'); CREATE TABLE t (a mood)";
    workshop.model(model).init();
    database.execute("INSERT INTO t VALUES ('mid'), ('mid'), ('low')");
    workshop.model(model.replace("'mid', ", ""));
    assertThatThrownBy(workshop::dev)
        .hasMessageContaining("removing mid from type mood loses data (2 rows in ");
    workshop.allowing("drop-enum-value");
    assertThatThrownBy(workshop::dev).hasMessageContaining("invalid input value for enum mood");
    assertThat(workshop.folder().text(workshop.files().get(1)))
        .contains(
            "-- hazard drop-enum-value: mood without 'mid', rows with it make this fail\n"
                + "CREATE TYPE mood AS ENUM ('low', 'high');");
  }

  @Test
  void noScratchServerIsStartedWhereNothingHasChanged() {
    workshop.model(MEMBER).init();
    workshop.dev();
    AutogenerateConfig config = workshop.config();
    AtomicInteger starts = new AtomicInteger();
    AtomicInteger stops = new AtomicInteger();
    for (int expected = 0; expected < 2; expected++) {
      try (ScratchOnDemand server =
          new ScratchOnDemand(
              config.scratch().major(),
              () -> {
                starts.incrementAndGet();
                return new ScratchOnDemand.Started(
                    config.scratch().server(), stops::incrementAndGet);
              })) {
        DevOutcome outcome =
            new DevVerb(workshop.on(server).config(), workshop.maker())
                .run(new DevVerb.Request(null, true, false), null);
        assertThat(outcome.created() == null).isEqualTo(expected == 0);
      }
      assertThat(starts).hasValue(expected);
      assertThat(stops).hasValue(expected);
      workshop.model(WITH_EMAIL);
    }
  }
}
