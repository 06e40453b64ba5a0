package dev.dbpush.sql.statement;

import dev.dbpush.sql.syntax.SqlStatement;
import java.util.Optional;
import java.util.Set;

/** Settings that change how the server reads the text behind them. */
final class TextSettings {
  private static final Set<String> NAMES =
      Set.of("standard_conforming_strings", "backslash_quote", "client_encoding");

  private TextSettings() {}

  static boolean changedBy(SqlStatement statement) {
    Optional<SessionChange> change = SessionChange.of(statement);
    if (change.isEmpty() || change.get().kind() != SessionChange.Kind.SETTING) {
      return false;
    }
    String name = change.get().name();
    return name.isEmpty() || name.equals("all") || NAMES.contains(name);
  }
}
