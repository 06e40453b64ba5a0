package dev.dbpush.core.autogenerate;

import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.diff.SnapshotDiffer;
import dev.dbpush.core.model.Subject;
import dev.dbpush.sql.hazard.Assessment;
import dev.dbpush.sql.hazard.Effect;
import dev.dbpush.sql.hazard.Hazard;
import dev.dbpush.sql.hazard.HazardOptions;
import dev.dbpush.sql.hazard.HazardRule;
import dev.dbpush.sql.hazard.ServerVersion;
import dev.dbpush.sql.hazard.Severity;
import dev.dbpush.sql.hazard.StatementAnalyzer;
import dev.dbpush.sql.hazard.Transactions;
import dev.dbpush.sql.render.DdlRenderer;
import dev.dbpush.sql.render.DdlStatement;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Puts a line above each statement of a section that may hurt: which rules say so, and of what. */
final class HazardComments {
  /** What a reviewer of the way up wants to know. */
  static final Set<Effect> UP =
      EnumSet.of(
          Effect.OUTAGE,
          Effect.DATA_LOSS,
          Effect.MAY_FAIL,
          Effect.BREAKS_APPLICATION,
          Effect.ACCESS);

  /** A way down takes away what the way up has made, which is no news. */
  static final Set<Effect> DOWN = EnumSet.of(Effect.OUTAGE, Effect.MAY_FAIL);

  private HazardComments() {}

  /**
   * The same section with comments.
   *
   * @param text the section's statements
   * @param base the schema that it starts from
   * @param effects the effects that are told
   */
  static String in(String text, Snapshot base, Set<Effect> effects) {
    StatementAnalyzer analyzer =
        StatementAnalyzer.fromBase(
            new HazardOptions(
                ServerVersion.of(base.environment().version()),
                base.environment().defaultSchema(),
                true,
                false));
    analyzer.learn(statements(schema(Nearby.of(base, text))));
    List<SqlStatement> statements = statements(text);
    List<Assessment> costs = analyzer.assess(statements, Transactions.SEGMENTS);
    Map<String, Integer> made = made(statements, base.environment().defaultSchema());
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int i = 0; i < statements.size(); i++) {
      int start = statements.get(i).start();
      int at = i;
      Predicate<String> remade = what -> made.getOrDefault(what, -1) > at;
      out.append(text, from, start).append(comment(told(costs.get(i), effects, remade)));
      from = start;
    }
    return out.append(text.substring(from)).toString();
  }

  /** Each thing once, by the loudest rule; nothing of what is only made again. */
  private static List<Hazard> told(Assessment cost, Set<Effect> effects, Predicate<String> remade) {
    Set<String> seen = new HashSet<>();
    cost.hazards().stream()
        .filter(hazard -> hazard.rule().effect() != Effect.BREAKS_APPLICATION)
        .forEach(hazard -> seen.add(hazard.what()));
    return cost.hazards().stream()
        .filter(hazard -> hazard.severity() != Severity.NOTE)
        .filter(hazard -> effects.contains(hazard.rule().effect()))
        .filter(hazard -> hazard.rule() != HazardRule.HELD_LOCK)
        .filter(
            hazard ->
                hazard.rule().effect() != Effect.BREAKS_APPLICATION
                    || !seen.contains(hazard.what()))
        .filter(
            hazard ->
                hazard.rule() != HazardRule.DROP_OBJECT
                    || !remade.test(hazard.what().replace("materialized ", "")))
        .toList();
  }

  /** What statements make, as the rules write it ({@code view scores}), and where. */
  private static Map<String, Integer> made(List<SqlStatement> statements, String defaultSchema) {
    Map<String, Integer> made = new HashMap<>();
    for (int i = 0; i < statements.size(); i++) {
      SqlStatement statement = statements.get(i);
      Subject subject =
          statement.firstWord().equals("create") ? Subject.of(statement, defaultSchema) : null;
      if (subject != null) {
        made.put(subject.toString(), i);
      }
    }
    return made;
  }

  private static String comment(List<Hazard> hazards) {
    return hazards.stream()
        .collect(
            Collectors.groupingBy(
                Hazard::id, TreeMap::new, Collectors.mapping(Hazard::what, Collectors.toList())))
        .entrySet()
        .stream()
        .map(
            entry ->
                "-- hazard "
                    + entry.getKey()
                    + ": "
                    + entry.getValue().stream().distinct().collect(Collectors.joining(", "))
                    + "\n")
        .collect(Collectors.joining());
  }

  private static List<SqlStatement> statements(String text) {
    return StatementSplitter.split(text).statements();
  }

  /** A schema as the statements that make it. */
  private static String schema(Snapshot snapshot) {
    DiffOptions options =
        DiffOptions.DEFAULT
            .renaming(List.of(DiffOptions.NONE))
            .allowing(Set.of("all"))
            .concurrently(false);
    return DdlRenderer.render(
            SnapshotDiffer.diff(snapshot.empty(), snapshot, options).up(), snapshot.environment())
        .stream()
        .map(DdlStatement::sql)
        .collect(Collectors.joining(";\n", "", ";\n"));
  }
}
