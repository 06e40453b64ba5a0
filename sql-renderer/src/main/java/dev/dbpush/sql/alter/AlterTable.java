package dev.dbpush.sql.alter;

import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@code ALTER TABLE} statement. The object may be an index, a view or a sequence, too: the
 * grammar takes them, and the text does not tell.
 *
 * @param name the table, as it was named
 * @param only whether {@code ONLY} stands before the name
 * @param ifExists whether {@code IF EXISTS} stands before the name
 * @param foreign whether it reads {@code ALTER FOREIGN TABLE}
 * @param head the source from {@code ALTER} up to and with the name
 * @param actions the actions in their order; at least one
 */
public record AlterTable(
    QualifiedName name,
    boolean only,
    boolean ifExists,
    boolean foreign,
    String head,
    List<AlterAction> actions) {

  /** Copies the list. */
  public AlterTable {
    actions = List.copyOf(actions);
  }

  /**
   * Reads a statement; null if it is no {@code ALTER [FOREIGN] TABLE name …}. {@code ALTER TABLE
   * ALL IN TABLESPACE} names no table and gives null, too.
   */
  public static @Nullable AlterTable read(SqlStatement statement) {
    return statement.firstWord().equals("alter") ? AlterTableReader.read(statement) : null;
  }

  /** Whether every action is one that the reader knows. */
  public boolean isKnown() {
    return actions.stream().noneMatch(action -> action.kind() == AlterKind.UNKNOWN);
  }
}
