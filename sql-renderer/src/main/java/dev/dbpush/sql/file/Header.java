package dev.dbpush.sql.file;

import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code -- key: value} lines before the up section. */
record Header(
    RevisionId revision, List<RevisionId> parents, String created, List<RevisionId> replaces) {
  private static final String MINUTE = "0000-00-00T00:00Z";
  private static final Set<String> KEYS =
      Set.of("revision", "parent", "created", "format", "replaces");
  private static final String FORMAT = "1";

  static Header parse(String text) {
    Map<String, Entry> entries = entries(text);
    Entry format = entries.get("format");
    if (format != null && !format.value().equals(FORMAT)) {
      throw problem(
          format.at(),
          "format " + format.value() + " is newer than this version of dbpush reads",
          "update the plugin; this one reads format " + FORMAT);
    }
    Entry revision =
        required(entries, "revision", "-- revision: followed by 12 hexadecimal digits");
    Entry parent = required(entries, "parent", "-- parent: none, one id, or two ids with a comma");
    List<RevisionId> parents =
        parent.value().equals("none") ? List.of() : ids(parent, "parent: none, one id, or two");
    if (parents.size() > 2) {
      throw problem(
          parent.at(),
          "more than two parents",
          "merge two heads at a time: one file for each pair");
    }
    if (parents.size() == 2 && parents.get(0).equals(parents.get(1))) {
      throw problem(parent.at(), "the same parent twice", "name it once");
    }
    List<RevisionId> revisions = ids(revision, "revision: 12 hexadecimal digits");
    if (revisions.size() > 1) {
      throw problem(revision.at(), "more than one revision", "keep the one in the file's name");
    }
    if (parents.contains(revisions.get(0))) {
      throw problem(
          parent.at(), "the revision is its own parent", "write the revision before it, or none");
    }
    Entry created = required(entries, "created", "-- created: a UTC minute, 2025-12-01T20:53Z");
    if (!isMinute(created.value())) {
      throw problem(
          created.at(),
          "created is not a UTC minute: \"" + created.value() + '"',
          "write it as 2025-12-01T20:53Z");
    }
    Entry replaces = entries.get("replaces");
    return new Header(
        revisions.get(0),
        parents,
        created.value(),
        replaces == null || replaces.value().isEmpty()
            ? List.of()
            : ids(replaces, "replaces: ids with commas"));
  }

  private static boolean isMinute(String value) {
    if (value.length() != MINUTE.length()) {
      return false;
    }
    for (int i = 0; i < MINUTE.length(); i++) {
      char c = value.charAt(i);
      if (MINUTE.charAt(i) == '0' ? c < '0' || c > '9' : c != MINUTE.charAt(i)) {
        return false;
      }
    }
    int month = number(value, 5, 7);
    return month >= 1
        && month <= 12
        && number(value, 8, 10) >= 1
        && number(value, 8, 10) <= YearMonth.of(number(value, 0, 4), month).lengthOfMonth()
        && number(value, 11, 13) <= 23
        && number(value, 14, 16) <= 59;
  }

  private static int number(String value, int start, int end) {
    return Integer.parseInt(value, start, end, 10);
  }

  private static Map<String, Entry> entries(String text) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    int lineNumber = 0;
    for (String line : text.split("\n", -1)) {
      lineNumber++;
      SourcePosition at = new SourcePosition(lineNumber, 1);
      String kept = line.strip();
      String key = key(kept);
      if (!key.isEmpty()) {
        if (!KEYS.contains(key)) {
          throw problem(
              at,
              "unknown header key " + key,
              "known: revision, parent, created, format, replaces; start a remark with two words or"
                  + " a capital letter");
        }
        String value = kept.substring(kept.indexOf(':') + 1).strip();
        if (entries.put(key, new Entry(value, at)) != null) {
          throw problem(at, "header key " + key + " stands twice", "keep one of the lines");
        }
      } else if (!kept.isEmpty() && !kept.startsWith("--")) {
        throw problem(
            at,
            "SQL before the -- migrate:up line",
            "move it behind that line; only -- comments stand in the header");
      }
    }
    return entries;
  }

  private static Entry required(Map<String, Entry> entries, String key, String remedy) {
    Entry entry = entries.get(key);
    if (entry == null) {
      throw problem(null, "no -- " + key + ": line in the header", "add " + remedy);
    }
    return entry;
  }

  /** Whether a comment line would be read as a header key, or refused as an unknown one. */
  static boolean isKey(String line) {
    return !key(line.strip()).isEmpty();
  }

  /** The key of a line {@code -- key: value}, without blanks at its ends; empty if it is none. */
  private static String key(String line) {
    if (!line.startsWith("--")) {
      return "";
    }
    int start = 2;
    while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < line.length() && isKeyCharacter(line.charAt(end), end == start)) {
      end++;
    }
    boolean ends =
        end < line.length()
            && line.charAt(end) == ':'
            && (end + 1 == line.length() || Character.isWhitespace(line.charAt(end + 1)));
    return ends ? line.substring(start, end) : "";
  }

  private static boolean isKeyCharacter(char c, boolean first) {
    return (c >= 'a' && c <= 'z') || (c == '-' && !first);
  }

  private static List<RevisionId> ids(Entry entry, String expected) {
    List<RevisionId> ids = new ArrayList<>();
    for (String part : entry.value().split(",", -1)) {
      String id = part.strip();
      if (!RevisionId.isValid(id)) {
        throw problem(
            entry.at(),
            "\"" + id + "\" is not a revision (12 hexadecimal digits in lower case)",
            "write " + expected);
      }
      ids.add(new RevisionId(id));
    }
    return ids;
  }

  private static SqlSyntaxException problem(
      @Nullable SourcePosition at, String message, String remedy) {
    return new SqlSyntaxException(new Problem("", at, message, remedy));
  }

  private record Entry(String value, SourcePosition at) {}
}
