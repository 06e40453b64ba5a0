package dev.dbpush.core.measure;

import dev.dbpush.sql.hazard.Assessment;
import dev.dbpush.sql.hazard.LockMode;
import dev.dbpush.sql.hazard.LockedTable;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where what was measured is another thing than what the rules say.
 *
 * @param direction whether the rules say more or less than what happened
 * @param what one line: what they say, what happened
 */
public record Difference(Direction direction, String what) {
  private static final Set<String> ROW_STATEMENTS =
      Set.of("insert", "update", "delete", "merge", "select", "with", "copy", "do", "call");

  /** Which of the two says more. */
  public enum Direction {
    /** The rules warn of something that did not happen: too careful. */
    STRONGER,
    /** Something happened that the rules do not know: a hole. */
    WEAKER
  }

  /**
   * Compares, table by table. Locks below ROW EXCLUSIVE are left out, as are scans of statements that
   * read rows anyway, and the new files of TRUNCATE.
   */
  public static List<Difference> between(
      SqlStatement statement, Assessment said, Measured measured) {
    List<Difference> differences = new ArrayList<>();
    if (measured.locksSeen()) {
      locks(said, measured, differences);
    }
    String word = statement.firstWord();
    if (!word.equals("truncate")) {
      sets("rewrite", said.rewrites(), measured.rewrites(), differences);
    }
    if (measured.locksSeen() && !readsByQuery(statement, word)) {
      Set<String> scans = new TreeSet<>(measured.scans());
      Set<String> saidScans = new TreeSet<>(said.scans());
      saidScans.removeAll(measured.rewrites());
      scans.removeAll(said.rewrites());
      sets("scan", saidScans, scans, differences);
    }
    return differences;
  }

  /** Whether the statement runs a query, which reads what it reads. */
  private static boolean readsByQuery(SqlStatement statement, String word) {
    return ROW_STATEMENTS.contains(word)
        || statement.startsWith("refresh")
        || statement.startsWith("create", "materialized", "view")
        || (statement.startsWith("create") && statement.cursor().contains("as", "select"));
  }

  private static void locks(Assessment said, Measured measured, List<Difference> differences) {
    Map<QualifiedName, LockMode> rules = modes(said.locks());
    Map<QualifiedName, LockMode> real = modes(measured.locks());
    Set<QualifiedName> names = new LinkedHashSet<>(rules.keySet());
    names.addAll(real.keySet());
    for (QualifiedName name : names) {
      LockMode says = rules.getOrDefault(name, LockMode.NONE);
      LockMode is = real.getOrDefault(name, LockMode.NONE);
      if (says != is) {
        differences.add(
            new Difference(
                says.compareTo(is) > 0 ? Direction.STRONGER : Direction.WEAKER,
                "lock on " + name + ": said " + says.sql() + ", measured " + is.sql()));
      }
    }
  }

  private static Map<QualifiedName, LockMode> modes(List<LockedTable> locks) {
    Map<QualifiedName, LockMode> modes = new LinkedHashMap<>();
    for (LockedTable lock : locks) {
      if (lock.mode().compareTo(LockMode.ROW_EXCLUSIVE) >= 0) {
        modes.put(lock.table(), lock.mode());
      }
    }
    return modes;
  }

  private static void sets(
      String work, Set<String> said, Set<String> measured, List<Difference> differences) {
    for (String name : said) {
      if (!measured.contains(name)) {
        differences.add(
            new Difference(Direction.STRONGER, work + " of " + name + " said, not measured"));
      }
    }
    for (String name : measured) {
      if (!said.contains(name)) {
        differences.add(
            new Difference(Direction.WEAKER, work + " of " + name + " measured, not said"));
      }
    }
  }
}
