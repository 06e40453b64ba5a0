package dev.dbpush.sql.hazard;

/**
 * One thing that a statement may cost.
 *
 * @param rule the rule that found it
 * @param what what it is about, in one line: a table, a column, an index, with the reason where it
 *     is not the rule's own
 */
public record Hazard(HazardRule rule, String what) {

  /** The rule's stable id, in kebab-case. */
  public String id() {
    return rule.id();
  }

  /** Why it hurts, one line: what it is about, and the rule's reason. */
  public String why() {
    return what + ": " + rule.why();
  }

  /** The safe way, one line. */
  public String recipe() {
    return rule.recipe();
  }

  /** How loudly to tell. */
  public Severity severity() {
    return rule.severity();
  }
}
