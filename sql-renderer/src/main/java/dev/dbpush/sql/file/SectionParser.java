package dev.dbpush.sql.file;

import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SqlScanner;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import dev.dbpush.sql.syntax.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one section: its directive's argument, its hints, its statements. */
final class SectionParser {
  private final String argument;
  private final String text;
  private final SourcePosition position;
  private @Nullable Duration lockTimeout;
  private @Nullable Duration statementTimeout;
  private final List<Section.Allow> allows = new ArrayList<>();

  SectionParser(String argument, String text) {
    this(argument, text, SourcePosition.START);
  }

  SectionParser(String argument, String text, SourcePosition position) {
    this.argument = argument;
    this.text = text;
    this.position = position;
  }

  /**
   * Reads the section.
   *
   * @throws SqlSyntaxException with places in the file
   */
  Section parse() {
    boolean transactional = transactional();
    List<SqlStatement> statements = new ArrayList<>();
    List<SqlStatement> split;
    try {
      split = StatementSplitter.split(text).statements();
      for (SqlStatement statement : split) {
        statements.add(
            new SqlStatement(
                statement.text(),
                position.plus(statement.position()),
                statement.start(),
                statement.end(),
                statement.copyData()));
      }
    } catch (SqlSyntaxException e) {
      throw moved(e.problem());
    }
    hints(split);
    return new Section(
        text, position, transactional, lockTimeout, statementTimeout, allows, statements);
  }

  private boolean transactional() {
    return switch (argument.replaceAll("\\s", "")) {
      case "", "transaction:true" -> true;
      case "transaction:false" -> false;
      default ->
          throw problem(
              previousLine(position),
              "unknown option \"" + argument + "\" of a section",
              "known: transaction:false, and irreversible: REASON on migrate:down");
    };
  }

  /** Directives are comments at the start of a line; what a quote or inline data holds is none. */
  private void hints(List<SqlStatement> split) {
    if (!text.contains("migrate:")) {
      return;
    }
    int from = 0;
    for (SqlStatement statement : split) {
      hints(from, statement.start() + statement.text().length());
      from = statement.end();
    }
    hints(from, text.length());
  }

  private void hints(int from, int to) {
    SqlScanner scanner = new SqlScanner(text, from);
    for (Token token = scanner.next();
        token != null && token.start() < to;
        token = scanner.next()) {
      boolean atLineStart = token.start() == 0 || text.charAt(token.start() - 1) == '\n';
      Directive directive =
          token.kind() == Token.Kind.COMMENT && atLineStart ? Directive.of(token.in(text)) : null;
      if (directive != null) {
        hint(directive, position.plus(SourcePosition.of(text, token.start())));
      }
    }
  }

  private void hint(Directive directive, SourcePosition at) {
    switch (directive.name()) {
      case "lock-timeout" -> lockTimeout = duration(directive, at);
      case "statement-timeout" -> statementTimeout = duration(directive, at);
      case "allow" -> {
        String[] parts = directive.argument().split("\\s+", 2);
        if (parts[0].isEmpty()) {
          throw problem(at, "migrate:allow without a rule", "write -- migrate:allow RULE reason");
        }
        allows.add(new Section.Allow(parts[0], parts.length > 1 ? parts[1] : "", at));
      }
      default ->
          throw problem(
              at,
              "unknown directive migrate:" + directive.name(),
              "known: up, down, lock-timeout, statement-timeout, allow");
    }
  }

  private Duration duration(Directive directive, SourcePosition at) {
    try {
      return PgDuration.parse(directive.argument());
    } catch (IllegalArgumentException e) {
      throw problem(
          at,
          "migrate:" + directive.name() + " needs a duration, got \"" + directive.argument() + '"',
          "write a whole number and a unit: 500ms, 2s, 10min");
    }
  }

  private SqlSyntaxException moved(Problem problem) {
    SourcePosition at = problem.position();
    return new SqlSyntaxException(
        new Problem(
            problem.file(),
            at == null ? position : position.plus(at),
            problem.message(),
            problem.remedy()));
  }

  private static SourcePosition previousLine(SourcePosition position) {
    return new SourcePosition(Math.max(1, position.line() - 1), 1);
  }

  private static SqlSyntaxException problem(SourcePosition at, String message, String remedy) {
    return new SqlSyntaxException(new Problem("", at, message, remedy));
  }
}
