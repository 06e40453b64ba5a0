package dev.dbpush.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.offline.OfflineCommand;
import dev.dbpush.core.options.EngineOptions;
import dev.dbpush.core.options.ImportOptions;
import dev.dbpush.sql.hazard.HazardPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class OptionFuzzTest {
  private static final List<String> NAMES =
      List.of(
          "history.schema",
          "history.table",
          "searchPath",
          "lockTimeout",
          "statementTimeout",
          "waitForLock",
          "retry.attempts",
          "retry.delay",
          "batch",
          "approved",
          "allow",
          "deny",
          "flavour",
          "variant",
          "idempotent",
          "copy",
          "serverVersion",
          "reports",
          "check",
          "from",
          "to",
          "layout",
          "placeholders");

  private static final List<String> SOUND =
      List.of(
          "5s",
          "500ms",
          "10min",
          "none",
          "true",
          "false",
          "public",
          "app, \"Strange schema\"",
          "sha256:0123456789abcdef",
          "drop-table, drop-column",
          "all",
          "psql",
          "rehearsal",
          "14-17",
          "json, sarif",
          "55296ad22e23",
          "head",
          "+2",
          "-1",
          "flyway",
          "user=app, schema=public");

  @Test
  void aBrokenValueIsToldOfByTheNameOfItsOption() throws Exception {
    Fuzz fuzz = new Fuzz("options", 0.15);
    Mutator mutator = new Mutator(fuzz.random(), SOUND, SOUND);
    Random turn = fuzz.random();
    fuzz.run(
        () -> {
          Map<String, String> values = new TreeMap<>();
          for (int i = turn.nextInt(4); i >= 0; i--) {
            values.put(NAMES.get(turn.nextInt(NAMES.size())), mutator.text());
          }
          return values;
        },
        OptionFuzzTest::check);
  }

  private static void check(Map<String, String> values) {
    named(() -> EngineOptions.read(values::get));
    named(() -> OfflineCommand.read(null, values::get, HazardPolicy.NONE));
    named(
        () ->
            ImportOptions.request(
                Path.of("a"), Path.of("b"), values.get("layout"), values.get("placeholders")));
  }

  private static void named(Runnable reading) {
    try {
      reading.run();
    } catch (RuntimeException e) {
      String report = Clear.failure(e);
      assertThat(report).containsPattern("db\\.[a-z]|is not a target");
    }
  }
}
