package dev.dbpush.sql.syntax;

import static dev.dbpush.sql.syntax.Splits.problem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CopyDataTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY t FROM stdin",
        "COPY s.t (a, \"B\") FROM STDIN",
        "copy t from stdin with (format csv, delimiter ';', quote '''')",
        "COPY t FROM STDIN WITH CSV HEADER",
        "COPY BINARY t FROM STDIN",
        "COPY t (a) FROM /* here */ stdin -- data\n WHERE a > (SELECT 1 FROM stdin)",
        "COPY stdin FROM stdin",
      })
  void theDataBelongsToTheCommand(String command) {
    SplitSql split = Splits.split(command + ";\n1\t2\n\\.\nSELECT 1;");
    assertThat(split.statements()).hasSize(2);
    assertThat(split.statements().get(0).text()).isEqualTo(command);
    assertThat(split.statements().get(0).copyData()).isEqualTo("1\t2\n");
    assertThat(split.statements().get(1).text()).isEqualTo("SELECT 1");
    assertThat(split.statements().get(1).copyData()).isNull();
  }

  @Test
  void nothingInTheDataIsRead() {
    String data =
        "it's; \"a\t$$ /* (\n\\N\t\\\\.\n-- migrate:down\nCOPY x FROM stdin;\n \\.\n\\.x\n\n";
    SplitSql split = Splits.split("COPY t FROM stdin;\n" + data + "\\.\nSELECT 1");
    assertThat(split.statements()).hasSize(2);
    assertThat(split.statements().get(0).copyData()).isEqualTo(data);
  }

  @Test
  void lineEndsOfTheDataAreKept() {
    SplitSql split = Splits.split("COPY t FROM stdin;\r\n1\r\n2\r\n\\.\r\nSELECT 1;");
    assertThat(split.statements().get(0).copyData()).isEqualTo("1\r\n2\r\n");
    assertThat(split.statements().get(1).position()).isEqualTo(new SourcePosition(5, 1));
  }

  @Test
  void theEndOfTheFileMayStandRightBehindTheEndOfTheData() {
    SplitSql split = Splits.split("COPY t FROM stdin;\n1\n\\.");
    assertThat(split.statements().get(0).copyData()).isEqualTo("1\n");
    assertThat(split.statements().get(0).end()).isEqualTo(split.text().length());
  }

  @Test
  void noDataAtAllIsFine() {
    SplitSql split = Splits.split("COPY t FROM stdin;\n\\.\n");
    assertThat(split.statements().get(0).copyData()).isEmpty();
  }

  @Test
  void aCommentMayStandBehindTheSemicolonButNoText() {
    SplitSql split = Splits.split("COPY t FROM stdin; -- two rows\n1\n\\.\n");
    assertThat(split.statements().get(0).copyData()).isEqualTo("1\n");
    assertThat(problem("COPY t FROM stdin; SELECT 1;\n1\n\\.\n").toString())
        .startsWith("1:20: text behind a COPY … FROM stdin");
    assertThat(problem("COPY t FROM stdin;1\n\\.\n").toString()).startsWith("1:19: ");
  }

  @Test
  void aCopyWithoutASemicolonDoesNotTakeItsDataForSql() {
    assertThat(problem("COPY t FROM stdin\n1\t2\n\\.\n").toString())
        .startsWith("3:1: end of COPY data")
        .contains("semicolon");
  }
}
