package dev.dbpush.core.safety;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a dump that mean something, each told once and alike where two texts mean the same:
 * the order of objects, columns and storage parameters, the names of a partition's share of an
 * index, columns that a child could have declared itself, casts of a list's elements, and defaults
 * that are none.
 */
final class DumpLines {
  private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)";
  private static final String QUALIFIED = NAME + "\\." + NAME;
  private static final Pattern ATTACHED =
      Pattern.compile("ALTER INDEX (" + QUALIFIED + ") ATTACH PARTITION (" + QUALIFIED + ");");
  private static final Pattern INDEX =
      Pattern.compile(
          "(CREATE (?:UNIQUE )?INDEX )(" + NAME + ")( ON (?:ONLY )?(" + NAME + ")\\..*)");
  private static final Pattern KEY =
      Pattern.compile("(ADD CONSTRAINT )(" + NAME + ")( (?:PRIMARY KEY|UNIQUE) .*)");
  private static final Pattern ALTERED =
      Pattern.compile("ALTER TABLE (?:ONLY )?((" + NAME + ")\\." + NAME + ")( .*)?");
  private static final Pattern COLUMN = Pattern.compile("(" + NAME + ") .*");
  private static final Pattern SET_COLUMN =
      Pattern.compile(" ALTER COLUMN (" + NAME + ") SET (?:DEFAULT|NOT NULL)\\b.*");
  private static final Pattern OPTIONS = Pattern.compile("\\bWITH \\(([^()]*)\\)");
  private static final Pattern NO_DEFAULT = Pattern.compile(" DEFAULT NULL(?=,|$| NOT NULL)");
  private static final Pattern CAST_LIST =
      Pattern.compile("\\(ARRAY\\[([^\\[\\]]*)\\]\\)::([\\w \"]+?)\\[\\]");
  private static final Pattern ELEMENT =
      Pattern.compile("('(?:[^']|'')*'(?:::[\\w \"]+(?:\\([\\d,]+\\))?)?|[^,' ][^,']*)(?:, |$)");

  private final List<String> lines;
  private final Map<String, Set<String>> columns = new HashMap<>();
  private final Map<String, List<String>> parents = new HashMap<>();
  private final Set<String> attached = new HashSet<>();

  private DumpLines(String dump) {
    this.lines =
        dump.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("--") && !line.startsWith("\\"))
            .toList();
  }

  static SortedSet<String> of(String dump) {
    DumpLines all = new DumpLines(dump);
    all.look();
    return all.told();
  }

  /** The name of the table that a line begins. */
  private static String table(String line) {
    return line.startsWith("CREATE TABLE ") && line.endsWith("(")
        ? line.substring("CREATE TABLE ".length(), line.length() - 1).strip()
        : "";
  }

  private void look() {
    String table = "";
    for (String line : lines) {
      Matcher share = ATTACHED.matcher(line);
      Matcher column = COLUMN.matcher(line);
      if (share.matches()) {
        attached.add(share.group(2));
      } else if (!table(line).isEmpty()) {
        table = table(line);
      } else if (!table.isEmpty() && line.startsWith("INHERITS (")) {
        String names = line.substring("INHERITS (".length(), line.lastIndexOf(')'));
        parents.put(table, Arrays.asList(names.split(", ")));
      } else if (!table.isEmpty() && column.matches()) {
        columns.computeIfAbsent(table, k -> new HashSet<>()).add(column.group(1));
      }
      if (line.endsWith(";")) {
        table = "";
      }
    }
  }

  private SortedSet<String> told() {
    SortedSet<String> told = new TreeSet<>();
    String table = "";
    String schema = "";
    for (String line : lines) {
      if (!table(line).isEmpty()) {
        table = table(line);
      }
      Matcher altered = ALTERED.matcher(line);
      boolean isAltered = altered.matches();
      if (isAltered) {
        schema = altered.group(2);
      }
      if (!isInherited(line, table, isAltered ? altered : null)) {
        String text = settled(shared(line, schema));
        told.add(
            (table.isEmpty() ? "" : table + " ")
                + (text.endsWith(",") ? text.substring(0, text.length() - 1) : text));
      }
      if (line.endsWith(";")) {
        table = "";
      }
    }
    return told;
  }

  private boolean isInherited(String line, String table, @Nullable Matcher altered) {
    Matcher column = COLUMN.matcher(line);
    if (!table.isEmpty() && column.matches()) {
      return inherits(table, column.group(1));
    }
    if (altered != null && altered.group(3) != null) {
      Matcher set = SET_COLUMN.matcher(altered.group(3));
      return set.matches() && inherits(altered.group(1), set.group(1));
    }
    return false;
  }

  private boolean inherits(String table, String column) {
    return parents.getOrDefault(table, List.of()).stream()
        .anyMatch(
            parent ->
                columns.getOrDefault(parent, Set.of()).contains(column)
                    || inherits(parent, column));
  }

  /** A partition's share of its parent's index is the same under any name. */
  private String shared(String line, String schema) {
    Matcher share = ATTACHED.matcher(line);
    if (share.matches()) {
      return "ALTER INDEX " + share.group(1) + " ATTACH PARTITION (its share);";
    }
    Matcher index = INDEX.matcher(line);
    if (index.matches() && attached.contains(index.group(4) + "." + index.group(2))) {
      return index.group(1) + "(its share)" + index.group(3);
    }
    Matcher key = KEY.matcher(line);
    if (key.matches() && attached.contains(schema + "." + key.group(2))) {
      return key.group(1) + "(its share)" + key.group(3);
    }
    return line;
  }

  private static String settled(String line) {
    String text =
        OPTIONS
            .matcher(NO_DEFAULT.matcher(line).replaceAll(""))
            .replaceAll(
                options ->
                    Matcher.quoteReplacement(
                        Arrays.stream(options.group(1).split(", "))
                            .sorted()
                            .collect(Collectors.joining(", ", "WITH (", ")"))));
    return CAST_LIST
        .matcher(text)
        .replaceAll(
            list ->
                Matcher.quoteReplacement(
                    ELEMENT
                        .matcher(list.group(1))
                        .results()
                        .map(element -> "(" + element.group(1) + ")::" + list.group(2))
                        .collect(Collectors.joining(", ", "ARRAY[", "]"))));
  }
}
