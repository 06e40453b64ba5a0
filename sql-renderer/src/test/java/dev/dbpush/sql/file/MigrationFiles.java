package dev.dbpush.sql.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SqlSyntaxException;

/** Reads migration files for tests. */
final class MigrationFiles {
  static final String NAME = "2025_12_01_2053-55296ad22e23_initial_schema.sql";
  static final String HEADER =
      "-- revision: 55296ad22e23\n-- parent: none\n-- created: 2025-12-01T20:53Z\n\n";

  private MigrationFiles() {}

  /** A file with a good header and this body. */
  static MigrationFile body(String body) {
    return MigrationFileParser.parse(NAME, HEADER + body);
  }

  /** What is wrong with a file of this content. */
  static Problem problem(String content) {
    SqlSyntaxException e =
        catchThrowableOfType(
            SqlSyntaxException.class, () -> MigrationFileParser.parse(NAME, content));
    assertThat(e).as("refused: %s", content).isNotNull();
    assertThat(e.problem().remedy()).isNotBlank();
    return e.problem();
  }
}
