package dev.dbpush.core.authoring;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.file.MigrationTemplate;
import dev.dbpush.sql.file.RevisionId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code -- parent:} line of a file as it is on disk. */
final class ParentLine {
  /**
   * The first of the file: behind it, and before the up section, a second one is refused by the
   * parser.
   */
  private static final Pattern VALUE =
      Pattern.compile(
          "(?m)^\ufeff?BLANK*--BLANK*parent:BLANK+([^\\r\\n]*?)BLANK*$"
              .replace("BLANK", "[\\p{javaWhitespace}&&[^\\r\\n]]"));

  private ParentLine() {}

  /**
   * Sets the parents and keeps every other character, the line ends and a BOM included.
   *
   * @param name the file's name
   * @param raw the file's content
   */
  static String rewrite(String name, String raw, List<RevisionId> parents) {
    Matcher matcher = VALUE.matcher(raw);
    if (!matcher.find()) {
      throw new IllegalStateException("no -- parent: line in " + name);
    }
    String changed =
        raw.substring(0, matcher.start(1))
            + MigrationTemplate.parentsText(parents)
            + raw.substring(matcher.end(1));
    MigrationFile file = MigrationFileParser.parse(name, changed);
    if (!file.parents().equals(parents)) {
      throw new IllegalStateException("the header of " + name + " has another -- parent: line");
    }
    return changed;
  }
}
