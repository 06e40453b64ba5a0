package dev.dbpush.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCellAndColoursDoNotCount() {
    Table table = new Table("  ");
    table.row(Table.cell("a", text -> "\u001b[1m" + text + "\u001b[m"), Table.cell("x"));
    table.row("longer", "y");
    assertThat(table.lines()).containsExactly("  \u001b[1ma\u001b[m       x", "  longer  y");
  }

  @Test
  void noLineEndsWithBlanks() {
    Table table = new Table("");
    table.row("a", "", "");
    table.row("b", "long", "");
    assertThat(table.lines()).containsExactly("a", "b  long");
  }

  @Test
  void timesAreReadAtAGlance() {
    assertThat(Words.time(Duration.ofMillis(999))).isEqualTo("999 ms");
    assertThat(Words.time(Duration.ofMillis(1_250))).isEqualTo("1.3 s");
    assertThat(Words.time(Duration.ofSeconds(125))).isEqualTo("2 min 05 s");
  }
}
