package dev.dbpush.sql.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the splitter knows about the command that it is reading. */
final class CommandState {
  /** How many words at the start are looked at: enough for {@code CREATE OR REPLACE PROCEDURE}. */
  private static final int HEAD_WORDS = 4;

  private final String text;
  private final Deque<Token> openParentheses = new ArrayDeque<>();
  private final Deque<Token> openBodies = new ArrayDeque<>();
  private final StringBuilder head = new StringBuilder();
  private @Nullable Token first;
  private @Nullable Token last;
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
      head.append(token.in(text).toLowerCase(Locale.ROOT)).append(' ');
    }
    if (token.is(text, '(')) {
      openParentheses.push(token);
    } else if (token.is(text, ')')) {
      openParentheses.poll();
    } else if (token.kind() == Token.Kind.WORD) {
      body(token);
    }
    last = token;
  }

  /** Counts {@code BEGIN ATOMIC}, and inside it {@code CASE} and {@code END}. */
  private void body(Token token) {
    if (openBodies.isEmpty()) {
      Token begin = last;
      if (begin != null
          && token.isWord(text, "atomic")
          && begin.isWord(text, "begin")
          && createsRoutine()) {
        openBodies.push(begin);
      }
    } else if (isName()) {
      return;
    } else if (token.isWord(text, "case")) {
      openBodies.push(token);
    } else if (token.isWord(text, "end")) {
      openBodies.poll();
    }
  }

  /** Whether a word here is a column's name or label rather than a keyword. */
  private boolean isName() {
    Token before = last;
    return before != null && (before.is(text, '.') || before.isWord(text, "as"));
  }

  private boolean createsRoutine() {
    String words = head.toString();
    return words.startsWith("create function ")
        || words.startsWith("create procedure ")
        || words.startsWith("create or replace function ")
        || words.startsWith("create or replace procedure ");
  }

  boolean endsCommand() {
    return openParentheses.isEmpty() && openBodies.isEmpty();
  }

  boolean copiesFromStdin() {
    return head.indexOf("copy ") == 0 && hasFromStdin();
  }

  private boolean hasFromStdin() {
    SqlScanner scanner = new SqlScanner(text, start());
    int depth = 0;
    boolean from = false;
    for (Token token = scanner.next();
        token != null && token.start() < end();
        token = scanner.next()) {
      if (token.isTrivia()) {
        continue;
      }
      depth += token.is(text, '(') ? 1 : token.is(text, ')') ? -1 : 0;
      if (depth == 0 && from && token.isWord(text, "stdin")) {
        return true;
      }
      from = depth == 0 && token.isWord(text, "from");
    }
    return false;
  }

  /** Refuses the end of the text while something is open; points to what opened first. */
  void checkClosed() {
    if (!openBodies.isEmpty()) {
      throw open(
          openBodies.peekLast(),
          "function body opened by this BEGIN ATOMIC is never closed",
          "close it with END; each CASE inside it needs its own END");
    }
    if (!openParentheses.isEmpty()) {
      throw open(
          openParentheses.peekLast(),
          "parenthesis opened here is never closed",
          "close it with ) before the end of the file");
    }
  }

  private SqlSyntaxException open(Token token, String message, String remedy) {
    return new SqlSyntaxException(
        new Problem("", SourcePosition.of(text, token.start()), message, remedy));
  }
}
