package dev.dbpush.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetTest {

  @Test
  void wordsAndNumbersAndIdsAreRead() {
    assertThat(Target.parse(" HEAD ")).isEqualTo(Target.HEAD);
    assertThat(Target.parse("heads")).isEqualTo(Target.HEADS);
    assertThat(Target.parse("base")).isEqualTo(Target.BASE);
    assertThat(Target.parse("+2")).isEqualTo(new Target.Relative(2));
    assertThat(Target.parse("-13")).isEqualTo(new Target.Relative(-13));
    assertThat(Target.parse("55296AD22E23")).isEqualTo(new Target.Exactly("55296ad22e23"));
    assertThat(Target.parse("1234")).isEqualTo(new Target.Exactly("1234"));
  }

  @Test
  void aTargetIsPrintedAsItIsWritten() {
    for (String text : List.of("head", "heads", "base", "+2", "-1", "55296ad22e23", "5529")) {
      assertThat(Target.parse(text)).hasToString(text);
    }
  }

  @Test
  void otherTextsAreRefusedWithWhatIsPossible() {
    for (String text :
        List.of("", "latest", "+0", "-0", "+", "+-1", "abc", "55296ad22e23f", "+1234567890123")) {
      assertThatThrownBy(() -> Target.parse(text))
          .as(text)
          .isInstanceOf(ChainException.class)
          .hasMessage(
              "\""
                  + text
                  + "\" is not a target\n"
                  + "  a target is head, heads, base, an id or its first 4 digits or more, +2 or -1");
    }
  }

  @Test
  void aNumberWithoutASignIsAskedForOne() {
    assertThatThrownBy(() -> Target.parse("2")).hasMessageContaining("write +2 or -2");
  }
}
