package dev.dbpush.sql.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.sql.syntax.SqlSyntaxException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SectionDirectiveTest {
  private static final String HEADER =
      "-- revision: 0123456789ab\n-- parent: none\n-- created: 2025-01-02T03:04Z\n\n";

  @Test
  void aLineInADollarQuoteIsNoDirective() {
    MigrationFile file =
        parse("-- migrate:up\nDO $$\n-- migrate:down\n-- migrate:unknown\nBEGIN END $$;\n");

    assertThat(file.up().statements()).hasSize(1);
    assertThat(file.down()).isNull();
  }

  @Test
  void aLineOfInlineDataIsNoDirective() {
    MigrationFile file =
        parse("-- migrate:up\nCOPY t FROM stdin;\n-- migrate:lock-timeout 1s\n\\.\nSELECT 1;\n");

    assertThat(file.up().statements()).hasSize(2);
    assertThat(file.up().lockTimeout()).isNull();
  }

  @Test
  void aDirectiveInsideAStatementCounts() {
    MigrationFile file = parse("-- migrate:up\nSELECT\n-- migrate:lock-timeout 2s\n  1;\n");

    assertThat(file.up().lockTimeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void anUnknownDirectiveIsRefusedAtItsPlace() {
    assertThatThrownBy(() -> parse("-- migrate:up\nSELECT 1;\n-- migrate:wat\n"))
        .isInstanceOf(SqlSyntaxException.class)
        .hasMessageStartingWith("m.sql:7:1: unknown directive migrate:wat");
  }

  @Test
  void aSectionWithoutATransactionIsWrittenAndReadBack() {
    MigrationTemplate template =
        new MigrationTemplate(
            new RevisionId("0123456789ab"),
            List.of(),
            "2025-01-02T03:04Z",
            "a",
            "VACUUM t",
            "SELECT 1",
            "",
            List.of(),
            false,
            true);

    MigrationFile file = MigrationFileParser.parse(template.fileName(), template.text());

    assertThat(file.up().transactional()).isFalse();
    assertThat(file.down()).isNotNull();
    assertThat(file.down().transactional()).isTrue();
  }

  private static MigrationFile parse(String sections) {
    return MigrationFileParser.parse("m.sql", HEADER + sections);
  }
}
