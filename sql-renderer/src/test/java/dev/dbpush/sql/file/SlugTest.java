package dev.dbpush.sql.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SlugTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Add e-mail to Member | add_e_mail_to_member",
        "__a__b__ | a_b",
        "Prénom für İstanbul | prenom_fur_istanbul",
        "日本語 | migration",
        "~~ | migration",
        "../../etc/passwd | etc_passwd",
      })
  void aNameBecomesASlug(String name, String slug) {
    assertThat(Slug.of(name)).isEqualTo(slug);
    assertThat(Slug.of(slug)).isEqualTo(slug);
  }

  @ParameterizedTest
  @CsvSource({"59", "60", "61", "200"})
  void aSlugIsNotTooLongAndDoesNotEndWithAnUnderscore(int length) {
    String slug = Slug.of("ab_".repeat(length).substring(0, length));
    assertThat(slug).hasSizeLessThanOrEqualTo(60).matches("[a-z0-9]+(_[a-z0-9]+)*");
  }
}
