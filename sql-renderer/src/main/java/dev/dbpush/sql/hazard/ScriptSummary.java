package dev.dbpush.sql.hazard;

import dev.dbpush.sql.hazard.ObjectChange.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a whole script costs, for its top.
 *
 * @param statements how many there are
 * @param added how many objects of each kind are added, by kind
 * @param changed how many are changed
 * @param dropped how many are dropped
 * @param worst the strongest lock of all
 * @param worstStatements how many statements take it
 * @param worstTables the tables that it is taken on, by name
 * @param windows the statements that others wait for as long as a table is large
 * @param hazards how many statements each rule found something in, loudest rule first
 */
public record ScriptSummary(
    int statements,
    Map<String, Integer> added,
    Map<String, Integer> changed,
    Map<String, Integer> dropped,
    LockMode worst,
    int worstStatements,
    List<String> worstTables,
    List<AssessedStatement> windows,
    Map<HazardRule, Integer> hazards) {

  private static final int MOST_TABLES = 8;
  private static final int MOST_WINDOWS = 20;

  /** Sums up the statements of a script. */
  public static ScriptSummary of(List<AssessedStatement> statements) {
    LockMode worst = LockMode.NONE;
    for (AssessedStatement statement : statements) {
      worst = worst.max(statement.assessment().strongest());
    }
    int taking = 0;
    Set<String> tables = new TreeSet<>();
    List<AssessedStatement> windows = new ArrayList<>();
    for (AssessedStatement statement : statements) {
      Assessment assessment = statement.assessment();
      if (worst != LockMode.NONE && assessment.strongest() == worst) {
        taking++;
        addTables(tables, assessment, worst);
      }
      if (assessment.needsMaintenanceWindow()) {
        windows.add(statement);
      }
    }
    Map<Action, Map<String, Integer>> counts = count(statements);
    Map<HazardRule, Integer> hazards = new EnumMap<>(HazardRule.class);
    for (AssessedStatement statement : statements) {
      if (!statement.assessment().hazards().isEmpty()) {
        statement.assessment().hazards().stream()
            .map(Hazard::rule)
            .distinct()
            .forEach(rule -> hazards.merge(rule, 1, Integer::sum));
      }
    }
    return new ScriptSummary(
        statements.size(),
        counts.get(Action.ADD),
        counts.get(Action.CHANGE),
        counts.get(Action.DROP),
        worst,
        taking,
        List.copyOf(tables),
        windows,
        hazards);
  }

  private static void addTables(Set<String> tables, Assessment assessment, LockMode mode) {
    for (LockedTable lock : assessment.locks()) {
      if (lock.mode() == mode) {
        tables.add(lock.table().toSql());
      }
    }
  }

  /** How many objects of each kind; one that is named by several statements counts once. */
  private static Map<Action, Map<String, Integer>> count(List<AssessedStatement> statements) {
    Map<Action, Map<String, Integer>> counts = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      counts.put(action, new TreeMap<>());
    }
    Set<ObjectChange> seen = new HashSet<>();
    for (AssessedStatement statement : statements) {
      for (ObjectChange change : statement.assessment().changes()) {
        if (seen.add(change)) {
          counts.get(change.action()).merge(change.kind(), 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  /** The summary as lines of text, without comment marks. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(costs());
    List<String> rules =
        hazards.entrySet().stream()
            .filter(entry -> entry.getKey().severity() != Severity.NOTE)
            .map(entry -> entry.getKey().id() + " " + entry.getValue())
            .toList();
    lines.add("hazards: " + (rules.isEmpty() ? "none" : String.join(", ", rules)));
    return lines;
  }

  /** The same without the hazards. */
  public List<String> costs() {
    List<String> lines = new ArrayList<>();
    lines.add("statements: " + statements);
    counted(lines, "adds", added);
    counted(lines, "changes", changed);
    counted(lines, "drops", dropped);
    lines.add("strongest lock: " + strongest());
    if (windows.isEmpty()) {
      lines.add("maintenance window: none needed for what the statements say");
      return lines;
    }
    lines.add(
        "maintenance window: "
            + count(windows.size(), "statement")
            + (windows.size() == 1 ? " stops" : " stop")
            + " others for as long as a table is large");
    for (AssessedStatement window : worstWindows()) {
      lines.add("  " + window.place() + "  " + HazardLine.withoutRules(window.assessment()));
    }
    if (windows.size() > MOST_WINDOWS) {
      lines.add("  and " + (windows.size() - MOST_WINDOWS) + " more, marked in the script");
    }
    return lines;
  }

  /** As many as are told, rewrites and strong locks before others, in the script's order. */
  private List<AssessedStatement> worstWindows() {
    if (windows.size() <= MOST_WINDOWS) {
      return windows;
    }
    Set<AssessedStatement> worst =
        windows.stream()
            .sorted(
                Comparator.comparing((AssessedStatement s) -> s.assessment().rewritesTable())
                    .thenComparing(s -> s.assessment().strongest())
                    .reversed())
            .limit(MOST_WINDOWS)
            .collect(Collectors.toSet());
    return windows.stream().filter(worst::contains).limit(MOST_WINDOWS).toList();
  }

  private String strongest() {
    if (worst == LockMode.NONE) {
      return worst.sql();
    }
    String tables =
        String.join(", ", worstTables.subList(0, Math.min(MOST_TABLES, worstTables.size())));
    return worst.sql()
        + ", by "
        + count(worstStatements, "statement")
        + ", on "
        + tables
        + (worstTables.size() > MOST_TABLES
            ? " and " + count(worstTables.size() - MOST_TABLES, "other")
            : "");
  }

  private static void counted(List<String> lines, String verb, Map<String, Integer> counts) {
    if (!counts.isEmpty()) {
      lines.add(
          verb
              + ": "
              + counts.entrySet().stream()
                  .map(entry -> count(entry.getValue(), entry.getKey()))
                  .collect(Collectors.joining(", ")));
    }
  }

  private static String count(int number, String noun) {
    if (number == 1 || noun.endsWith("statistics")) {
      return number + " " + noun;
    }
    if (noun.endsWith("y")) {
      return number + " " + noun.substring(0, noun.length() - 1) + "ies";
    }
    return number + " " + noun + (noun.endsWith("x") || noun.endsWith("s") ? "es" : "s");
  }
}
