package dev.dbpush.sql.hazard;

import java.util.Map;

/** Cases in which our verdict is another one than squawk's, and why. */
final class Differences {
  private static final String NO_SQL =
      "the file holds a piece of the test's program (a format string), not the SQL that it makes";

  static final Map<String, String> REASONS =
      Map.of(
          "adding-field-with-default/docs_example_error_on_pg_11",
          "since PostgreSQL 11 a constant default is stored once in the catalog and rewrites nothing",
          "ban-duplicate-column-assignments/names_use_postgres_truncation_rules",
          NO_SQL,
          "ban-uncommitted-transaction/fix_adds_commit_with_cr_line_endings",
          NO_SQL,
          "identifier-too-long/quoted_identifier_with_escaped_quotes_message_unescapes_quotes",
          NO_SQL,
          "require-timeout-settings/fixes_preserve_cr_line_endings",
          NO_SQL);

  private Differences() {}
}
