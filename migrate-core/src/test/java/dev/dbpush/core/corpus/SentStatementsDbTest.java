package dev.dbpush.core.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a push sends for each segment, and what psql sends when it runs the script of the same
 * chain, is the same, statement by statement. One chain of the corpus; all of them with {@code
 * -Dtest.wire=all}.
 */
final class SentStatementsDbTest {
  @TestFactory
  Stream<DynamicTest> aPushAndPsqlSendTheSameStatements() throws Exception {
    Path corpus = Path.of(System.getProperty("test.corpus", "no-corpus"), "chains");
    assumeTrue(Files.isDirectory(corpus), () -> "no corpus at " + corpus.toAbsolutePath());
    boolean all = System.getProperty("test.wire", "").equals("all");
    List<Path> chains = ChainsRunner.chains(corpus);
    return chains.subList(0, all ? chains.size() : 1).stream()
        .map(chain -> DynamicTest.dynamicTest(chain.getFileName().toString(), () -> run(chain)));
  }

  private static void run(Path chain) throws Exception {
    try (ChainServer server = ChainServer.of("")) {
      ScriptResult result = new ScriptComparison(server, chain).runOnce();
      assertThat(result.problems()).isEmpty();
      assertThat(result.up()).isEqualTo("equal");
      assertThat(result.wire()).matches("[1-9]\\d+ in [1-9]\\d*");
    }
  }
}
