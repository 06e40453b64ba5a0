package dev.dbpush.core.health;

import java.util.List;

/**
 * A repair of one object.
 *
 * @param object what is repaired, described
 * @param why why this is the right way
 * @param statements what is run; several are one transaction
 */
public record Repair(String object, String why, List<String> statements) {

  /** Copies the list. */
  public Repair {
    statements = List.copyOf(statements);
  }

  /** Whether it drops what is left over. */
  boolean isDrop() {
    return statements.get(0).startsWith("DROP ");
  }

  /** Whether the statements stand in one transaction; a single one runs by itself. */
  public boolean isTransaction() {
    return statements.size() > 1;
  }
}
