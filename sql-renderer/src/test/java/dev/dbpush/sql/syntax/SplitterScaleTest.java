package dev.dbpush.sql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Big inputs take time in proportion to their size; {@code -Dtest.scale=100} makes it 100 MB. */
final class SplitterScaleTest {
  private static final int MEGABYTES = Integer.getInteger("test.scale", 2);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t (a, b) VALUES (1, 'a text that is a bit longer');\n",
        "SELECT 1;",
        ";",
        "'",
        "(",
        "$a$",
        "$a",
        "/*",
        "-- migrate:allow x\n",
        "\n",
        "'a'\n-- b\n",
        "case end begin atomic ",
        "COPY t FROM stdin;\n1\t2\n\\.\n",
        "copy copy from ",
        "1e+",
      })
  void timeIsLinear(String piece) {
    // quadratic time would take hours at this size; the factor leaves room for a busy machine
    long small = bestOf(3, repeated(piece, MEGABYTES << 16));
    long big = bestOf(2, repeated(piece, MEGABYTES << 20));
    assertThat(big).as("nanoseconds, 16 times the input").isLessThan(16 * 6 * small + 500_000_000L);
  }

  private static long bestOf(int times, String text) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      try {
        StatementSplitter.forEach(text, StatementSplitter.MetaCommands.REFUSE, statement -> {});
      } catch (SqlSyntaxException e) {
        assertThat(e.problem().position()).isNotNull();
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }

  @Test
  void aBigMigrationFileIsReadInLinearTime() {
    String header =
        "-- revision: 55296ad22e23\n-- parent: none\n-- created: 2025-12-01T20:53Z\n-- migrate:up\n";
    String insert = "INSERT INTO t (a, b) VALUES (1, 'a text that is a bit longer');\n";
    String content = header + repeated(insert, MEGABYTES << 20);
    long start = System.nanoTime();
    MigrationFile file = MigrationFileParser.parse("a.sql", content);
    String checksum = file.upChecksum();
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.err.println(
        MEGABYTES + " MB, " + file.up().statements().size() + " statements: " + millis + " ms");
    assertThat(checksum).startsWith("v1:");
    assertThat(file.up().statements()).hasSize((MEGABYTES << 20) / insert.length());
    assertThat(millis).isLessThan(2_000L + 500L * MEGABYTES);
  }

  private static String repeated(String piece, int length) {
    char[] out = new char[length / piece.length() * piece.length()];
    for (int i = 0; i < out.length; i++) {
      out[i] = piece.charAt(i % piece.length());
    }
    return new String(out);
  }
}
