package dev.dbpush.sql.file;

import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a migration file's text. Thread-safe.
 *
 * <p>A BOM, CRLF and lone CR are read; every text inside the result has LF line ends.
 */
public final class MigrationFileParser {
  /** The minute of a name, where a zero is any digit. */
  private static final String MINUTE = "0000_00_00_0000-";

  private static final int SLUG = MINUTE.length() + 13;
  private static final String ENDING = ".sql";

  private static final Pattern IRREVERSIBLE =
      Pattern.compile("irreversible(?![A-Za-z0-9_-])\\s*:?(.*)", Pattern.DOTALL);

  private static final String SHAPE =
      "a file is a header, a line -- migrate:up, SQL, a line -- migrate:down, SQL";

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
    int end = name.length() - ENDING.length();
    if (end <= SLUG || !name.endsWith(ENDING)) {
      return false;
    }
    for (int i = 0; i < MINUTE.length(); i++) {
      char c = name.charAt(i);
      if (MINUTE.charAt(i) == '0' ? c < '0' || c > '9' : c != MINUTE.charAt(i)) {
        return false;
      }
    }
    for (int i = SLUG; i < end; i++) {
      if (!isSlug(name.charAt(i))) {
        return false;
      }
    }
    return RevisionId.startsIn(name, MINUTE.length()) && name.charAt(SLUG - 1) == '_';
  }

  private static boolean isSlug(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  /** The text without a BOM, with LF line ends. */
  static String normalize(String content) {
    String text = content.startsWith("\ufeff") ? content.substring(1) : content;
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  private MigrationFile run() {
    StatementSplitter.refuseNul(text);
    List<Directive> lines = Directive.onlySections(text);
    if (!lines.isEmpty()) {
      try {
        return file(lines);
      } catch (SqlSyntaxException e) {
        // a quote or inline data may hold the line, or the file is wrong: look at all of it
      }
    }
    return file(marks());
  }

  private MigrationFile file(List<Directive> marks) {
    Directive up = marks.get(0);
    Directive down = marks.size() == 2 ? marks.get(1) : null;
    Header header = Header.parse(text.substring(0, up.start()));
    boolean shaped = isMigrationFileName(name);
    String named = shaped ? name.substring(MINUTE.length(), SLUG - 1) : "";
    if (shaped && !named.equals(header.revision().value())) {
      throw problem(
          null,
          "the name says revision " + named + ", the header " + header.revision(),
          "rename the file, or set -- revision: to the name's");
    }
    Section upSection = section(up, down == null ? text.length() : down.start());
    String irreversible = down == null ? null : irreversible(down);
    return new MigrationFile(
        name,
        header.revision(),
        header.parents(),
        header.created(),
        header.replaces(),
        shaped
            ? name.substring(SLUG, name.length() - ENDING.length())
            : Slug.of(name.replaceFirst("\\.sql$", "")),
        upSection,
        down == null || irreversible != null ? null : section(down, text.length()),
        irreversible == null ? "" : irreversible);
  }

  /** The reason behind {@code irreversible:}, maybe empty; null if the section can be run. */
  private @Nullable String irreversible(Directive down) {
    if (down.argument().isEmpty()) {
      return null;
    }
    Matcher matcher = IRREVERSIBLE.matcher(down.argument());
    if (!matcher.matches()) {
      return null;
    }
    Section rest =
        section(new Directive("down", "", down.start(), down.end(), true), text.length());
    if (!rest.statements().isEmpty()) {
      throw problem(
          rest.statements().get(0).position(),
          "SQL in a down section that is irreversible",
          "remove the SQL, or the word irreversible");
    }
    return matcher.group(1).strip();
  }

  private Section section(Directive mark, int end) {
    int start = Math.min(end, mark.end() + 1);
    SourcePosition position = SourcePosition.of(text, start);
    return new SectionParser(mark.argument(), text.substring(start, end), position).parse();
  }

  /** The directives that open the sections: one up, and at most one down behind it. */
  private List<Directive> marks() {
    List<Directive> all = Directive.anywhere(text);
    List<Directive> marks = new ArrayList<>();
    for (Directive directive : all) {
      if (!directive.ownLine()) {
        throw problem(
            SourcePosition.of(text, directive.start()),
            "migrate:" + directive.name() + " behind SQL, on its line",
            "put it on a line of its own");
      }
      if (directive.opensSection()) {
        marks.add(directive);
      }
    }
    check(all, marks);
    return marks;
  }

  private void check(List<Directive> all, List<Directive> marks) {
    if (marks.isEmpty()) {
      throw problem(null, "no -- migrate:up line", SHAPE);
    }
    Directive first = all.get(0);
    if (!first.name().equals("up")) {
      throw problem(
          SourcePosition.of(text, first.start()),
          "migrate:" + first.name() + " before migrate:up",
          SHAPE);
    }
    Set<String> seen = new HashSet<>();
    for (Directive mark : marks) {
      if (!seen.add(mark.name())) {
        throw problem(
            SourcePosition.of(text, mark.start()),
            "a second migrate:" + mark.name() + " section",
            "a file has one up and at most one down section; put the SQL of both together");
      }
    }
  }

  private static SqlSyntaxException problem(
      @Nullable SourcePosition at, String message, String remedy) {
    return new SqlSyntaxException(new Problem("", at, message, remedy));
  }
}
