package dev.dbpush.core.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.Psql;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.core.testing.TestServer;
import dev.dbpush.sql.script.text.TextOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A script that was cut behind any of its lines. Every line by {@code -Dtest.cuts=all}; otherwise
 * every seventh, and all around the segment that runs outside a transaction.
 */
final class CutScriptDbTest {
  @RegisterExtension
  private final TestDatabase database = TestDatabase.on(TestServer::dumpable);

  @TempDir private Path folder;

  @Test
  void theHistoryTellsTheTruthBehindEveryLine() throws Exception {
    ScriptDatabase scripts = new ScriptDatabase(folder, database);
    scripts.chain();
    cut(scripts, ScriptDatabase.IDEMPOTENT);
    cut(scripts, ScriptDatabase.PLAIN);
  }

  private void cut(ScriptDatabase scripts, TextOptions options)
      throws IOException, SQLException {
    String[] lines = scripts.up(options).split("\n");
    boolean all = System.getProperty("test.cuts", "").equals("all");
    Set<String> outcomes = new TreeSet<>();
    for (int i = firstGuard(lines); i <= lines.length; i++) {
      boolean near = i > 2 && (lines[i - 1] + lines[i - 2]).matches(".*(CONCURRENTLY|WHERE n|_done|_started).*");
      if (!all && !near && i % 7 != 0 && i != lines.length) {
        continue;
      }
      String head = String.join("\n", List.of(lines).subList(0, i)) + "\n";
      Psql.required().run(database, ScriptDbTest.withoutSettings(head));
      List<String> told = scripts.told();
      List<String> there = scripts.objects();
      boolean between = scripts.history().toString().contains("started");
      if (between) {
        there.remove("2.2"); // the history says that nobody knows
      }
      assertThat(there).as("cut behind line %d: %s", i, lines[i - 1]).isEqualTo(told);
      outcomes.add(scripts.history().toString());
      if (!between && options.idempotent()) {
        assertThat(Psql.required().run(database, scripts.up(options)).errors())
            .as("run again after a cut behind line %d", i)
            .isEmpty();
        assertThat(scripts.history()).containsExactly("1 done 1/1", "2 done 3/3", "3 done 1/1");
      }
      database.close();
    }
    assertThat(outcomes).hasSizeGreaterThan(5);
  }

  private static int firstGuard(String[] lines) {
    int i = 0;
    while (!lines[i].startsWith("CALL pg_temp.dbpush_open")) {
      i++;
    }
    return i;
  }
}
