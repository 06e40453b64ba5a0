package dev.dbpush.sql.file;

import static dev.dbpush.sql.file.MigrationFiles.HEADER;
import static dev.dbpush.sql.file.MigrationFiles.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.testing.SqlSoup;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FileLawsTest {

  @Test
  void aFileIsReadOrRefusedByName() {
    SqlSoup soup = SqlSoup.create();
    int count = SqlSoup.count(10_000);
    int read = 0;
    for (int i = 0; i < count; i++) {
      String content = (i % 4 == 0 ? "" : HEADER + "-- migrate:up\n") + soup.next() + soup.next();
      String as = soup.describe() + ", case " + i + ": " + content;
      try {
        check(MigrationFileParser.parse(NAME, content), content, as);
        read++;
      } catch (SqlSyntaxException e) {
        assertThat(e.problem().file()).as(as).isEqualTo(NAME);
        assertThat(e.problem().remedy()).as(as).isNotBlank();
      } catch (RuntimeException e) {
        throw new AssertionError(as, e);
      }
    }
    System.err.println(soup.describe() + ": " + read + " of " + count + " files were read");
    assertThat(read).as(soup.describe()).isPositive().isLessThan(count);
  }

  private static void check(MigrationFile file, String content, String as) {
    assertThat(content.replace("\r\n", "\n").replace('\r', '\n')).as(as).contains(file.up().text());
    assertThat(texts(Section.of(file.up().text()))).as(as).isEqualTo(texts(file.up()));
    String windows = content.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
    MigrationFile again = MigrationFileParser.parse(NAME, windows);
    assertThat(again).as(as).isEqualTo(file);
    assertThat(again.upChecksum()).as(as).isEqualTo(file.upChecksum());
  }

  private static List<String> texts(Section section) {
    return section.statements().stream().map(SqlStatement::text).toList();
  }
}
