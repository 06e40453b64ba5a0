package dev.dbpush.sql.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    assertThat(differences.keySet()).isEqualTo(Differences.REASONS.keySet());
    assertThat((double) differences.size() / cases.size()).isLessThanOrEqualTo(MOST_DIFFERENCES);
    HazardPage.check("squawk", page(table, cases.size(), differences.size()));
  }

  private static String page(Map<String, int[]> table, int cases, int differences) {
    StringBuilder out = new StringBuilder();
    out.append(cases - differences).append(" of ").append(cases).append(" cases agree.\n\n");
    out.append("| squawk's rule | ours | agree |\n|---|---|---|\n");
    table.forEach(
        (rule, n) -> {
          String ours =
              SquawkCase.OURS.get(rule).stream()
                  .map(one -> "`" + one.id() + "`")
                  .collect(Collectors.joining(", "));
          out.append("| `").append(rule).append("` | ").append(ours).append(" | ");
          out.append(n[1]).append(" of ").append(n[0]).append(" |\n");
        });
    out.append("\nThe others:\n\n");
    new TreeMap<>(Differences.REASONS)
        .forEach((id, why) -> out.append("- `").append(id).append("`: ").append(why).append(".\n"));
    return out.toString();
  }
}
