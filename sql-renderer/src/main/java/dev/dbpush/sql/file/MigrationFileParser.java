package dev.dbpush.sql.file;

import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SplitSql;
import dev.dbpush.sql.syntax.SqlScanner;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import dev.dbpush.sql.syntax.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a migration file's text. Thread-safe.
 *
 * <p>A BOM, CRLF and lone CR are read; every text inside the result has LF line ends.
 */
public final class MigrationFileParser {
  private static final Pattern FILE_NAME =
      Pattern.compile("\\d{4}_\\d{2}_\\d{2}_\\d{4}-([0-9a-f]{12})_([A-Za-z0-9_]+)\\.sql");

  /** An irreversible section without a reason. */
  private static final String UNSTATED = "\0";

  private final String name;
  private final String text;

  private MigrationFileParser(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * Reads a file.
   *
   * @param name its name, without a folder
   * @param content its decoded content
   * @throws SqlSyntaxException with the file's name, the place, what is wrong and a remedy
   */
  public static MigrationFile parse(String name, String content) {
    try {
      return new MigrationFileParser(name, normalize(content)).run();
    } catch (SqlSyntaxException e) {
      throw new SqlSyntaxException(e.problem().in(name));
    }
  }

  /** Whether a name has the shape of a migration file's name. */
  public static boolean isMigrationFileName(String name) {
    return FILE_NAME.matcher(name).matches();
  }

  /** The text without a BOM, with LF line ends. */
  static String normalize(String content) {
    String text = content.startsWith("\ufeff") ? content.substring(1) : content;
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  private MigrationFile run() {
    List<Mark> marks = marks();
    Mark up = marks.isEmpty() ? null : marks.get(0);
    if (up == null || !up.directive().name().equals("up")) {
      throw problem(
          up == null ? null : SourcePosition.of(text, up.start()),
          up == null ? "no -- migrate:up line" : "migrate:down before migrate:up",
          "a file is a header, a line -- migrate:up, SQL, a line -- migrate:down, SQL");
    }
    if (marks.size() > 2 || (marks.size() == 2 && !marks.get(1).directive().name().equals("down"))) {
      Mark extra = marks.get(marks.size() > 2 ? 2 : 1);
      throw problem(
          SourcePosition.of(text, extra.start()),
          "a second migrate:" + extra.directive().name() + " section",
          "a file has one up and at most one down section; put the SQL of both together");
    }
    Mark down = marks.size() == 2 ? marks.get(1) : null;
    Header header = Header.parse(text.substring(0, up.start()));
    Matcher shape = FILE_NAME.matcher(name);
    if (shape.matches() && !shape.group(1).equals(header.revision().value())) {
      throw problem(
          null,
          "the name says revision " + shape.group(1) + ", the header " + header.revision(),
          "rename the file, or set -- revision: to the name's");
    }
    String irreversible = down == null ? "" : irreversible(down.directive());
    Section upSection =
        section(up, down == null ? text.length() : down.start(), up.directive().argument());
    return new MigrationFile(
        name,
        header.revision(),
        header.parents(),
        header.created(),
        header.replaces(),
        shape.matches() ? shape.group(2) : Slug.of(name.replaceFirst("\\.sql$", "")),
        upSection,
        down == null || !irreversible.isEmpty() ? null : downSection(down),
        irreversible.equals(UNSTATED) ? "" : irreversible);
  }

  private Section downSection(Mark down) {
    return section(down, text.length(), down.directive().argument());
  }

  /** The reason behind {@code irreversible:}; empty if the section can be run. */
  private static String irreversible(Directive down) {
    String argument = down.argument();
    if (!argument.startsWith("irreversible")) {
      return "";
    }
    String reason = argument.substring("irreversible".length()).strip();
    reason = reason.startsWith(":") ? reason.substring(1).strip() : reason;
    return reason.isEmpty() ? UNSTATED : reason;
  }

  private Section section(Mark mark, int end, String argument) {
    int start = Math.min(end, mark.end() + 1);
    SourcePosition position = SourcePosition.of(text, start);
    return new SectionParser(argument, text.substring(start, end), position).parse();
  }

  /** The lines that open a section: comments at the start of a line, outside quotes and inline data. */
  private List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    try {
      SplitSql split = StatementSplitter.split(text, StatementSplitter.MetaCommands.SKIP);
      int from = 0;
      for (SqlStatement statement : split.statements()) {
        addMarks(marks, from, statement.start() + statement.text().length());
        from = statement.end();
      }
      addMarks(marks, from, text.length());
    } catch (SqlSyntaxException e) {
      return marksByLine(); // something is never closed; the section that holds it will say what
    }
    return marks;
  }

  private void addMarks(List<Mark> marks, int from, int to) {
    SqlScanner scanner = new SqlScanner(text, from);
    for (Token token = scanner.next();
        token != null && token.start() < to;
        token = scanner.next()) {
      boolean atLineStart = token.start() == 0 || text.charAt(token.start() - 1) == '\n';
      Directive directive =
          token.kind() == Token.Kind.COMMENT && atLineStart ? Directive.of(token.in(text)) : null;
      if (directive != null && directive.opensSection()) {
        marks.add(new Mark(directive, token.start(), token.end()));
      }
    }
  }

  private List<Mark> marksByLine() {
    List<Mark> marks = new ArrayList<>();
    int start = 0;
    for (String line : text.split("\n", -1)) {
      Directive directive = line.startsWith("--") ? Directive.of(line) : null;
      if (directive != null && directive.opensSection()) {
        marks.add(new Mark(directive, start, start + line.length()));
      }
      start += line.length() + 1;
    }
    return marks;
  }

  private static SqlSyntaxException problem(
      @Nullable SourcePosition at, String message, String remedy) {
    return new SqlSyntaxException(new Problem("", at, message, remedy));
  }

  private record Mark(Directive directive, int start, int end) {}
}
