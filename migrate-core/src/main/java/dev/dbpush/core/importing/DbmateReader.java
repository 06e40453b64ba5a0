package dev.dbpush.core.importing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** dbmate: {@code 20250102030405_name.sql} with both directions in one file; order of the names. */
final class DbmateReader implements LayoutReader {
  private static final Pattern NAME = Pattern.compile("(\\d+)(.*)\\.sql", Pattern.DOTALL);
  private static final Pattern UP = Pattern.compile("--\\s*migrate:up(\\s.*)?");
  private static final Pattern DOWN = Pattern.compile("--\\s*migrate:down(\\s.*)?");
  private static final Pattern NO_TRANSACTION = Pattern.compile(".*\\stransaction:false(\\s.*)?");

  @Override
  public boolean recognises(SourceFolder source) {
    return source.any(
        file ->
            file.inRoot() && NAME.matcher(file.name()).matches() && MarkedFile.hasLine(file, UP));
  }

  @Override
  public void read(SourceFolder source, Reading reading) {
    Map<String, SourceFile> byVersion = new HashMap<>();
    Folders others = new Folders(Layout.DBMATE);
    for (SourceFile file : source.files()) {
      Matcher matcher = NAME.matcher(file.name());
      if (!file.inRoot()) {
        others.add(file);
      } else if (!matcher.matches()) {
        reading.skip(file.path(), Folders.notAMigration(file, Layout.DBMATE));
      } else {
        SourceFile before = byVersion.putIfAbsent(matcher.group(1), file);
        if (before == null) {
          add(file, matcher.group(1), matcher.group(2), reading);
        } else {
          reading.problem(
              file.path(),
              null,
              "version " + matcher.group(1) + " stands twice: " + before.path() + " has it too",
              "give one of the two files another version");
        }
      }
    }
    others.report(reading);
  }

  private static void add(SourceFile file, String version, String rest, Reading reading) {
    MarkedFile marked = new MarkedFile(file, reading.text(file));
    List<Integer> ups = marked.find(line -> UP.matcher(line).matches());
    List<Integer> downs = marked.find(line -> DOWN.matcher(line).matches());
    if (ups.isEmpty()) {
      reading.problem(
          file.path(), null, "no -- migrate:up line", "add it in front of the SQL that goes up");
      return;
    }
    int up = ups.get(0);
    int down = downs.isEmpty() ? marked.lines().size() : downs.get(0);
    int misplaced = misplaced(ups, downs);
    int stray = misplaced >= 0 ? -1 : marked.firstStatementLine(up);
    if (misplaced >= 0 || stray >= 0) {
      reading.problem(
          file.path(),
          MarkedFile.line(Math.max(misplaced, stray)),
          stray >= 0
              ? "SQL before the -- migrate:up line"
              : "not one -- migrate:up section and then at most one -- migrate:down section",
          "dbmate refuses this, or reads it in a way that is easy to miss: mend the file");
      return;
    }
    reading.add(
        new ForeignMigration(
            version,
            rest.replaceFirst("^_", ""),
            file.path(),
            version,
            section(marked, up, down),
            downs.isEmpty() ? null : section(marked, down, marked.lines().size()),
            Set.of()));
  }

  /** The line of a directive that stands where it must not, or -1. */
  private static int misplaced(List<Integer> ups, List<Integer> downs) {
    if (ups.size() > 1) {
      return ups.get(1);
    }
    if (downs.size() > 1) {
      return downs.get(1);
    }
    return !downs.isEmpty() && downs.get(0) < ups.get(0) ? downs.get(0) : -1;
  }

  private static ForeignSection section(MarkedFile marked, int directive, int end) {
    boolean transactional = !NO_TRANSACTION.matcher(marked.lines().get(directive)).matches();
    return marked.section(directive + 1, end).transactional(transactional);
  }
}
