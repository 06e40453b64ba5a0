package dev.dbpush.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StyleTest {
  @Test
  void coloursStayAndOtherSequencesAreShown() {
    Style colours = new AnsiStyle();
    String line = colours.bad("problem") + "  x\u001b[2J\u001b]0;t\u0007";
    assertThat(colours.shown(line))
        .isEqualTo(colours.bad("problem") + "  xU+001B[2JU+001B]0;tU+0007");
    assertThat(Style.PLAIN.shown("\u001b[1mx")).isEqualTo("U+001B[1mx");
  }

  @Test
  void lineEndsOfAFileWithCrlfAreNothingToShow() {
    assertThat(Style.PLAIN.shown("a\r\nb\r")).isEqualTo("a\nb");
    assertThat(Style.PLAIN.shown("safe\rDROP")).isEqualTo("safeU+000DDROP");
  }
}
