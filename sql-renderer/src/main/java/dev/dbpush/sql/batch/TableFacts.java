package dev.dbpush.sql.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What earlier statements tell about a table. Facts are only ever added: a constraint that was
 * dropped still counts, a relation that was cut still holds. Not thread-safe.
 */
final class TableFacts {
  /** A table of which nothing is known. */
  static TableFacts unknown() {
    TableFacts facts = new TableFacts();
    facts.known = false;
    return facts;
  }

  /** Whether every statement that could concern the table was seen and understood. */
  boolean known = true;

  /** Whether writing to it may run code that is not known: a trigger, a rule, a default. */
  boolean runsCode;

  /** Whether it was made with partitions. */
  boolean partitioned;

  /** The schema that it was made in, as it was written; null where the search path decided. */
  @Nullable String schema;

  private final List<Set<String>> entangled = new ArrayList<>();

  private TableFacts family = this;
  private TableFacts relatives = this;
  private final List<TableFacts> members = new ArrayList<>(List.of(this));

  /** Notes that an expression, or an index with one, reads these words. */
  void entangle(Set<String> words) {
    entangled.add(new HashSet<>(words));
  }

  /** Notes a new name of a column; the old one still counts. */
  void rename(String from, String to) {
    for (TableFacts member : family().members) {
      for (Set<String> words : member.entangled) {
        if (words.contains(from)) {
          words.add(to);
        }
      }
    }
  }

  /** Notes that one inherits from the other, or is its partition. */
  void inherit(TableFacts other) {
    TableFacts mine = family();
    TableFacts theirs = other.family();
    if (mine != theirs) {
      theirs.family = mine;
      mine.members.addAll(theirs.members);
    }
    relate(other);
  }

  /** Notes a foreign key, or any other way for one to depend on the other. */
  void relate(TableFacts other) {
    TableFacts theirs = other.relatives();
    theirs.relatives = relatives();
  }

  /** Whether it may have partitions. */
  boolean mayBePartitioned() {
    return !known || partitioned;
  }

  /** Whether an action on one may depend on the other. */
  boolean mayConcern(TableFacts other) {
    return !known || !other.known || relatives() == other.relatives();
  }

  /**
   * Why the types of two columns must be changed one after the other; null if that is not needed. A
   * plain index or key on both is no reason: it only compares each column with itself.
   */
  @Nullable String whyEntangled(String a, String b) {
    for (TableFacts member : family().members) {
      if (!member.known) {
        return "a check or an index may read both "
            + a
            + " and "
            + b
            + ": what the table is made of is not known here";
      }
      for (Set<String> words : member.entangled) {
        if (words.contains(a) && words.contains(b)) {
          return "a check or an index reads both " + a + " and " + b;
        }
      }
    }
    return null;
  }

  private TableFacts family() {
    TableFacts root = this;
    while (root.family != root) {
      root = root.family;
    }
    return root;
  }

  private TableFacts relatives() {
    TableFacts root = this;
    while (root.relatives != root) {
      root = root.relatives;
    }
    return root;
  }
}
