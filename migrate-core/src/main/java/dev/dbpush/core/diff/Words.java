package dev.dbpush.core.diff;

import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;

/** Replaces a name, or a string, wherever it stands in a text of the server. */
final class Words {
  private final String from;
  private final String to;
  private final boolean literal;

  private Words(String from, String to, boolean literal) {
    this.from = from;
    this.to = to;
    this.literal = literal;
  }

  static Words ofName(String from, String to) {
    return new Words(from, to, false);
  }

  static Words ofValue(String from, String to) {
    return new Words(from, to, true);
  }

  String replace(String text) {
    StringBuilder out = new StringBuilder();
    int copied = 0;
    for (Token token : SqlStatement.of(text).tokens()) {
      String source = token.in(text);
      String replacement = replacement(token, source);
      if (!replacement.equals(source)) {
        out.append(text, copied, token.start()).append(replacement);
        copied = token.end();
      }
    }
    return out.append(text, copied, text.length()).toString();
  }

  private String replacement(Token token, String source) {
    boolean name = token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_IDENTIFIER;
    if (name) {
      return !literal && Identifier.read(source).equals(from) ? Identifier.quote(to) : source;
    }
    if (source.equals(Identifier.literal(from))) {
      return Identifier.literal(to);
    }
    // nextval('member_id_seq'::regclass)
    return !literal && source.equals(Identifier.literal(Identifier.quote(from)))
        ? Identifier.literal(Identifier.quote(to))
        : source;
  }
}
