package dev.dbpush.core.importing;

import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SplitSql;
import dev.dbpush.sql.syntax.SqlScanner;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import dev.dbpush.sql.syntax.Token;
import java.util.regex.Pattern;

/**
 * Makes another tool's SQL the content of a section: the same text, but for comments that we would
 * read as directives, which get a third dash and so are plain comments again.
 */
final class SectionConverter {
  private static final Pattern DIRECTIVE =
      Pattern.compile("--\\s*(?i:migrate)\\s*:.*", Pattern.DOTALL);

  private final Reading reading;

  SectionConverter(Reading reading) {
    this.reading = reading;
  }

  /**
   * The section that can stand in our file; unchanged, with a problem noted, if it cannot be read.
   */
  ForeignSection convert(ForeignSection section) {
    String text = section.text();
    try {
      SplitSql split = StatementSplitter.split(text);
      StringBuilder out = new StringBuilder(text.length() + 16);
      int copied = 0;
      int from = 0;
      for (SqlStatement statement : split.statements()) {
        copied = disarm(section, out, copied, from, statement.start() + statement.text().length());
        from = statement.end(); // inline data lies before it and is no SQL
      }
      copied = disarm(section, out, copied, from, text.length());
      return out.isEmpty()
          ? section
          : section.withText(out.append(text, copied, text.length()).toString());
    } catch (SqlSyntaxException e) {
      reading.problem(moved(section, e.problem()));
      return section;
    }
  }

  private int disarm(ForeignSection section, StringBuilder out, int copied, int from, int to) {
    String text = section.text();
    int done = copied;
    SqlScanner scanner = new SqlScanner(text, from);
    for (Token token = scanner.next();
        token != null && token.start() < to;
        token = scanner.next()) {
      if (token.kind() == Token.Kind.COMMENT && DIRECTIVE.matcher(token.in(text)).matches()) {
        out.append(text, done, token.start()).append('-');
        done = token.start();
        reading.warn(
            section.file(),
            section.start().plus(SourcePosition.of(text, token.start())),
            "a comment that would be read as a directive of ours: it gets a third dash",
            "");
      }
    }
    return done;
  }

  private static Problem moved(ForeignSection section, Problem problem) {
    SourcePosition at = problem.position();
    return new Problem(
        section.file(),
        at == null ? section.start() : section.start().plus(at),
        problem.message(),
        problem.remedy());
  }
}
