package dev.dbpush.core.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.Psql;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.core.testing.TestServer;
import dev.dbpush.sql.script.text.TextOptions;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A script that was cut behind any of its lines. Every line by {@code -Dtest.cuts=all}; otherwise
 * every seventh line or eighth statement, and all around the segment that runs outside a
 * transaction.
 */
final class CutScriptDbTest {
  private static final boolean ALL = System.getProperty("test.cuts", "").equals("all");

  @RegisterExtension private final TestDatabase database = TestDatabase.on(TestServer::dumpable);

  @TempDir private Path folder;

  @Test
  void theHistoryTellsTheTruthBehindEveryLine() throws Exception {
    ScriptDatabase scripts = new ScriptDatabase(folder, database);
    scripts.chain();
    cut(scripts, ScriptDatabase.IDEMPOTENT);
    if (ALL) {
      cut(scripts, ScriptDatabase.EXACT);
    }
    cut(scripts, ScriptDatabase.PLAIN);
  }

  @ParameterizedTest
  @EnumSource(names = {"JDBC", "JDBC_SAVEPOINTS"})
  void theHistoryTellsTheTruthBehindEveryStatement(CarelessClient client) throws Exception {
    ScriptDatabase scripts = new ScriptDatabase(folder, database);
    scripts.chain();
    String text = scripts.up(ScriptDatabase.PLAIN);
    List<Integer> ends = new ArrayList<>();
    StatementSplitter.forEach(
        text,
        StatementSplitter.MetaCommands.REFUSE,
        (SqlStatement statement) -> ends.add(statement.end()));
    Set<String> outcomes = new TreeSet<>();
    for (int i = 0; i < ends.size(); i++) {
      if (i % 8 != 0 && !ALL) {
        continue;
      }
      client.run(database, text.substring(0, ends.get(i)));
      outcomes.add(truth(scripts, "cut behind statement " + (i + 1)));
      database.close();
    }
    assertThat(outcomes).hasSizeGreaterThan(3);
  }

  /** What the history says, which must be what there is. */
  private static String truth(ScriptDatabase scripts, String what) throws SQLException {
    List<String> told = scripts.told();
    List<String> there = scripts.objects();
    String history = scripts.history().toString();
    if (history.contains("started")) {
      there.remove("2.2"); // the history says that nobody knows
    }
    assertThat(there).as(what).isEqualTo(told);
    return history;
  }

  private void cut(ScriptDatabase scripts, TextOptions options) throws IOException, SQLException {
    String[] lines = scripts.up(options).split("\n");
    Set<String> outcomes = new TreeSet<>();
    for (int i = firstGuard(lines); i <= lines.length; i++) {
      boolean near =
          i > 2
              && (lines[i - 1] + lines[i - 2]).matches(".*(CONCURRENTLY|WHERE n|_done|_started).*");
      if (!ALL && !near && i % 7 != 0 && i != lines.length) {
        continue;
      }
      String head = String.join("\n", List.of(lines).subList(0, i)) + "\n";
      Psql.required().run(database, CarelessClient.withoutSettings(head));
      String history = truth(scripts, "cut behind line " + i + ": " + lines[i - 1]);
      outcomes.add(history);
      if (!history.contains("started") && options.idempotent()) {
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
