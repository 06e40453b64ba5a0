package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which hazards are accepted everywhere, and which are refused: the options {@code db.allow} and
 * {@code db.deny}. What is denied is denied where it is allowed, too, but for a file's own {@code --
 * migrate:allow}.
 *
 * @param allowed rules that are not told at all
 * @param denied rules that stop a push
 */
public record HazardPolicy(Set<HazardRule> allowed, Set<HazardRule> denied) {

  /** Nothing is allowed beforehand, nothing is denied. */
  public static final HazardPolicy NONE = new HazardPolicy(Set.of(), Set.of());

  /** Copies the sets. */
  public HazardPolicy {
    allowed = Set.copyOf(allowed);
    denied = Set.copyOf(denied);
  }

  /**
   * Reads the options' values.
   *
   * @param allow rule ids, or {@code all}
   * @param deny rule ids, or {@code all} for every rule that is more than a note
   * @throws IllegalArgumentException naming every id that is no rule's
   */
  public static HazardPolicy of(Collection<String> allow, Collection<String> deny) {
    Set<HazardRule> denied = rules(deny);
    if (deny.contains("all")) {
      denied.removeIf(rule -> rule.severity() == Severity.NOTE);
    }
    return new HazardPolicy(rules(allow), denied);
  }

  private static Set<HazardRule> rules(Collection<String> ids) {
    Set<HazardRule> rules = EnumSet.noneOf(HazardRule.class);
    List<String> unknown = new ArrayList<>();
    for (String id : ids) {
      if (id.equals("all")) {
        rules.addAll(EnumSet.allOf(HazardRule.class));
      } else {
        HazardRule.byId(id).ifPresentOrElse(rules::add, () -> unknown.add(id));
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("no such hazard rule: " + String.join(", ", unknown));
    }
    return rules;
  }

  /** The assessment without what is allowed. */
  public Assessment filter(Assessment assessment) {
    if (allowed.isEmpty()) {
      return assessment;
    }
    Set<HazardRule> quiet = EnumSet.noneOf(HazardRule.class);
    quiet.addAll(allowed);
    quiet.removeAll(denied);
    return assessment.without(quiet);
  }

  /** What is denied in these statements, as problems with their places. */
  public List<Problem> refusals(List<AssessedStatement> statements) {
    List<Problem> problems = new ArrayList<>();
    for (AssessedStatement statement : statements) {
      for (Hazard hazard : statement.assessment().hazards()) {
        if (denied.contains(hazard.rule())) {
          problems.add(
              new Problem(
                  statement.file(),
                  statement.position(),
                  hazard.id() + ": " + hazard.why(),
                  hazard.recipe() + "; or -- migrate:allow " + hazard.id() + " REASON"));
        }
      }
    }
    return problems;
  }
}
