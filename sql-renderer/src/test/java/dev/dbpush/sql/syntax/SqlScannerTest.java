package dev.dbpush.sql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqlScannerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a=-1 | a = - 1",
        "a@-1 | a @- 1",
        "a<>b | a <> b",
        "a->>'x' | a ->> 'x'",
        "1*/* c */2 | 1 * 2",
        "1+--c | 1 +",
        "a--b | a",
        "a<=/*c*/b | a <= b",
        "x::int[] | x : : int [ ]",
        "1..2 | 1 . . 2",
        "1.5e-3e | 1.5e-3e",
        "e'a'e | e'a' e",
        "E | E",
        "$1$$a$$ | $1 $$a$$",
        "a$1 | a$1",
        "$a b | $ a b",
        "U&\"x\"U&'y' | U&\"x\" U&'y'",
        "u & b | u & b",
        "/*/**/*/a | a",
        "a\u00a0b | a\u00a0b",
      })
  void tokensAreThoseOfTheServer(String text, String expected) {
    assertThat(tokens(text)).containsExactly(expected.split(" "));
  }

  private static List<String> tokens(String text) {
    return SqlScanner.significant(text).stream().map(token -> token.in(text)).toList();
  }
}
