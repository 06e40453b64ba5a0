package dev.dbpush.sql.alter;

import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a {@code CREATE TABLE}. */
final class CreateTableReader {
  private final String text;
  private final List<Token> tokens;
  private final TokenCursor cursor;
  private final List<ColumnSpec> columns = new ArrayList<>();
  private final List<ConstraintSpec> constraints = new ArrayList<>();
  private final List<QualifiedName> parents = new ArrayList<>();
  private final List<QualifiedName> likes = new ArrayList<>();
  private boolean partitioned;
  private boolean query;
  private boolean complete = true;

  CreateTableReader(SqlStatement statement) {
    text = statement.text();
    tokens = statement.tokens();
    cursor = new TokenCursor(text, tokens);
  }

  @Nullable CreateTable read() {
    if (!cursor.accept("create")) {
      return null;
    }
    cursor.acceptAny("global", "local");
    boolean temporary = !cursor.acceptAny("temporary", "temp").isEmpty();
    cursor.acceptAny("unlogged", "foreign");
    if (!cursor.accept("table")) {
      return null;
    }
    boolean ifNotExists = cursor.accept("if", "not", "exists");
    QualifiedName name = cursor.acceptName();
    if (name == null) {
      return null;
    }
    if (cursor.accept("partition", "of")) {
      parent();
    } else if (cursor.accept("of")) {
      query = cursor.acceptName() != null;
    }
    if (cursor.peekIs('(')) {
      elements();
    }
    if (cursor.accept("inherits") && cursor.accept('(')) {
      do {
        parent();
      } while (cursor.accept(','));
    }
    while (!cursor.atEnd()) {
      query |= cursor.peekWords("as");
      partitioned |= cursor.peekWords("partition", "by");
      cursor.next();
    }
    return new CreateTable(
        name,
        ifNotExists,
        temporary,
        columns,
        constraints,
        parents,
        likes,
        partitioned,
        query,
        complete);
  }

  private void parent() {
    QualifiedName parent = cursor.acceptName();
    if (parent == null) {
      complete = false;
    } else {
      parents.add(parent);
    }
  }

  private void elements() {
    int open = cursor.index();
    cursor.skipParentheses();
    int end = cursor.index();
    int from = open + 1;
    int depth = 0;
    for (int i = open + 1; i < end; i++) {
      Token token = tokens.get(i);
      if (i == end - 1 || (depth == 0 && token.is(text, ','))) {
        element(new TokenCursor(text, tokens.subList(from, i)));
        from = i + 1;
      } else if (token.is(text, '(') || token.is(text, '[')) {
        depth++;
      } else if (token.is(text, ')') || token.is(text, ']')) {
        depth--;
      }
    }
  }

  private void element(TokenCursor element) {
    if (element.atEnd()) {
      return; // CREATE TABLE t ()
    }
    if (element.accept("like")) {
      QualifiedName like = element.acceptName();
      complete &= like != null;
      if (like != null) {
        likes.add(like);
      }
      return;
    }
    if (ConstraintReader.beginsTableConstraint(element)) {
      ConstraintSpec constraint = ConstraintReader.ofTable(element);
      complete &= constraint != null && element.atEnd();
      if (constraint != null) {
        constraints.add(constraint);
      }
      return;
    }
    ColumnSpec column = ColumnReader.read(element);
    if (column != null) {
      columns.add(column);
    } else {
      // the columns of CREATE TABLE AS and of OF have no types
      complete &= element.peek(-1) != null && element.atEnd();
      query |= complete;
    }
  }
}
