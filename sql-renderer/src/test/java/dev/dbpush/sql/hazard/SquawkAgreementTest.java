package dev.dbpush.sql.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Our verdicts beside those of the squawk linter's own tests. */
final class SquawkAgreementTest {
  private static final double MOST_DIFFERENCES = 0.05;

  @Test
  void theRulesGiveTheVerdictsOfSquawkOrAReasonStands() throws IOException {
    Path folder = Path.of(System.getProperty("test.corpus", ""), "hazards", "squawk");
    assumeThat(Files.isDirectory(folder)).as("the corpus is in %s", folder).isTrue();
    List<SquawkCase> cases = SquawkCase.read(folder);
    Map<String, int[]> table = new TreeMap<>();
    Map<String, String> differences = new TreeMap<>();
    for (SquawkCase one : cases) {
      int[] counts = table.computeIfAbsent(one.rule(), rule -> new int[2]);
      counts[0]++;
      if (one.found() == one.expected()) {
        counts[1]++;
      } else {
        differences.put(one.id(), one.expected() ? "not found" : "found too much");
      }
    }
    table.forEach((rule, n) -> System.out.println(rule + "\t" + n[1] + " of " + n[0]));
    differences.forEach((id, difference) -> System.out.println(id + ": " + difference));
    assertThat(differences.keySet()).isEqualTo(Differences.REASONS.keySet());
    assertThat((double) differences.size() / cases.size()).isLessThanOrEqualTo(MOST_DIFFERENCES);
  }
}
