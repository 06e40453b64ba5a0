package dev.dbpush.sql.file;

import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SplitSql;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
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
    SplitSql split = split();
    SourcePosition at = position;
    int from = 0;
    for (Directive directive : Directive.in(text, split.statements())) {
      String between = text.substring(from, directive.start());
      at = at.plus(SourcePosition.of(between, between.length()));
      from = directive.start();
      hint(directive, at);
    }
    List<SqlStatement> statements = new ArrayList<>(split.statements().size());
    for (SqlStatement statement : split.statements()) {
      statements.add(statement.at(position.plus(statement.position())));
    }
    return new Section(
        text, position, transactional, lockTimeout, statementTimeout, allows, statements);
  }

  private SplitSql split() {
    try {
      return StatementSplitter.split(text);
    } catch (SqlSyntaxException e) {
      Problem problem = e.problem();
      SourcePosition at = problem.position();
      throw problem(at == null ? position : position.plus(at), problem.message(), problem.remedy());
    }
  }

  private boolean transactional() {
    return switch (argument.isEmpty() ? "" : argument.replaceAll("\\s", "")) {
      case "", "transaction:true" -> true;
      case "transaction:false" -> false;
      default ->
          throw problem(
              previousLine(position),
              "unknown option \"" + argument + "\" of a section",
              "known: transaction:false, and irreversible: REASON on migrate:down");
    };
  }

  private void hint(Directive directive, SourcePosition at) {
    if (!directive.ownLine()) {
      throw problem(
          at,
          "migrate:" + directive.name() + " behind SQL, on its line",
          "put it on a line of its own");
    }
    switch (directive.name()) {
      case "lock-timeout" -> {
        once(lockTimeout, directive, at);
        lockTimeout = duration(directive, at);
      }
      case "statement-timeout" -> {
        once(statementTimeout, directive, at);
        statementTimeout = duration(directive, at);
      }
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

  private static void once(@Nullable Duration before, Directive directive, SourcePosition at) {
    if (before != null) {
      throw problem(
          at,
          "migrate:" + directive.name() + " stands twice in the section",
          "keep one: it holds for the whole section");
    }
  }

  private Duration duration(Directive directive, SourcePosition at) {
    try {
      return PgDuration.parse(directive.argument());
    } catch (IllegalArgumentException e) {
      throw problem(
          at,
          "migrate:" + directive.name() + " needs a duration, got \"" + directive.argument() + '"',
          "write a whole number and a unit, at most 24d: 500ms, 2s, 10min");
    }
  }

  private static SourcePosition previousLine(SourcePosition position) {
    return new SourcePosition(Math.max(1, position.line() - 1), 1);
  }

  private static SqlSyntaxException problem(SourcePosition at, String message, String remedy) {
    return new SqlSyntaxException(new Problem("", at, message, remedy));
  }
}
