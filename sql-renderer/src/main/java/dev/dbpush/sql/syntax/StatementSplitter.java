package dev.dbpush.sql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Splits a text into commands, the way psql would, plus what psql does not know.
 *
 * <p>A semicolon ends a command unless it stands in a quote, a comment, in parentheses ({@code
 * CREATE RULE … DO (a; b)}) or in the {@code BEGIN ATOMIC … END} body of a function. The data of
 * {@code COPY … FROM stdin} belongs to its command. psql meta-commands are refused, or skipped on
 * demand. Thread-safe; time is linear in the text's length.
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
  private final String text;
  private final SqlScanner scanner;
  private final Positions positions;
  private final StringMode stringMode;

  private StatementSplitter(String text, MetaCommands metaCommands) {
    this.text = text;
    this.metaCommands = metaCommands;
    this.scanner = new SqlScanner(text);
    this.positions = new Positions(text);
    this.stringMode = new StringMode(text);
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
    List<SqlStatement> statements = new ArrayList<>();
    forEach(text, metaCommands, statements::add);
    return new SplitSql(text, statements);
  }

  /**
   * Hands over the commands of a text, one after the other; nothing is kept of those that went
   * before.
   *
   * @throws SqlSyntaxException as {@link #split(String)} does, behind the commands before the
   *     problem
   */
  public static void forEach(
      String text, MetaCommands metaCommands, Consumer<SqlStatement> consumer) {
    refuseNul(text);
    StatementSplitter splitter = new StatementSplitter(text, metaCommands);
    for (SqlStatement next = splitter.next(); next != null; next = splitter.next()) {
      consumer.accept(next);
    }
  }

  /**
   * Refuses a text with a NUL character in it, wherever that is.
   *
   * @throws SqlSyntaxException with the place of the first one
   */
  public static void refuseNul(String text) {
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw new SqlSyntaxException(
          new Problem(
              "",
              SourcePosition.of(text, nul),
              "NUL character, which PostgreSQL cannot store in text",
              "remove it; a file full of them was probably saved as UTF-16: save it as UTF-8"));
    }
  }

  private @Nullable SqlStatement next() {
    CommandState state = new CommandState(text);
    for (Token token = scanner.next(); token != null; token = scanner.next()) {
      if (token.isTrivia()) {
        continue;
      }
      stringMode.check(token);
      if (token.kind() == Token.Kind.META_COMMAND) {
        if (metaCommands == MetaCommands.REFUSE || !state.isEmpty()) {
          throw new SqlSyntaxException(MetaCommand.problem(text, token));
        }
      } else if (!token.is(text, ';')) {
        state.add(token);
      } else if (!state.endsCommand()) {
        state.add(token);
      } else if (!state.isEmpty()) {
        return statement(state, token.end());
      }
    }
    state.checkClosed();
    return state.isEmpty() ? null : statement(state, state.end());
  }

  private SqlStatement statement(CommandState state, int end) {
    String command = text.substring(state.start(), state.end());
    SourcePosition position = positions.of(state.start());
    stringMode.follow(command);
    if (!state.copiesFromStdin()) {
      return new SqlStatement(command, position, state.start(), end, null);
    }
    CopyData copy = CopyData.read(text, state.start(), end);
    scanner.moveTo(copy.end());
    return new SqlStatement(command, position, state.start(), copy.end(), copy.data());
  }
}
