package dev.dbpush.sql.hazard;

import dev.dbpush.sql.alter.AlterAction;
import dev.dbpush.sql.alter.AlterAction.Flag;
import dev.dbpush.sql.alter.AlterTable;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Whether a statement that ran before fails, or leaves something half done, when it runs again. */
final class Rerun {
  private static final Set<String> DROPPED =
      Set.of("table", "index", "type", "view", "sequence", "schema", "materialized");

  /** Constraints that were dropped with IF EXISTS, so that adding them again is safe. */
  private final Set<String> dropped = new HashSet<>();

  /** What ran before and was not looked at yet: few sections need it. */
  private final List<SqlStatement> before = new ArrayList<>();

  boolean isUnguarded(SqlStatement statement) {
    before.forEach(this::read);
    before.clear();
    TokenCursor cursor = statement.cursor();
    return switch (cursor.peekWord()) {
      case "alter" -> {
        AlterTable alter = AlterTable.read(statement);
        yield alter != null && alter.actions().stream().anyMatch(this::isUnguarded);
      }
      case "create" -> isUnguardedCreate(cursor);
      case "drop" -> {
        cursor.next();
        boolean kind = DROPPED.contains(cursor.peekWord());
        cursor.accept("materialized");
        cursor.next();
        cursor.accept("concurrently");
        yield kind && !cursor.peekWords("if", "exists");
      }
      default -> false;
    };
  }

  private boolean isUnguarded(AlterAction action) {
    return switch (action.kind()) {
      case ADD_COLUMN -> !action.has(Flag.IF_NOT_EXISTS);
      case DROP_COLUMN, DROP_CONSTRAINT -> !action.has(Flag.IF_EXISTS);
      case ADD_CONSTRAINT -> !dropped.contains(Objects.requireNonNullElse(action.name(), ""));
      case VALIDATE_CONSTRAINT -> false;
      default -> true;
    };
  }

  private static boolean isUnguardedCreate(TokenCursor cursor) {
    cursor.accept("create");
    if (TableRules.acceptTable(cursor)) {
      boolean temporary = cursor.peekWord(-2).startsWith("temp");
      boolean guarded = cursor.peekWords("if", "not", "exists");
      return !guarded && !(temporary && cursor.contains("on", "commit", "drop"));
    }
    cursor.accept("unique");
    if (!cursor.accept("index")) {
      return false;
    }
    cursor.accept("concurrently");
    return !cursor.peekWords("if", "not", "exists") && !cursor.peekWords("on");
  }

  /** Remembers what a statement dropped and added. */
  void note(SqlStatement statement) {
    if (statement.firstWord().equals("alter")) {
      before.add(statement);
    }
  }

  private void read(SqlStatement statement) {
    AlterTable alter = AlterTable.read(statement);
    if (alter == null) {
      return;
    }
    for (AlterAction action : alter.actions()) {
      if (action.name() == null) {
        continue;
      }
      switch (action.kind()) {
        case DROP_CONSTRAINT -> dropped.add(action.name());
        case ADD_CONSTRAINT -> dropped.remove(action.name());
        default -> {
          // no constraint
        }
      }
    }
  }
}
