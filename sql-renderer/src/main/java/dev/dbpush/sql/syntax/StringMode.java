package dev.dbpush.sql.syntax;

import java.util.List;

/**
 * Follows {@code SET standard_conforming_strings} through a text. While it is off, the server reads
 * a backslash in a plain string constant as an escape; this scanner does not, so such a constant is
 * refused rather than misread. Up to the first such constant both readings are the same.
 */
final class StringMode {
  private static final String SETTING = "standard_conforming_strings";
  private static final List<String> OFF =
      List.of("off", "'off'", "false", "'false'", "0", "no", "f");

  private final String text;
  private boolean off;

  StringMode(String text) {
    this.text = text;
  }

  /** Looks at a string constant before it is taken as read. */
  void check(Token token) {
    if (off
        && token.kind() == Token.Kind.STRING
        && text.charAt(token.start()) == '\''
        && token.in(text).indexOf('\\') >= 0) {
      throw new SqlSyntaxException(
          new Problem(
              "",
              SourcePosition.of(text, token.start()),
              "backslash in a string constant while " + SETTING + " is off",
              "write the constant as E'…', or remove the SET " + SETTING + " = off"));
    }
  }

  /** Looks at a whole command. */
  void follow(String command) {
    char first = command.charAt(0);
    if ((first == 's' || first == 'S' || first == 'r' || first == 'R')
        && command.length() < 200
        && Identifier.fold(command).contains(SETTING)) {
      List<Token> tokens = SqlScanner.significant(command);
      String last = Identifier.fold(tokens.get(tokens.size() - 1).in(command));
      off = tokens.get(0).isWord(command, "set") && OFF.contains(last);
    }
  }
}
