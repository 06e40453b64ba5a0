package dev.dbpush.sql.file;

import dev.dbpush.sql.syntax.SqlScanner;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import dev.dbpush.sql.syntax.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code -- migrate:NAME argument} line.
 *
 * @param name what stands behind the colon
 * @param argument the rest of the line, without blanks at its ends
 * @param start offset of its first dash
 * @param end offset behind its last character
 * @param ownLine whether nothing but blanks stands before it on its line
 */
record Directive(String name, String argument, int start, int end, boolean ownLine) {
  private static final Pattern COMMENT =
      Pattern.compile(
          "--\\s*(?i:migrate)\\s*:\\s*([A-Za-z][A-Za-z-]*)(?:\\s(.*))?", Pattern.DOTALL);

  private static final String WORD = "migrate";
  private static final String UP = "-- migrate:up";
  private static final String DOWN = "-- migrate:down";

  private static final Set<String> KNOWN =
      Set.of("up", "down", "lock-timeout", "statement-timeout", "allow");

  /**
   * The directives among a text's comments; what stands in quotes or in inline data is none. A
   * comment behind SQL, on its line, is one only if its name is known.
   *
   * @param statements the text's commands
   */
  static List<Directive> in(String text, List<SqlStatement> statements) {
    if (hasNone(text)) {
      return List.of();
    }
    Collector collector = new Collector(text);
    statements.forEach(collector);
    return collector.finish();
  }

  /** The same, for a text that is not split yet; keeps no command of it. */
  static List<Directive> in(String text) {
    Collector collector = new Collector(text);
    StatementSplitter.forEach(text, StatementSplitter.MetaCommands.SKIP, collector);
    return collector.finish();
  }

  /**
   * The lines that open the sections, found by their looks, where they are all that looks like a
   * directive: most files. They are directives for sure if the header holds comments alone and what
   * stands between the two can be split: nothing is open then where the second begins. Empty where
   * it takes more to tell.
   */
  static List<Directive> onlySections(String text) {
    int up = text.startsWith(UP) ? 0 : text.indexOf("\n" + UP) + 1;
    if (!text.startsWith(UP, up)) {
      return List.of();
    }
    Directive first = line(text, up);
    int down = text.indexOf("\n" + DOWN, up) + 1;
    Directive second = down == 0 ? null : line(text, down);
    int marks = second == null ? 1 : 2;
    if (first == null || !first.name().equals("up") || mentions(text) != marks) {
      return List.of();
    }
    if (second == null) {
      return List.of(first);
    }
    return second.name().equals("down") ? List.of(first, second) : List.of();
  }

  private static @Nullable Directive line(String text, int start) {
    int end = text.indexOf('\n', start);
    return of(text, start, end < 0 ? text.length() : end);
  }

  /** How often two dashes and {@code migrate} stand in a text, blanks between them or not. */
  private static int mentions(String text) {
    int count = 0;
    for (int dashes = text.indexOf("--"); dashes >= 0; dashes = text.indexOf("--", dashes + 1)) {
      count += text.regionMatches(true, word(text, dashes + 2), WORD, 0, WORD.length()) ? 1 : 0;
    }
    return count;
  }

  /** Where the blanks from an offset on end. */
  private static int word(String text, int from) {
    int word = from;
    while (word < text.length() && Character.isWhitespace(text.charAt(word))) {
      word++;
    }
    return word;
  }

  /** The same; where the text cannot be split, what {@link #byLine} finds. */
  static List<Directive> anywhere(String text) {
    try {
      return in(text);
    } catch (SqlSyntaxException e) {
      return byLine(text); // the section that holds the problem will say what it is
    }
  }

  /** The same, for a text that cannot be split: every line that looks like one. */
  private static List<Directive> byLine(String text) {
    List<Directive> found = new ArrayList<>();
    int end;
    for (int start = 0; start < text.length(); start = end + 1) {
      int lineEnd = text.indexOf('\n', start);
      end = lineEnd < 0 ? text.length() : lineEnd;
      int dashes = start;
      while (dashes < end && (text.charAt(dashes) == ' ' || text.charAt(dashes) == '\t')) {
        dashes++;
      }
      Directive directive = text.startsWith("--", dashes) ? of(text, dashes, end) : null;
      if (directive != null) {
        found.add(directive);
      }
    }
    return found;
  }

  /** Spares most sections the second look; spellings beyond these are no slip of a person. */
  private static boolean hasNone(String text) {
    return !text.contains("migrate") && !text.contains("Migrate") && !text.contains("MIGRATE");
  }

  /** The directive that the comment between two offsets is, or null. */
  static @Nullable Directive of(String text, int start, int end) {
    if (text.charAt(start) != '-'
        || !text.regionMatches(true, word(text, start + 2), WORD, 0, WORD.length())) {
      return null;
    }
    Matcher matcher = COMMENT.matcher(text).region(start, end);
    if (!matcher.matches()) {
      return null;
    }
    String argument = matcher.group(2);
    String name = matcher.group(1);
    boolean ownLine = onlyBlanksBefore(text, start);
    return ownLine || KNOWN.contains(name)
        ? new Directive(name, argument == null ? "" : argument.strip(), start, end, ownLine)
        : null;
  }

  private static boolean onlyBlanksBefore(String text, int start) {
    int i = start - 1;
    while (i >= 0 && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i--;
    }
    return i < 0 || text.charAt(i) == '\n';
  }

  boolean opensSection() {
    return name.equals("up") || name.equals("down");
  }

  /** Scans the comments of one command after the other. */
  private static final class Collector implements Consumer<SqlStatement> {
    private final String text;
    private final List<Directive> found = new ArrayList<>();
    private int from;

    Collector(String text) {
      this.text = text;
    }

    @Override
    public void accept(SqlStatement statement) {
      boolean data = statement.copyData() != null;
      scan(data ? statement.start() + statement.text().length() : statement.end());
      from = statement.end();
    }

    List<Directive> finish() {
      scan(text.length());
      return found;
    }

    private void scan(int to) {
      SqlScanner scanner = new SqlScanner(text, from);
      for (Token token = scanner.next();
          token != null && token.start() < to;
          token = scanner.next()) {
        Directive directive =
            token.kind() == Token.Kind.COMMENT ? of(text, token.start(), token.end()) : null;
        if (directive != null) {
          found.add(directive);
        }
      }
    }
  }
}
