package dev.dbpush.core.importing;

import dev.dbpush.sql.syntax.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A file that holds both directions, divided by lines that the tool understands. */
final class MarkedFile {
  private final SourceFile file;
  private final List<String> lines;

  MarkedFile(SourceFile file, String text) {
    this.file = file;
    this.lines = new ArrayList<>(List.of(text.split("\n", -1)));
  }

  List<String> lines() {
    return lines;
  }

  /** The indexes of the lines that match. */
  List<Integer> find(Predicate<String> test) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (test.test(lines.get(i))) {
        found.add(i);
      }
    }
    return found;
  }

  /** The index of the first line before {@code to} that is neither blank nor a comment, or -1. */
  int firstStatementLine(int to) {
    for (int i = 0; i < to; i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("--")) {
        return i;
      }
    }
    return -1;
  }

  /** The lines from one index up to another, as a section. */
  ForeignSection section(int from, int to) {
    return new ForeignSection(
        file.path(),
        new SourcePosition(from + 1, 1),
        String.join("\n", lines.subList(Math.min(from, to), to)),
        true);
  }

  /**
   * Whether a line of a file matches, however the file is encoded. Files that hold one direction
   * alone belong to another layout, whatever their comments say.
   */
  static boolean hasLine(SourceFile file, Pattern pattern) {
    if (file.name().endsWith(".up.sql") || file.name().endsWith(".down.sql")) {
      return false;
    }
    String text = new String(file.bytes(), StandardCharsets.UTF_8);
    return text.lines().anyMatch(line -> pattern.matcher(line.replace("\ufeff", "")).matches());
  }

  static SourcePosition line(int index) {
    return new SourcePosition(index + 1, 1);
  }
}
