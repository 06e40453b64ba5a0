package dev.dbpush.core.chain;

import static dev.dbpush.core.testing.Migrations.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class RevisionLookupTest {
  private final Chain chain =
      Chain.of(
          graph(
              "abcd00000000<  abcd10000000<abcd00000000  abce00000000<abcd10000000"
                  + " ffff00000000<abce00000000"));

  @Test
  void aPrefixThatOneRevisionHasMeansIt() {
    assertThat(chain.lookup("abcd0").value()).isEqualTo("abcd00000000");
    assertThat(chain.lookup("ABCE").value()).isEqualTo("abce00000000");
    assertThat(chain.lookup("ffff").value()).isEqualTo("ffff00000000");
    assertThat(chain.lookup("abcd10000000").value()).isEqualTo("abcd10000000");
  }

  @Test
  void aPrefixOfSeveralNamesThem() {
    assertThatThrownBy(() -> chain.lookup("abcd"))
        .isInstanceOf(ChainException.class)
        .hasMessageStartingWith(
            "abcd means 2 revisions: abcd00000000 (rev_abcd00000000), abcd10000000"
                + " (rev_abcd10000000)");
  }

  @Test
  void anUnknownPrefixNamesWhatIsNear() {
    assertThatThrownBy(() -> chain.lookup("acce0"))
        .hasMessageStartingWith("no revision begins with acce0")
        .hasMessageContaining("did you mean abce00000000");
    assertThatThrownBy(() -> chain.lookup("999999999999"))
        .hasMessage("no revision begins with 999999999999\n  mvn db:history lists the chain");
  }

  @Test
  void aSlugIsNoIdButIsUnderstood() {
    assertThatThrownBy(() -> chain.lookup("rev_ffff00000000"))
        .hasMessageContaining("is no revision")
        .hasMessageContaining("did you mean ffff00000000 (rev_ffff00000000)?");
  }

  @Test
  void threeDigitsAreTooFew() {
    assertThatThrownBy(() -> chain.lookup("fff")).hasMessageContaining("at least 4 digits");
  }
}
