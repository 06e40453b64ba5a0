package dev.dbpush.core.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.folder.MigrationFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example in the documentation; {@code -Ddocs.update=true} writes it anew. */
final class ScriptFormatTest {
  private static final Path PAGE = Path.of("..", "docs", "script-format.md");
  private static final String OPEN = "```sql\n";
  private static final String CUT = "-- (the procedures)\n";

  @Test
  void theExampleIsWhatTheSampleChainRendersTo() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.lastIndexOf(OPEN) + OPEN.length();
    int end = page.indexOf("```", start);
    String example = example();
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, page.substring(0, start) + example + page.substring(end));
      return;
    }
    assertThat(page.substring(start, end)).isEqualTo(example);
  }

  private static String example() {
    Migrations sample = Migrations.in(new MigrationFolder(Path.of("..", "migrations"), "migrations"));
    String text =
        new OfflineScript(MigratorConfig.of(sample))
            .render(
                ScriptRequest.push()
                    .between(
                        new Target.Exactly("63c9b8eca433"), new Target.Exactly("5eea56c92930")))
            .asString();
    int first = text.indexOf("CREATE OR REPLACE PROCEDURE");
    int last = text.indexOf("SET default_transaction_read_only = on;\nCALL pg_temp.dbpush_open");
    int tables = text.indexOf("-- Only psql needs this one");
    int segment = text.indexOf("\n-- -----", tables);
    return text.substring(0, first)
        + CUT
        + text.substring(last, tables)
        + text.substring(segment);
  }
}
