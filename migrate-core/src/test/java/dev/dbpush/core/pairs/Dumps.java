package dev.dbpush.core.pairs;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Compares what pg_dump writes, whatever the order of objects and of columns. */
final class Dumps {
  private Dumps() {}

  static String difference(String one, String two) {
    TreeSet<String> left = lines(one);
    TreeSet<String> right = lines(two);
    TreeSet<String> onlyLeft = new TreeSet<>(left);
    onlyLeft.removeAll(right);
    right.removeAll(left);
    if (onlyLeft.isEmpty() && right.isEmpty()) {
      return "";
    }
    return "only reached: " + first(onlyLeft) + "; only wanted: " + first(right);
  }

  private static List<String> first(TreeSet<String> lines) {
    return lines.stream().limit(5).toList();
  }

  private static TreeSet<String> lines(String dump) {
    TreeSet<String> lines = new TreeSet<>();
    for (String line : dump.split("\n")) {
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("--") && !text.startsWith("\\")) {
        lines.add(text.endsWith(",") ? text.substring(0, text.length() - 1) : text);
      }
    }
    lines.removeAll(Arrays.asList("(", ")", ");"));
    return lines;
  }
}
