package dev.dbpush.core.exec;

import dev.dbpush.sql.script.ScriptStatement;
import dev.dbpush.sql.script.ScriptStatement.Role;
import dev.dbpush.sql.statement.StatementKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs the statements of a segment into messages to the server.
 *
 * <p>A message ends before and behind inline data, behind a setting that changes how the server reads
 * the text that follows, around a statement that must run outside a transaction, and when it is large
 * enough that another round trip does not matter.
 */
final class Packing {
  private static final int MAX_STATEMENTS = 1_000;
  private static final int MAX_CHARACTERS = 1 << 18;

  private Packing() {}

  /** The messages, in order; none is empty. */
  static List<List<ScriptStatement>> messages(
      List<ScriptStatement> statements, boolean transactional) {
    List<List<ScriptStatement>> messages = new ArrayList<>();
    List<ScriptStatement> open = new ArrayList<>();
    int characters = 0;
    for (ScriptStatement statement : statements) {
      boolean alone =
          statement.copyData() != null || (!transactional && statement.role() == Role.BODY);
      boolean full = open.size() >= MAX_STATEMENTS || characters >= MAX_CHARACTERS;
      if ((alone || full) && !open.isEmpty()) {
        messages.add(open);
        open = new ArrayList<>();
        characters = 0;
      }
      open.add(statement);
      characters += statement.sql().length();
      if (alone || changesReading(statement)) {
        messages.add(open);
        open = new ArrayList<>();
        characters = 0;
      }
    }
    if (!open.isEmpty()) {
      messages.add(open);
    }
    return messages;
  }

  private static boolean changesReading(ScriptStatement statement) {
    return statement.role() == Role.BODY
        && StatementKind.changesHowTextIsRead(statement.statement());
  }
}
