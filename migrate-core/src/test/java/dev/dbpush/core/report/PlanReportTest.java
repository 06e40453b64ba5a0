package dev.dbpush.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.sql.hazard.HazardPolicy;
import dev.dbpush.sql.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanReportTest {
  @TempDir Path folder;

  private Migrator migrator;

  @BeforeEach
  void aChainOfTwo() throws IOException {
    write(1, "none", "CREATE TABLE guild (id bigint);", "DROP TABLE guild;");
    write(2, "000000000001", "\nDROP TABLE guild;", "SELECT 1;");
    migrator = new Migrator(MigratorConfig.of(Migrations.in(new MigrationFolder(folder, "m"))));
  }

  @Test
  void aPlanTellsStepsLocksAndHazardsBeforeItRuns() {
    List<String> lines = lines(migrator.between(Target.parse("000000000001"), Target.HEAD));
    assertThat(lines)
        .containsExactly(
            "push 1 revision to db/app: 1 statement in 1 segment",
            "  000000000002  step_2  1 statement  ACCESS EXCLUSIVE",
            "locks: waits 5.0 s at most, 5 attempts a segment; no statement timeout",
            "hazard m/2026_01_01_0002-000000000002_step_2.sql:7  ACCESS EXCLUSIVE on guild ·"
                + " drop-table");
  }

  @Test
  void aTableThatTheSamePlanMakesIsInNobodysWay() {
    assertThat(lines(migrator.between(Target.BASE, Target.parse("000000000001"))))
        .contains("  000000000001  step_1  1 statement");
  }

  @Test
  void aDeniedHazardStopsThePushAndNamesItsPlace() {
    HazardPolicy policy = HazardPolicy.of(List.of(), List.of("drop-table"));
    List<String> told = new ArrayList<>();
    TextListener listener = new TextListener(sink(told), Style.PLAIN, subject(policy));
    Script script = migrator.between(Target.parse("000000000001"), Target.HEAD);
    assertThatThrownBy(() -> listener.planned(script))
        .isInstanceOf(ChainException.class)
        .hasMessageContaining("m/2026_01_01_0002-000000000002_step_2.sql:7:1: drop-table: ");
    assertThat(told).isNotEmpty();
  }

  @Test
  void aDeniedHazardDoesNotStopADowngrade() {
    HazardPolicy policy = HazardPolicy.of(List.of(), List.of("all"));
    TextListener listener =
        new TextListener(sink(new ArrayList<>()), Style.PLAIN, subject(policy));
    listener.planned(migrator.between(Target.parse("000000000001"), Target.BASE));
  }

  private List<String> lines(Script script) {
    return PlanReport.of(script, migrator.chain(), "m", HazardPolicy.NONE)
        .lines("db/app", MigratorConfig.DEFAULT_LOCK_RETRY, Style.PLAIN);
  }

  private TextListener.Subject subject(HazardPolicy policy) {
    return new TextListener.Subject(
        "db/app",
        "m",
        migrator::chain,
        policy,
        MigratorConfig.DEFAULT_LOCK_RETRY,
        script -> {});
  }

  private static TextListener.Sink sink(List<String> told) {
    return new TextListener.Sink() {
      @Override
      public void info(String line) {
        told.add(line);
      }

      @Override
      public void warn(String line) {
        told.add(line);
      }

      @Override
      public void debug(String line) {
        told.add(line);
      }
    };
  }

  private void write(int number, String parent, String up, String down) throws IOException {
    String id = String.format("%012x", number);
    Files.writeString(
        folder.resolve("2026_01_01_000" + number + "-" + id + "_step_" + number + ".sql"),
        "-- revision: "
            + id
            + "\n-- parent: "
            + parent
            + "\n-- created: 2026-01-01T00:0"
            + number
            + "Z\n\n-- migrate:up\n"
            + up
            + "\n\n-- migrate:down\n"
            + down
            + "\n");
  }
}
