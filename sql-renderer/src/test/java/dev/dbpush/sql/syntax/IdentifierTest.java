package dev.dbpush.sql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdentifierTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "guild | guild",
        "_x1 | _x1",
        "Guild | \"Guild\"",
        "a b | \"a b\"",
        "a\"b | \"a\"\"b\"",
        "1a | \"1a\"",
        "a$b | \"a$b\"",
        "é | \"é\"",
        "~~ | \"\"",
        "user | \"user\"",
        "order | \"order\"",
        "value | value",
        "name | name",
        "similar | \"similar\"",
      })
  void aNameIsQuotedWhereItMustBe(String name, String sql) {
    assertThat(Identifier.quote(name)).isEqualTo(sql);
    assertThat(Identifier.read(sql)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Guild | guild",
        "ÀB | Àb",
        "\"A\"\"b\" | A\"b",
        "U&\"d\\0061t\\+000061\" | data",
        "u&\"\\D83D\\DE00\" | 😀",
        "U&\"a\\\\b\" | a\\b",
        "U&\"a\\zz\" | a\\zz",
      })
  void aNameIsReadAsTheServerReadsIt(String source, String name) {
    assertThat(Identifier.read(source)).isEqualTo(name);
  }

  @Test
  void theServerKeepsSoManyBytesOfAName() {
    assertThat(Identifier.kept("a".repeat(70))).isEqualTo("a".repeat(63));
    assertThat(Identifier.kept("é".repeat(40))).isEqualTo("é".repeat(31));
    assertThat(Identifier.kept("a" + "😀".repeat(20))).isEqualTo("a" + "😀".repeat(15));
    assertThat(Identifier.kept("guild")).isEqualTo("guild");
  }

  @Test
  void anotherEscapeCharacterIsReadByTheCursor() {
    TokenCursor cursor =
        StatementSplitter.split("DROP TABLE U&\"d!0061t\" UESCAPE '!', b")
            .statements()
            .get(0)
            .cursor();
    cursor.accept("drop", "table");
    assertThat(cursor.acceptName()).isEqualTo(QualifiedName.of("dat"));
    assertThat(cursor.accept(',')).isTrue();
    assertThat(cursor.acceptName()).isEqualTo(QualifiedName.of("b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'it''s' | it's",
        "E'a\\tb\\'c\\x41\\101\\u00e9\\U0001F600\\q' | ~a\tb'cAAé😀q~",
        "~'a' -- it's\n  'b'~ | ab",
        "~E'a\\''\n'\\n'~ | ~a'\n~",
        "U&'d\\0061t' | dat",
        "$$a'b$$ | a'b",
        "$x$ $$ $x$ | ~ $$ ~",
        "'' | ~~",
        "N'x' | x",
      })
  void aStringConstantIsReadAsTheServerReadsIt(String source, String value) {
    assertThat(StringConstant.read(source)).isEqualTo(value);
  }

  @Test
  void aLiteralReadsBackAsItsValue() {
    for (String value : new String[] {"", "a", "it's", "a\\b", "a\nb", "$$", "é'\\"}) {
      assertThat(StringConstant.read(Identifier.literal(value))).isEqualTo(value);
    }
  }
}
