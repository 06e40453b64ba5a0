package dev.dbpush.core.chain;

import dev.dbpush.sql.file.Checksum;
import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code chain.lock}. A BOM and CRLF are read; nothing that a line says is trusted: a file
 * name is that of a migration file and so never leads out of the folder. Never throws. Thread-safe.
 */
public final class LockReader {
  private static final int MOST_PROBLEMS = 100;
  private static final int LONGEST_LINE = 1_000;
  private static final int PARTS = 5;
  private static final String CHECKSUM = "v1:";
  private static final int CHECKSUM_LENGTH = CHECKSUM.length() + 64;
  private static final Pattern LATER_CHECKSUM = Pattern.compile("v[0-9]{1,4}:[0-9A-Za-z]+");

  private final String file;
  private final List<LockReading.NumberedLine> lines = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<RevisionId, LockReading.NumberedLine> seen = new HashMap<>();
  private @Nullable Problem conflict;
  private boolean inAncestor;

  private LockReader(String file) {
    this.file = file;
  }

  /**
   * Reads a lock file.
   *
   * @param file its name as the user knows it
   * @param text its decoded content
   */
  public static LockReading read(String file, String text) {
    LockReader reader = new LockReader(file);
    reader.run(text.startsWith("\ufeff") ? text.substring(1) : text);
    return new LockReading(
        file,
        true,
        reader.lines,
        reader.problems,
        reader.conflict == null ? List.of() : List.of(reader.conflict));
  }

  private void run(String text) {
    int start = 0;
    int number = 0;
    while (start < text.length() && problems.size() < MOST_PROBLEMS) {
      int end = text.indexOf('\n', start);
      int lineEnd = end < 0 ? text.length() : end;
      number++;
      line(number, text.substring(start, lineEnd).stripTrailing());
      start = lineEnd + 1;
    }
    if (problems.size() == MOST_PROBLEMS) {
      problem(number, "more than " + MOST_PROBLEMS + " bad lines; the rest was not read", "");
    }
  }

  private void line(int number, String line) {
    if (isMarker(number, line) || inAncestor || line.isBlank() || line.startsWith("#")) {
      return;
    }
    if (line.length() > LONGEST_LINE) {
      problem(number, "a line of " + line.length() + " characters", REWRITE);
      return;
    }
    String[] parts = parts(line);
    if (parts.length != PARTS) {
      problem(
          number,
          "a line has five parts (revision parents up-checksum down-checksum file), this one "
              + parts.length,
          REWRITE);
      return;
    }
    String wrong = wrong(parts);
    if (!wrong.isEmpty()) {
      problem(number, wrong, REWRITE);
      return;
    }
    add(
        number,
        new LockLine(new RevisionId(parts[0]), parents(parts[1]), parts[2], parts[3], parts[4]));
  }

  private static String[] parts(String line) {
    String[] parts = new String[PARTS];
    int start = 0;
    for (int i = 0; i < PARTS; i++) {
      int end = i == PARTS - 1 ? line.length() : line.indexOf(' ', start);
      if (end <= start) {
        return line.split("[ \t]+", -1); // not as the tool writes it
      }
      parts[i] = line.substring(start, end);
      start = end + 1;
    }
    boolean plain = line.indexOf(' ', start - 1 - parts[PARTS - 1].length()) < 0;
    return plain && line.indexOf('\t') < 0 ? parts : line.split("[ \t]+", -1);
  }

  private void add(int number, LockLine line) {
    LockReading.NumberedLine numbered = new LockReading.NumberedLine(number, line);
    LockReading.NumberedLine former = seen.putIfAbsent(line.revision(), numbered);
    if (former == null || conflict != null) {
      lines.add(numbered);
      return;
    }
    problem(
        number,
        "revision " + line.revision() + " stands in line " + former.number() + " too",
        "keep the line that is right, or run mvn db:lock without either");
  }

  /** What is wrong with a line's parts; empty if nothing is. */
  private static String wrong(String[] parts) {
    if (!RevisionId.isValid(parts[0])) {
      return quoted(parts[0]) + " is not a revision (12 hexadecimal digits in lower case)";
    }
    if (!areParents(parts[1])) {
      return quoted(parts[1]) + " is not none, one revision, or two with a comma";
    }
    for (int i = 2; i <= 3; i++) {
      String checksum = parts[i];
      if (!checksum.equals(Checksum.NONE) && !isChecksum(checksum)) {
        return quoted(checksum)
            + (LATER_CHECKSUM.matcher(checksum).matches() && !checksum.startsWith("v1:")
                ? " is a checksum of a later version of dbpush"
                : " is not a checksum (v1: and 64 hexadecimal digits, or -)");
      }
    }
    if (parts[2].equals(Checksum.NONE) && !parts[3].equals(Checksum.NONE)) {
      return "a checksum of the down section without one of the up section";
    }
    if (!MigrationFileParser.isMigrationFileName(parts[4])) {
      return quoted(parts[4]) + " is not the name of a migration file";
    }
    return parts[4].contains("-" + parts[0] + "_")
        ? ""
        : quoted(parts[4]) + " is not a file of revision " + parts[0];
  }

  private static boolean isChecksum(String text) {
    if (text.length() != CHECKSUM_LENGTH || !text.startsWith(CHECKSUM)) {
      return false;
    }
    for (int i = CHECKSUM.length(); i < CHECKSUM_LENGTH; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean areParents(String text) {
    if (text.equals("none") || RevisionId.isValid(text)) {
      return true;
    }
    String[] ids = text.split(",", -1);
    return ids.length <= 2
        && RevisionId.isValid(ids[0])
        && (ids.length == 1 || (RevisionId.isValid(ids[1]) && !ids[1].equals(ids[0])));
  }

  private static List<RevisionId> parents(String text) {
    List<RevisionId> parents = new ArrayList<>();
    if (!text.equals("none")) {
      for (String id : text.split(",")) {
        parents.add(new RevisionId(id));
      }
    }
    return parents;
  }

  /** Git's markers, of the style with the common ancestor too, whose lines are neither side's. */
  private boolean isMarker(int number, String line) {
    String marker = line.length() < 7 ? "" : line.substring(0, 7);
    boolean alone = line.length() == 7 || (line.length() > 7 && line.charAt(7) == ' ');
    if (!alone) {
      return false;
    }
    switch (marker) {
      case "<<<<<<<", ">>>>>>>", "=======" -> inAncestor = false;
      case "|||||||" -> inAncestor = true;
      default -> {
        return false;
      }
    }
    if (conflict == null) {
      conflict =
          new Problem(
              file,
              new SourcePosition(number, 1),
              "conflict markers: two branches changed the chain",
              "mvn db:rebase or mvn db:merge mends both the fork and this file");
    }
    return true;
  }

  private void problem(int number, String message, String remedy) {
    problems.add(new Problem(file, new SourcePosition(number, 1), message, remedy));
  }

  private static String quoted(String text) {
    StringBuilder shown = new StringBuilder("\"");
    text.codePoints()
        .limit(80)
        .forEach(c -> shown.appendCodePoint(c < 0x20 || c == 0x7f ? 0xfffd : c));
    return shown.append('"').toString();
  }

  private static final String REWRITE =
      "restore the line from version control, or delete it and run mvn db:lock";
}
