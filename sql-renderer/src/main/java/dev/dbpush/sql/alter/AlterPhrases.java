package dev.dbpush.sql.alter;

import dev.dbpush.sql.syntax.TokenCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Actions whose words never vary. */
final class AlterPhrases {
  private static final List<Phrase> TABLE =
      List.of(
          phrase(AlterKind.ENABLE_ROW_SECURITY, "enable", "row", "level", "security"),
          phrase(AlterKind.DISABLE_ROW_SECURITY, "disable", "row", "level", "security"),
          phrase(AlterKind.FORCE_ROW_SECURITY, "force", "row", "level", "security"),
          phrase(AlterKind.NO_FORCE_ROW_SECURITY, "no", "force", "row", "level", "security"),
          phrase(AlterKind.SET_WITHOUT_CLUSTER, "set", "without", "cluster"),
          phrase(AlterKind.SET_WITHOUT_OIDS, "set", "without", "oids"),
          phrase(AlterKind.SET_LOGGED, "set", "logged"),
          phrase(AlterKind.SET_UNLOGGED, "set", "unlogged"),
          phrase(AlterKind.NOT_OF, "not", "of"));
  private static final List<Phrase> COLUMN =
      List.of(
          phrase(AlterKind.SET_NOT_NULL, "set", "not", "null"),
          phrase(AlterKind.DROP_NOT_NULL, "drop", "not", "null"),
          phrase(AlterKind.DROP_DEFAULT, "drop", "default"));

  private record Phrase(AlterKind kind, String[] words) {}

  private AlterPhrases() {}

  /** The action of the whole table that is written here, passing it; null if none is. */
  static @Nullable AlterKind ofTable(TokenCursor cursor) {
    return match(cursor, TABLE);
  }

  /** The action of a column that is written here behind its name, passing it; null if none is. */
  static @Nullable AlterKind ofColumn(TokenCursor cursor) {
    return match(cursor, COLUMN);
  }

  private static Phrase phrase(AlterKind kind, String... words) {
    return new Phrase(kind, words);
  }

  private static @Nullable AlterKind match(TokenCursor cursor, List<Phrase> phrases) {
    for (Phrase phrase : phrases) {
      if (cursor.accept(phrase.words())) {
        return phrase.kind();
      }
    }
    return null;
  }
}
