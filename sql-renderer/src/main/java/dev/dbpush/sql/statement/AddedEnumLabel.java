package dev.dbpush.sql.statement;

import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlScanner;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StringConstant;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A label that an {@code ALTER TYPE … ADD VALUE} adds to an enum. The server refuses to use it
 * before the transaction that added it has committed (SQLSTATE 55P04). PostgreSQL documentation,
 * SQL command ALTER TYPE, notes.
 *
 * @param type the enum
 * @param label the new label
 * @param ifNotExists whether an existing label is left alone
 */
public record AddedEnumLabel(QualifiedName type, String label, boolean ifNotExists) {
  /** Functions that return labels without naming them. */
  private static final Pattern LISTS =
      Pattern.compile("enum_(range|last|first)", Pattern.CASE_INSENSITIVE);

  /** Deeper nesting of quotes than any person writes. */
  private static final int MAX_DEPTH = 8;

  static Optional<AddedEnumLabel> of(SqlStatement statement) {
    if (!statement.startsWith("alter", "type")) {
      return Optional.empty();
    }
    TokenCursor cursor = statement.cursor();
    cursor.accept("alter", "type");
    QualifiedName type = cursor.acceptName();
    if (type == null || !cursor.accept("add", "value")) {
      return Optional.empty();
    }
    boolean ifNotExists = cursor.accept("if", "not", "exists");
    Token label = cursor.next();
    if (label == null || !isConstant(label)) {
      return Optional.empty();
    }
    String value = StringConstant.read(label.in(statement.text()));
    return Optional.of(new AddedEnumLabel(type, value, ifNotExists));
  }

  /**
   * Whether a later command may use the label: it holds a string constant that is the label, or an
   * array, row or piece of SQL with the label in it, or calls a function that returns labels. A
   * further {@code ADD VALUE} that places its label beside this one does not use it.
   */
  public boolean mayBeUsedIn(SqlStatement statement) {
    if (of(statement).isPresent()) {
      return false;
    }
    String data = statement.copyData();
    if (data != null && asWord().matcher(data).find()) {
      return true;
    }
    String text = statement.text();
    return LISTS.matcher(text).find() || (mayMention(text) && mentions(text, 0));
  }

  /** Spares most commands the second look: a constant can spell the label in no other way. */
  private boolean mayMention(String text) {
    boolean escaped = text.indexOf('\\') >= 0;
    boolean continued = text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    return escaped || continued || text.contains(label) || label.indexOf('\'') >= 0;
  }

  private boolean mentions(String text, int depth) {
    try {
      SqlScanner scanner = new SqlScanner(text);
      for (Token token = scanner.next(); token != null; token = scanner.next()) {
        if (isConstant(token) && isMeantBy(StringConstant.read(token.in(text)), depth)) {
          return true;
        }
      }
      return false;
    } catch (SqlSyntaxException e) {
      return text.contains("'" + label + "'") || text.contains("$" + label + "$");
    }
  }

  private boolean isMeantBy(String value, int depth) {
    if (value.equals(label)) {
      return true;
    }
    if (label.isEmpty() || !value.contains(label) || depth == MAX_DEPTH) {
      return false;
    }
    boolean literalOfSeveral = value.startsWith("{") || value.startsWith("(");
    return (literalOfSeveral && asWord().matcher(value).find()) || mentions(value, depth + 1);
  }

  private Pattern asWord() {
    return Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(label) + "(?![\\p{L}\\p{N}_])");
  }

  private static boolean isConstant(Token token) {
    return token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.DOLLAR_STRING;
  }
}
