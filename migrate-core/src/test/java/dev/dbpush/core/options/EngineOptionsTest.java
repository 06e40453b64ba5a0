package dev.dbpush.core.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.MigrationException;
import dev.dbpush.sql.history.HistoryTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EngineOptionsTest {
  @Test
  void withoutTextsTheDefaultsHold() {
    EngineOptions options = read(Map.of());
    assertThat(options.script().table()).isEqualTo(HistoryTable.DEFAULT);
    assertThat(options.script().lockTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.script().statementTimeout()).isZero();
    assertThat(options.connectRetry().attempts()).isEqualTo(5);
    assertThat(options.waitForLock()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.approved()).isNull();
  }

  @Test
  void textsAreReadAsTheServerReadsThem() {
    EngineOptions options =
        read(
            Map.of(
                "history.schema", "ops",
                "searchPath", "app, public",
                "lockTimeout", "none",
                "statementTimeout", "10min",
                "retry.attempts", "1",
                "batch", "false",
                "deny", "drop-table"));
    assertThat(options.script().table()).isEqualTo(new HistoryTable("ops", "dbpush_history"));
    assertThat(options.script().searchPath()).containsExactly("app", "public");
    assertThat(options.script().lockTimeout()).isZero();
    assertThat(options.script().statementTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(options.connectRetry().attempts()).isEqualTo(1);
    assertThat(options.script().batch()).isFalse();
    assertThat(options.hazards().denied()).hasSize(1);
  }

  @Test
  void everythingThatCannotBeReadIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "lockTimeout", "5 parsecs",
                        "retry.attempts", "0",
                        "batch", "perhaps",
                        "deny", "no-such-rule")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("db.lockTimeout: ")
        .hasMessageContaining("db.retry.attempts: ")
        .hasMessageContaining("db.batch: ")
        .hasMessageContaining("no such hazard rule: no-such-rule");
  }

  @Test
  void listsDropBlanksAndEmptyParts() {
    assertThat(EngineOptions.list(" a ,, b,")).isEqualTo(List.of("a", "b"));
    assertThat(EngineOptions.list(null)).isEmpty();
  }

  private static EngineOptions read(Map<String, String> values) {
    return EngineOptions.read(values::get);
  }
}
