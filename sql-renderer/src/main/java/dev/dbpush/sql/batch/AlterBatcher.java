package dev.dbpush.sql.batch;

import dev.dbpush.sql.alter.CreateTable;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges {@code ALTER TABLE} statements of one transaction.
 *
 * <p>A batcher remembers what it has seen: the more of a table's history went through {@link
 * #learn} and {@link #next}, the more it may merge. Two changes of type in one statement, for
 * example, are equivalent only where no check and no index expression reads both columns, and only
 * a table whose making was seen is known to have none. Not thread-safe.
 */
public final class AlterBatcher {
  private final BatchOptions options;
  private final MergeRules merging;
  private final KnownTables tables = new KnownTables();

  /** Starts with no knowledge of any table. */
  public AlterBatcher(BatchOptions options) {
    this.options = options;
    this.merging = new MergeRules(options);
  }

  /**
   * Batches the statements of one transaction, about tables of which nothing else is known.
   *
   * @param statements in their order; no statement among them may end the transaction
   */
  public static List<BatchedStatement> batch(List<SqlStatement> statements, BatchOptions options) {
    return new AlterBatcher(options).next(statements);
  }

  /** Takes in statements that ran before, and batches nothing. */
  public void learn(List<SqlStatement> statements) {
    if (options.enabled()) {
      statements.forEach(tables::learn);
    }
  }

  /**
   * Batches the statements of the next transaction.
   *
   * @param statements in their order; no statement among them may end the transaction
   * @return as many or fewer, in the order in which they are to run; every source is in exactly one
   */
  public List<BatchedStatement> next(List<SqlStatement> statements) {
    if (!options.enabled()) {
      return statements.stream()
          .map(each -> new BatchedStatement(each.text(), List.of(each), List.of()))
          .toList();
    }
    List<Slot> slots = new ArrayList<>();
    Set<String> made = new HashSet<>();
    for (SqlStatement statement : statements) {
      Alter alter = Alter.of(statement);
      String note = alter == null ? null : join(slots, alter, made.contains(alter.table()));
      if (note != null || alter == null) {
        slots.add(new Slot(statement, alter, note == null ? "" : note));
      }
      CreateTable create = CreateTable.read(statement);
      if (create != null && !create.ifNotExists()) {
        made.add(create.name().name());
      }
      tables.learn(statement);
    }
    return slots.stream().map(Slot::finish).toList();
  }

  /**
   * Null if the statement joined a slot; else why it did not, empty if there is none to join, or
   * where no statement of its kind could.
   */
  private @Nullable String join(List<Slot> slots, Alter alter, boolean isNew) {
    if (alter.isStatementOfItsOwn()) {
      return "";
    }
    TableFacts facts = tables.known(alter.alter().name());
    HopRules hops = new HopRules(alter, tables, options);
    String barrier = null;
    for (int i = slots.size() - 1; i >= 0; i--) {
      Slot slot = slots.get(i);
      if (slot.isOn(alter)) {
        String why = barrier;
        if (why == null) {
          why = merging.why(slot.alters, alter, facts, isNew);
        }
        if (why == null) {
          slot.add(alter);
          return null;
        }
        return "not merged with the ALTER TABLE at " + slot.place() + ": " + why;
      }
      if (barrier == null) {
        barrier = slot.whyNotHopped(hops);
      }
    }
    return "";
  }

  /** A statement of the result, while others may still join it. */
  private static final class Slot {
    private final List<SqlStatement> sources = new ArrayList<>();
    private final List<Alter> alters = new ArrayList<>();
    private final StringBuilder text;
    private final List<String> notes;

    Slot(SqlStatement statement, @Nullable Alter alter, String note) {
      text = new StringBuilder(statement.text());
      notes = note.isEmpty() ? List.of() : List.of(note);
      sources.add(statement);
      if (alter != null) {
        alters.add(alter);
      }
    }

    boolean isOn(Alter alter) {
      return !alters.isEmpty() && alters.get(0).table().equals(alter.table());
    }

    String place() {
      return sources.get(0).position().toString();
    }

    void add(Alter alter) {
      sources.add(alter.statement());
      alters.add(alter);
      text.append(",\n  ").append(alter.tail());
    }

    @Nullable String whyNotHopped(HopRules hops) {
      for (SqlStatement source : sources) {
        String why = hops.why(source);
        if (why != null) {
          return "the statement at " + source.position() + " stands between: " + why;
        }
      }
      return null;
    }

    BatchedStatement finish() {
      return new BatchedStatement(text.toString(), sources, notes);
    }
  }
}
