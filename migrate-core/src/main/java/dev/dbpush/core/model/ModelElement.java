package dev.dbpush.core.model;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StringConstant;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * Something in a model that has a name.
 *
 * @param start the offset in the text at which it begins
 * @param kind what it is
 * @param subject the statement's
 * @param name its own name
 */
record ModelElement(int start, RenameHint.Kind kind, Subject subject, String name) {

  /** The statement's object, and its columns, constraints and values; by their place. */
  static List<ModelElement> of(SqlStatement statement, Subject subject) {
    List<ModelElement> elements = new ArrayList<>();
    boolean table = subject.kind().equals("table");
    if (statement.firstWord().equals("create")) {
      elements.add(
          new ModelElement(statement.start(), RenameHint.Kind.OBJECT, subject, subject.name()));
      if (table || subject.kind().equals("type")) {
        parts(statement, subject, elements);
      }
    } else if (table) {
      constraints(statement.cursor(), statement.start(), subject, elements);
    }
    return elements;
  }

  private static void parts(SqlStatement statement, Subject subject, List<ModelElement> elements) {
    TokenCursor cursor = statement.cursor();
    while (!cursor.atEnd() && !cursor.peekIs('(')) {
      cursor.next();
    }
    boolean first = true;
    int depth = 0;
    for (Token token = cursor.next(); token != null; token = cursor.next()) {
      if (token.is(statement.text(), '(')) {
        depth++;
      } else if (token.is(statement.text(), ')')) {
        depth--;
        if (depth == 0) {
          return;
        }
      } else if (depth == 1 && token.is(statement.text(), ',')) {
        first = true;
        continue;
      } else if (depth == 1 && (first || token.isWord(statement.text(), "constraint"))) {
        part(statement, token, cursor, subject, elements);
      }
      first = depth == 1 && first && token.is(statement.text(), '(');
    }
  }

  private static void part(
      SqlStatement statement,
      Token token,
      TokenCursor cursor,
      Subject subject,
      List<ModelElement> elements) {
    int start = statement.start() + token.start();
    if (token.isWord(statement.text(), "constraint")) {
      String name = cursor.acceptIdentifier();
      if (name != null) {
        elements.add(new ModelElement(start, RenameHint.Kind.CONSTRAINT, subject, name));
      }
    } else if (token.kind() == Token.Kind.STRING) {
      String label = StringConstant.read(token.in(statement.text()));
      elements.add(new ModelElement(start, RenameHint.Kind.VALUE, subject, label));
    } else if (subject.kind().equals("table")) {
      cursor.moveTo(cursor.index() - 1);
      String name = cursor.acceptIdentifier();
      if (name != null) {
        elements.add(new ModelElement(start, RenameHint.Kind.COLUMN, subject, name));
      } else {
        cursor.next();
      }
    }
  }

  /** {@code ALTER TABLE … ADD CONSTRAINT}, as a dump writes it. */
  private static void constraints(
      TokenCursor cursor, int offset, Subject subject, List<ModelElement> elements) {
    for (Token token = cursor.next(); token != null; token = cursor.next()) {
      if (token.isWord(cursor.text(), "add") && cursor.accept("constraint")) {
        String name = cursor.acceptIdentifier();
        if (name != null) {
          elements.add(
              new ModelElement(
                  elements.isEmpty() ? offset : offset + token.start(),
                  RenameHint.Kind.CONSTRAINT,
                  subject,
                  name));
        }
      }
    }
  }

  /** That it was called otherwise. */
  RenameHint hint(String place, String from) {
    return new RenameHint(
        place,
        kind,
        subject.schema(),
        kind == RenameHint.Kind.OBJECT ? "" : subject.name(),
        List.of(name),
        List.of(from));
  }
}
