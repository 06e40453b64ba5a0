package dev.dbpush.sql.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the splitter knows about the command that it is reading. */
final class CommandState {
  /** How many words at the start are kept: enough for {@code CREATE OR REPLACE PROCEDURE}. */
  private static final int HEAD_WORDS = 4;

  private final String text;
  private final List<String> head = new ArrayList<>(HEAD_WORDS);
  private @Nullable Token first;
  private @Nullable Token last;
  private @Nullable Token openParenthesis;
  private @Nullable Token openBody;
  private int depth;
  private int count;

  CommandState(String text) {
    this.text = text;
  }

  boolean isEmpty() {
    return first == null;
  }

  int start() {
    return first == null ? 0 : first.start();
  }

  int end() {
    return last == null ? 0 : last.end();
  }

  void add(Token token) {
    if (first == null) {
      first = token;
    }
    if (count++ < HEAD_WORDS && token.kind() == Token.Kind.WORD) {
      head.add(Identifier.fold(token.in(text)));
    }
    if (token.is(text, '(')) {
      if (depth++ == 0) {
        openParenthesis = token;
      }
    } else if (token.is(text, ')')) {
      depth = Math.max(0, depth - 1);
    } else if (depth == 0 && token.kind() == Token.Kind.WORD) {
      body(token);
    }
    last = token;
  }

  /**
   * Finds {@code BEGIN ATOMIC} and its {@code END}: the one that stands where a statement of the
   * body would begin. Every other {@code END} belongs to a {@code CASE}, or is a column's name or
   * label.
   */
  private void body(Token token) {
    Token before = last;
    if (before == null) {
      return;
    }
    if (openBody == null) {
      if (token.isWord(text, "atomic") && before.isWord(text, "begin") && createsRoutine()) {
        openBody = before;
      }
    } else if (token.isWord(text, "end")
        && (before.is(text, ';') || before.isWord(text, "atomic"))) {
      openBody = null;
    }
  }

  private boolean createsRoutine() {
    int object = begins("create", "or", "replace") ? 3 : 1;
    return begins("create")
        && head.size() > object
        && (head.get(object).equals("function") || head.get(object).equals("procedure"));
  }

  private boolean begins(String... words) {
    return head.size() >= words.length && head.subList(0, words.length).equals(List.of(words));
  }

  boolean endsCommand() {
    return depth == 0 && openBody == null;
  }

  boolean copiesFromStdin() {
    return begins("copy") && hasFromStdin();
  }

  private boolean hasFromStdin() {
    SqlScanner scanner = new SqlScanner(text, start());
    int open = 0;
    boolean from = false;
    for (Token token = scanner.next();
        token != null && token.start() < end();
        token = scanner.next()) {
      if (token.isTrivia()) {
        continue;
      }
      open += token.is(text, '(') ? 1 : token.is(text, ')') ? -1 : 0;
      if (open == 0 && from && token.isWord(text, "stdin")) {
        return true;
      }
      from = open == 0 && token.isWord(text, "from");
    }
    return false;
  }

  /** Refuses the end of the text while something is open; points to where it opened. */
  void checkClosed() {
    Token parenthesis = openParenthesis;
    if (depth > 0 && parenthesis != null) {
      throw open(
          parenthesis,
          "parenthesis opened here is never closed",
          "close it with ) before the end of the file");
    }
    Token body = openBody;
    if (body != null) {
      throw open(
          body,
          "function body opened by this BEGIN ATOMIC is never closed",
          "close it with END, behind the semicolon of its last statement");
    }
  }

  private SqlSyntaxException open(Token token, String message, String remedy) {
    return new SqlSyntaxException(
        new Problem("", SourcePosition.of(text, token.start()), message, remedy));
  }
}
