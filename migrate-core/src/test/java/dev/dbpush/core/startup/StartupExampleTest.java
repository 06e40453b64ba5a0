package dev.dbpush.core.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.TestChain;
import dev.dbpush.core.testing.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class StartupExampleTest {
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;

  @Test
  void theExampleOfTheGuideMigrates() {
    new TestChain(folder, database).revision(1, "CREATE TABLE a ();", "DROP TABLE a;");
    String login =
        database.user() + ":" + URLEncoder.encode(database.password(), StandardCharsets.UTF_8);
    String url = database.url().replace("jdbc:postgresql://", "postgresql://" + login + "@");
    StartupOutcome outcome = StartupExample.migrate(url, folder);
    assertThat(outcome.pushed()).hasSize(1);
    assertThat(outcome.source()).isEqualTo(folder.toString());
  }

  @Test
  void theExampleOfTheGuideIsTheOneThatIsCompiled() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/dev/dbpush/core/startup/StartupExample.java"));
    String example =
        source.substring(
            source.indexOf("// example\n") + "// example\n".length(),
            source.indexOf("// end of example"));
    String imports =
        "import dev.dbpush.core.startup.StartupMigration;\n"
            + "import dev.dbpush.core.startup.StartupOutcome;\n";
    assertThat(Files.readString(Path.of("../docs/startup.md")).replace(imports, ""))
        .contains("```java\n" + example + "```");
  }
}
