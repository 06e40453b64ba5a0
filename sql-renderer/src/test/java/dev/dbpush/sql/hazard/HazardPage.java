package dev.dbpush.sql.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The page about the rules; blocks of it are made from the rules and compared with them. */
final class HazardPage {
  private static final Path PAGE = Path.of("..", "docs", "hazards.md");

  private HazardPage() {}

  /**
   * Compares a block of the page; with {@code -Dgolden.update=true} it is written.
   *
   * @param name which block
   * @param text what it should hold, lines
   */
  static void check(String name, String text) throws IOException {
    String page = Files.readString(PAGE);
    String begin = "<!-- " + name + ": begin -->\n";
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf("<!-- " + name + ": end -->");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page.substring(0, from) + text + page.substring(to));
      return;
    }
    assertThat(page.substring(from, to))
        .as("block %s of docs/hazards.md; -Dgolden.update=true writes it", name)
        .isEqualTo(text);
  }

  /** The table of the rules. */
  static String rules() {
    StringBuilder out = new StringBuilder();
    out.append("| rule | | effect | why | the safe way |\n|---|---|---|---|---|\n");
    for (HazardRule rule : HazardRule.values()) {
      out.append("| `").append(rule.id()).append("` | ");
      out.append(lower(rule.severity())).append(" | ");
      out.append(lower(rule.effect())).append(" | ");
      out.append(cell(rule.why())).append(" | ").append(cell(rule.recipe())).append(" |\n");
    }
    return out.toString();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
