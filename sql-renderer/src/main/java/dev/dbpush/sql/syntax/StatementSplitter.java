package dev.dbpush.sql.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a text into commands, the way psql would, plus what psql does not know.
 *
 * <p>A semicolon ends a command unless it stands in a quote, a comment, in parentheses ({@code CREATE
 * RULE … DO (a; b)}) or in the {@code BEGIN ATOMIC … END} body of a function. The data of {@code COPY
 * … FROM stdin} belongs to its command. psql meta-commands are refused, or skipped on demand.
 * Thread-safe; time is linear in the text's length.
 */
public final class StatementSplitter {

  /** What to do with a psql meta-command. */
  public enum MetaCommands {
    /** Refuse it, with its place and a remedy. */
    REFUSE,
    /** Leave it in the gap: the text is a dump that was written for psql. */
    SKIP
  }

  private final MetaCommands metaCommands;

  private StatementSplitter(MetaCommands metaCommands) {
    this.metaCommands = metaCommands;
  }

  /**
   * Splits a text.
   *
   * @throws SqlSyntaxException if something is never closed, or for a meta-command or a NUL
   *     character; with the place, relative to this text
   */
  public static SplitSql split(String text) {
    return split(text, MetaCommands.REFUSE);
  }

  /** Splits a text, with a choice for psql meta-commands. */
  public static SplitSql split(String text, MetaCommands metaCommands) {
    return new StatementSplitter(metaCommands).run(text);
  }

  private SplitSql run(String text) {
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw problem(
          text,
          nul,
          "NUL character, which PostgreSQL cannot store in text",
          "remove it; a file full of them was probably saved as UTF-16: save it as UTF-8");
    }
    List<SqlStatement> statements = new ArrayList<>();
    SqlScanner scanner = new SqlScanner(text);
    Positions positions = new Positions(text);
    while (true) {
      SqlStatement statement = next(text, scanner, positions);
      if (statement == null) {
        return new SplitSql(text, statements);
      }
      statements.add(statement);
    }
  }

  private @Nullable SqlStatement next(String text, SqlScanner scanner, Positions positions) {
    CommandState state = new CommandState(text);
    for (Token token = scanner.next(); token != null; token = scanner.next()) {
      if (token.isTrivia()) {
        continue;
      }
      if (token.kind() == Token.Kind.META_COMMAND) {
        metaCommand(text, token, state.isEmpty());
      } else if (!token.is(text, ';')) {
        state.add(token);
      } else if (state.endsCommand()) {
        if (!state.isEmpty()) {
          return statement(text, scanner, positions, state, token.end());
        }
      } else {
        state.add(token);
      }
    }
    state.checkClosed();
    return state.isEmpty()
        ? null
        : statement(text, scanner, positions, state, state.end());
  }

  private void metaCommand(String text, Token token, boolean betweenCommands) {
    String command = token.in(text).strip();
    if (metaCommands == MetaCommands.SKIP && betweenCommands) {
      return;
    }
    String word = command.split("[\\s;(]", 2)[0];
    throw problem(
        text,
        token.start(),
        "psql meta-command " + word + " in a migration: only psql understands it",
        switch (word) {
          case "\\i", "\\ir", "\\include", "\\include_relative" ->
              "paste the other file's statements here";
          case "\\copy" -> "write COPY … FROM stdin with the data inline, ended by a line with \\.";
          case "\\c", "\\connect" -> "remove it: the migration runs in the database of db.url";
          case "\\gexec" -> "write the statements out, or use a DO block with EXECUTE";
          default -> "remove the line; what it does must be said in SQL";
        });
  }

  private static SqlStatement statement(
      String text, SqlScanner scanner, Positions positions, CommandState state, int end) {
    String command = text.substring(state.start(), state.end());
    SourcePosition position = positions.of(state.start());
    if (!state.copiesFromStdin()) {
      return new SqlStatement(command, position, state.start(), end, null);
    }
    int dataStart = behindLineEnd(text, end);
    int dataEnd = dataStart;
    while (dataEnd < text.length()) {
      int lineEnd = lineEnd(text, dataEnd);
      int after = behindLineEnd(text, lineEnd);
      if (lineEnd - dataEnd == 2 && text.startsWith("\\.", dataEnd)) {
        scanner.moveTo(after);
        return new SqlStatement(
            command, position, state.start(), after, text.substring(dataStart, dataEnd));
      }
      dataEnd = after;
    }
    throw problem(
        text,
        state.start(),
        "the data of this COPY … FROM stdin has no end",
        "end the data with a line that holds only \\.");
  }

  private static int lineEnd(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  /** Behind the rest of the line and its end, whatever kind of line end it is. */
  private static int behindLineEnd(String text, int from) {
    int i = lineEnd(text, from);
    if (i < text.length() && text.charAt(i) == '\r') {
      i++;
      if (i < text.length() && text.charAt(i) == '\n') {
        i++;
      }
      return i;
    }
    return Math.min(text.length(), i + 1);
  }

  private static SqlSyntaxException problem(
      String text, int offset, String message, String remedy) {
    return new SqlSyntaxException(
        new Problem("", SourcePosition.of(text, offset), message, remedy));
  }

  /** Positions of rising offsets, each found from the last one. */
  private static final class Positions {
    private final String text;
    private int offset;
    private SourcePosition position = SourcePosition.START;

    Positions(String text) {
      this.text = text;
    }

    SourcePosition of(int next) {
      int line = position.line();
      int lineStart = offset - position.column() + 1;
      for (int i = offset; i < next; i++) {
        char c = text.charAt(i);
        if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
          line++;
          lineStart = i + 1;
        }
      }
      offset = next;
      position = new SourcePosition(line, next - lineStart + 1);
      return position;
    }
  }
}
