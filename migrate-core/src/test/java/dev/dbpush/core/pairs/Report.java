package dev.dbpush.core.pairs;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints outcomes. */
final class Report {
  private static final List<String> VERDICTS =
      List.of("solved", "refused", "wrong", "broken-input");

  private Report() {}

  static void line(Outcome o, boolean withSql, PrintStream out) {
    out.println(
        o.verdict()
            + "\t"
            + o.pair().source()
            + "/"
            + o.pair().name()
            + "\t"
            + String.join(" ", o.flags())
            + (o.silentDrop() ? "\tSILENT DROP" : "")
            + (o.detail().isEmpty() ? "" : "\t" + o.detail()));
    if (withSql) {
      out.println(
          "-- up\n" + String.join(";\n", o.up()) + "\n-- down\n" + String.join(";\n", o.down()));
    }
  }

  static void print(List<Outcome> outcomes, PrintStream out) {
    print("source", PairRunner.table(outcomes, false), out);
    print("kind of object", PairRunner.table(outcomes, true), out);
    long valid = outcomes.stream().filter(o -> !o.verdict().equals("broken-input")).count();
    long solved = count(outcomes, "solved");
    out.printf(
        Locale.ROOT,
        "%ntotal %d, broken input %d; of %d: solved %d (%.1f %%), refused %d, wrong %d%n",
        outcomes.size(),
        outcomes.size() - valid,
        valid,
        solved,
        valid == 0 ? 0 : 100.0 * solved / valid,
        count(outcomes, "refused"),
        count(outcomes, "wrong"));
    out.printf(
        "with db.rename=none %d, with db.allow=all %d; without flags: silent drops %d%n",
        outcomes.stream().filter(o -> o.flags().contains("db.rename=none")).count(),
        outcomes.stream().filter(o -> o.flags().contains("db.allow=all")).count(),
        outcomes.stream().filter(Outcome::silentDrop).count());
  }

  private static long count(List<Outcome> outcomes, String verdict) {
    return outcomes.stream().filter(o -> o.verdict().equals(verdict)).count();
  }

  private static void print(
      String title, Map<String, Map<String, Integer>> table, PrintStream out) {
    out.printf("%n%-24s", title);
    VERDICTS.forEach(v -> out.printf("%14s", v));
    out.println();
    table.forEach(
        (row, counts) -> {
          out.printf("%-24s", row);
          VERDICTS.forEach(v -> out.printf("%14d", counts.getOrDefault(v, 0)));
          out.println();
        });
  }

  static String json(List<Outcome> outcomes) {
    StringBuilder json = new StringBuilder("[\n");
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome o = outcomes.get(i);
      json.append("  {\"source\": ")
          .append(quote(o.pair().source()))
          .append(", \"case\": ")
          .append(quote(o.pair().name()))
          .append(", \"verdict\": ")
          .append(quote(o.verdict()))
          .append(", \"flags\": ")
          .append(quote(String.join(" ", o.flags())))
          .append(", \"kinds\": ")
          .append(quote(String.join(", ", o.kinds())))
          .append(", \"silentDrop\": ")
          .append(o.silentDrop())
          .append(", \"detail\": ")
          .append(quote(o.detail()))
          .append(i + 1 < outcomes.size() ? "},\n" : "}\n");
    }
    return json.append("]\n").toString();
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    return out.append('"').toString();
  }
}
