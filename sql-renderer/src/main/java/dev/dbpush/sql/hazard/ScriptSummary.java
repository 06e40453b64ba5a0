package dev.dbpush.sql.hazard;

import dev.dbpush.sql.hazard.ObjectChange.Action;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a whole script costs, for its top.
 *
 * @param statements how many there are
 * @param added how many objects of each kind are added, by kind
 * @param changed how many are changed
 * @param dropped how many are dropped
 * @param worst the strongest lock of all
 * @param worstPlaces where it is taken, at most {@value #MOST_PLACES} places
 * @param windows the statements that others wait for as long as a table is large
 * @param hazards how many statements each rule found something in, loudest rule first
 */
public record ScriptSummary(
    int statements,
    Map<String, Integer> added,
    Map<String, Integer> changed,
    Map<String, Integer> dropped,
    LockMode worst,
    List<String> worstPlaces,
    List<AssessedStatement> windows,
    Map<HazardRule, Integer> hazards) {

  /** The most places that are listed. */
  public static final int MOST_PLACES = 5;

  /** Sums up the statements of a script. */
  public static ScriptSummary of(List<AssessedStatement> statements) {
    LockMode worst =
        statements.stream()
            .map(s -> s.assessment().strongest())
            .reduce(LockMode.NONE, LockMode::max);
    List<String> places =
        statements.stream()
            .filter(s -> worst != LockMode.NONE && s.assessment().strongest() == worst)
            .map(AssessedStatement::place)
            .distinct()
            .limit(MOST_PLACES)
            .toList();
    List<AssessedStatement> windows =
        statements.stream().filter(s -> s.assessment().needsMaintenanceWindow()).toList();
    Map<Action, Map<String, Integer>> counts = count(statements);
    Map<HazardRule, Integer> hazards = new EnumMap<>(HazardRule.class);
    for (AssessedStatement statement : statements) {
      statement.assessment().hazards().stream()
          .map(Hazard::rule)
          .distinct()
          .forEach(rule -> hazards.merge(rule, 1, Integer::sum));
    }
    return new ScriptSummary(
        statements.size(),
        counts.get(Action.ADD),
        counts.get(Action.CHANGE),
        counts.get(Action.DROP),
        worst,
        places,
        windows,
        hazards);
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
    List<String> lines = new ArrayList<>();
    lines.add("statements: " + statements);
    counted(lines, "adds", added);
    counted(lines, "changes", changed);
    counted(lines, "drops", dropped);
    lines.add(
        "strongest lock: "
            + worst.sql()
            + (worstPlaces.isEmpty() ? "" : " (" + String.join(", ", worstPlaces) + ")"));
    if (windows.isEmpty()) {
      lines.add("maintenance window: none needed for what the statements say");
    }
    for (AssessedStatement window : windows) {
      lines.add(
          "maintenance window: " + window.place() + "  " + HazardLine.of(window.assessment()));
    }
    List<String> rules =
        hazards.entrySet().stream()
            .filter(entry -> entry.getKey().severity() != Severity.NOTE)
            .map(entry -> entry.getKey().id() + " " + entry.getValue())
            .toList();
    lines.add("hazards: " + (rules.isEmpty() ? "none" : String.join(", ", rules)));
    return lines;
  }

  private static void counted(List<String> lines, String verb, Map<String, Integer> counts) {
    if (!counts.isEmpty()) {
      lines.add(
          verb
              + ": "
              + counts.entrySet().stream()
                  .map(entry -> entry.getValue() + " " + entry.getKey())
                  .collect(Collectors.joining(", ")));
    }
  }
}
