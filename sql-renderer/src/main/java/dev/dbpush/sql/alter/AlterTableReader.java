package dev.dbpush.sql.alter;

import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the head of an {@code ALTER TABLE} and cuts its actions apart. */
final class AlterTableReader {
  private AlterTableReader() {}

  static @Nullable AlterTable read(SqlStatement statement) {
    List<Token> tokens = statement.tokens();
    TokenCursor cursor = new TokenCursor(statement.text(), tokens);
    if (!cursor.accept("alter")) {
      return null;
    }
    boolean foreign = cursor.accept("foreign");
    if (!cursor.accept("table") || cursor.peekWords("all", "in", "tablespace")) {
      return null;
    }
    boolean ifExists = cursor.accept("if", "exists");
    boolean only = cursor.accept("only");
    boolean bracket = only && cursor.accept('(');
    QualifiedName name = cursor.acceptName();
    if (name == null || (bracket && !cursor.accept(')'))) {
      return null;
    }
    Token star = cursor.peek();
    if (star != null && star.in(statement.text()).equals("*")) {
      cursor.next();
    }
    String head = cursor.slice(0);
    if (cursor.atEnd()) {
      return null;
    }
    return new AlterTable(
        name, only, ifExists, foreign, head, actions(statement.text(), tokens, cursor.index()));
  }

  private static List<AlterAction> actions(String text, List<Token> tokens, int first) {
    List<AlterAction> actions = new ArrayList<>();
    int from = first;
    int depth = 0;
    for (int i = first; i <= tokens.size(); i++) {
      boolean end = i == tokens.size();
      if (!end) {
        Token token = tokens.get(i);
        if (token.is(text, '(') || token.is(text, '[')) {
          depth++;
        } else if (token.is(text, ')') || token.is(text, ']')) {
          depth--;
        }
        end = depth == 0 && token.is(text, ',');
      }
      if (end) {
        actions.add(AlterActionReader.read(text, tokens.subList(from, i)));
        from = i + 1;
      }
    }
    return actions;
  }
}
