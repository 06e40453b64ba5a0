package dev.dbpush.sql.alter;

import dev.dbpush.sql.syntax.TokenCursor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Actions whose words never vary. */
final class AlterPhrases {
  private static final Map<String, AlterKind> TABLE =
      Map.ofEntries(
          Map.entry("enable row level security", AlterKind.ENABLE_ROW_SECURITY),
          Map.entry("disable row level security", AlterKind.DISABLE_ROW_SECURITY),
          Map.entry("force row level security", AlterKind.FORCE_ROW_SECURITY),
          Map.entry("no force row level security", AlterKind.NO_FORCE_ROW_SECURITY),
          Map.entry("set without cluster", AlterKind.SET_WITHOUT_CLUSTER),
          Map.entry("set without oids", AlterKind.SET_WITHOUT_OIDS),
          Map.entry("set logged", AlterKind.SET_LOGGED),
          Map.entry("set unlogged", AlterKind.SET_UNLOGGED),
          Map.entry("not of", AlterKind.NOT_OF));
  private static final Map<String, AlterKind> COLUMN =
      Map.ofEntries(
          Map.entry("set not null", AlterKind.SET_NOT_NULL),
          Map.entry("drop not null", AlterKind.DROP_NOT_NULL),
          Map.entry("drop default", AlterKind.DROP_DEFAULT));

  private AlterPhrases() {}

  /** The action of the whole table that is written here, passing it; null if none is. */
  static @Nullable AlterKind ofTable(TokenCursor cursor) {
    return match(cursor, TABLE);
  }

  /** The action of a column that is written here behind its name, passing it; null if none is. */
  static @Nullable AlterKind ofColumn(TokenCursor cursor) {
    return match(cursor, COLUMN);
  }

  private static @Nullable AlterKind match(TokenCursor cursor, Map<String, AlterKind> phrases) {
    for (Map.Entry<String, AlterKind> phrase : phrases.entrySet()) {
      if (cursor.accept(phrase.getKey().split(" "))) {
        return phrase.getValue();
      }
    }
    return null;
  }
}
