package dev.dbpush.sql.alter;

import dev.dbpush.sql.alter.ColumnSpec.Generation;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads column definitions, types and the expressions that end where the next clause begins. */
final class ColumnReader {
  private static final Set<String> CLAUSES =
      Set.of(
          "constraint",
          "not",
          "null",
          "unique",
          "primary",
          "check",
          "default",
          "generated",
          "references",
          "collate",
          "deferrable",
          "initially",
          "storage",
          "compression",
          "options",
          "enforced");
  private static final Set<String> SERIALS =
      Set.of("smallserial", "serial", "bigserial", "serial2", "serial4", "serial8");

  private final TokenCursor cursor;
  private final String name;
  private final List<ConstraintSpec> constraints = new ArrayList<>();
  private Generation generation = Generation.NONE;
  private @Nullable String defaultExpression;
  private @Nullable String generationExpression;

  private ColumnReader(TokenCursor cursor, String name) {
    this.cursor = cursor;
    this.name = name;
  }

  /** The definition from here to the cursor's end; null if it cannot be read. */
  static @Nullable ColumnSpec read(TokenCursor cursor) {
    String name = cursor.acceptIdentifier();
    if (name == null || cursor.atEnd()) {
      return null;
    }
    String type = upTo(cursor, CLAUSES);
    ColumnReader reader = new ColumnReader(cursor, name);
    if (SERIALS.contains(type.toLowerCase(Locale.ROOT))) {
      reader.generation = Generation.SERIAL;
    }
    while (!cursor.atEnd()) {
      if (!reader.clause()) {
        return null;
      }
    }
    return new ColumnSpec(
        name,
        type,
        reader.defaultExpression,
        reader.generation,
        reader.generationExpression,
        reader.constraints);
  }

  /**
   * The source from here up to one of these words outside of parentheses, {@code CASE} and
   * operators; the first token always belongs to it.
   */
  static String upTo(TokenCursor cursor, Set<String> words) {
    int from = cursor.index();
    int cases = 0;
    boolean wantsOperand = true;
    while (!cursor.atEnd()) {
      String word = cursor.peekWord();
      if (!wantsOperand && cases == 0 && words.contains(word)) {
        break;
      }
      if (cursor.peekIs('(') || cursor.peekIs('[')) {
        skipBrackets(cursor);
        wantsOperand = false;
        continue;
      }
      if (word.equals("case")) {
        cases++;
      } else if (word.equals("end") && cases > 0) {
        cases--;
      }
      Token token = cursor.next();
      wantsOperand =
          token != null && (token.kind() == Token.Kind.OPERATOR || isJoint(cursor.text(), token));
      if (word.equals("is") || (word.equals("not") && cursor.peekWords("distinct"))) {
        // IS [NOT] DISTINCT FROM, IS [NOT] NULL: these words end no expression
        wantsOperand = true;
      }
    }
    return cursor.slice(from);
  }

  private static boolean isJoint(String text, Token token) {
    return token.is(text, '.') || token.is(text, ':');
  }

  private static void skipBrackets(TokenCursor cursor) {
    int depth = 0;
    do {
      if (cursor.peekIs('(') || cursor.peekIs('[')) {
        depth++;
      } else if (cursor.peekIs(')') || cursor.peekIs(']')) {
        depth--;
      }
      cursor.next();
    } while (depth > 0 && !cursor.atEnd());
  }

  private boolean clause() {
    if (cursor.accept("collate")) {
      return cursor.acceptName() != null;
    }
    if (!cursor.acceptAny("storage", "compression").isEmpty()) {
      return cursor.next() != null;
    }
    if (cursor.accept("options")) {
      return cursor.skipParentheses();
    }
    String constraintName = null;
    if (cursor.accept("constraint")) {
      constraintName = cursor.acceptIdentifier();
      if (constraintName == null) {
        return false;
      }
    }
    if (cursor.accept("null")) {
      return true;
    }
    if (cursor.accept("default")) {
      if (cursor.atEnd()) {
        return false;
      }
      defaultExpression = upTo(cursor, CLAUSES);
      return true;
    }
    if (cursor.accept("generated")) {
      return generated();
    }
    ConstraintSpec constraint = ConstraintReader.ofColumn(cursor, name, constraintName);
    if (constraint != null) {
      constraints.add(constraint);
    }
    return constraint != null;
  }

  private boolean generated() {
    if (!cursor.accept("always") && !cursor.accept("by", "default")) {
      return false;
    }
    if (cursor.accept("as", "identity")) {
      generation = Generation.IDENTITY;
      cursor.skipParentheses();
      return true;
    }
    if (!cursor.accept("as")) {
      return false;
    }
    int from = cursor.index();
    if (!cursor.skipParentheses()) {
      return false;
    }
    generationExpression = cursor.slice(from);
    if (cursor.accept("stored")) {
      generation = Generation.STORED;
    } else {
      generation = cursor.accept("virtual") ? Generation.VIRTUAL : Generation.UNSAID;
    }
    return true;
  }
}
