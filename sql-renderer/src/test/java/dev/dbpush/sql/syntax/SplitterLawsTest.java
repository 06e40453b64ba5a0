package dev.dbpush.sql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.sql.syntax.StatementSplitter.MetaCommands;
import dev.dbpush.sql.testing.SqlSoup;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every text, whatever is in it. */
final class SplitterLawsTest {

  @ParameterizedTest
  @EnumSource(MetaCommands.class)
  void aTextIsSplitWithoutLossOrRefusedWithAPlace(MetaCommands metaCommands) {
    SqlSoup soup = SqlSoup.create();
    int count = SqlSoup.count(5_000);
    int split = 0;
    for (int i = 0; i < count; i++) {
      String text = soup.next();
      if (splits(text, metaCommands, soup.describe() + ", case " + i + ": " + text)) {
        split++;
      }
    }
    System.err.println(soup.describe() + ": " + split + " of " + count + " texts were split");
    assertThat(split).as("texts that can be split, %s", soup.describe()).isPositive();
    assertThat(count - split).as("texts that are refused, %s", soup.describe()).isPositive();
  }

  private static boolean splits(String text, MetaCommands metaCommands, String as) {
    try {
      Assertions.assertTimeout(
          Duration.ofSeconds(20),
          () -> Splits.checkLaws(StatementSplitter.split(text, metaCommands)),
          as);
      return true;
    } catch (SqlSyntaxException e) {
      SourcePosition place = e.problem().position();
      assertThat(place).as(as).isNotNull();
      assertThat(place).as(as).isLessThanOrEqualTo(SourcePosition.of(text, text.length()));
      assertThat(e.problem().remedy()).as(as).isNotBlank();
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError(as, e);
    }
  }

  @Test
  void theTokensOfATextTouchAndCoverIt() {
    SqlSoup soup = SqlSoup.create();
    for (int i = 0; i < SqlSoup.count(5_000); i++) {
      String text = soup.next();
      String as = soup.describe() + ", case " + i + ": " + text;
      int at = 0;
      try {
        SqlScanner scanner = new SqlScanner(text);
        for (Token token = scanner.next(); token != null; token = scanner.next()) {
          assertThat(token.start()).as(as).isEqualTo(at);
          assertThat(token.end()).as(as).isGreaterThan(at);
          at = token.end();
        }
        assertThat(at).as(as).isEqualTo(text.length());
      } catch (SqlSyntaxException e) {
        assertThat(e.problem().position()).as(as).isEqualTo(SourcePosition.of(text, at));
      }
    }
  }
}
