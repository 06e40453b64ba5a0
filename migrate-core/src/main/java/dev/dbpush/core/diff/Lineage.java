package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.ColumnDefault;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What statements on a parent table do to its children by themselves. PostgreSQL documentation,
 * 5.11 (inheritance) and ALTER TABLE: all forms recurse unless ONLY is said.
 */
final class Lineage {
  private final Snapshot before;
  private final Snapshot after;
  private final Predicate<ObjectId> isNew;

  /** Parents that a table had before and keeps, or that it is made with. */
  private final Map<ObjectId, List<ObjectId>> parents = new TreeMap<>();

  Lineage(Fates fates) {
    this.isNew = fates::isNew;
    this.before = fates.before;
    this.after = fates.after;
    for (SchemaObject object : after.objects().values()) {
      if (object instanceof Inheritance inheritance) {
        ObjectId child = inheritance.id().owningTable();
        SchemaObject old = before.get(inheritance.id());
        boolean kept = old != null && old.comparable().equals(object.comparable());
        if (kept && !isNew.test(inheritance.parent()) || isNew.test(child)) {
          parents.computeIfAbsent(child, id -> new ArrayList<>()).add(inheritance.parent());
        }
      }
    }
  }

  /** The same part of the parent whose statements reach this part of a child; null if none does. */
  @Nullable ObjectId ancestor(ObjectId part) {
    if (part.kind() != ObjectKind.COLUMN && part.kind() != ObjectKind.DEFAULT) {
      return null;
    }
    for (ObjectId parent : parents.getOrDefault(part.owningTable(), List.of())) {
      ObjectId column = parent.part(ObjectKind.COLUMN, part.name());
      boolean wasInherited = before.get(columnOf(part)) instanceof Column old && old.inherited();
      boolean isInherited = after.get(columnOf(part)) instanceof Column now && now.inherited();
      if (after.get(column) != null && isInherited || before.get(column) != null && wasInherited) {
        return parent.part(part.kind(), part.name());
      }
    }
    return null;
  }

  private static ObjectId columnOf(ObjectId part) {
    return part.part(ObjectKind.COLUMN, part.name());
  }

  /** Whether a new table gets this part from its parent, without saying it. */
  boolean comesWithTable(ObjectId part) {
    return isNew.test(part.owningTable())
        && ancestor(part) != null
        && after.get(columnOf(part)) instanceof Column column
        && (!column.local() || isGeneratedAsIn(ancestor(part), column));
  }

  /** A child must not repeat the expression before PostgreSQL 16, and need not do so later. */
  private boolean isGeneratedAsIn(@Nullable ObjectId ancestor, Column column) {
    return ancestor != null
        && column.generated() != null
        && after.get(columnOf(ancestor)) instanceof Column parent
        && column.generated().equals(parent.generated());
  }

  /** How a part looks once the statements on the parent were run; null if it is not there then. */
  @Nullable SchemaObject reached(ObjectId part) {
    ObjectId ancestor = ancestor(part);
    SchemaObject own = isNew.test(part.owningTable()) ? null : before.get(part);
    if (ancestor == null) {
      return own;
    }
    boolean newTable = isNew.test(part.owningTable());
    SchemaObject parentBefore = newTable ? null : before.get(ancestor);
    SchemaObject parentAfter = after.get(ancestor);
    if (newTable && !comesWithTable(part)) {
      return after.get(part) == null && parentAfter instanceof ColumnDefault d
          ? new ColumnDefault(part, d.expression(), false)
          : null;
    }
    return part.kind() == ObjectKind.DEFAULT
        ? reachedDefault(
            part, (ColumnDefault) own, isNew.test(ancestor) ? null : parentBefore, parentAfter)
        : reachedColumn(part, (Column) own, (Column) parentBefore, (Column) parentAfter);
  }

  /**
   * Whether DROP NOT NULL must leave the children alone, since the column of one of them stays NOT
   * NULL, maybe as a part of its primary key. The children of a partitioned table cannot be.
   */
  boolean dropsNotNullAlone(ObjectId column) {
    return before.get(column) instanceof Column one
        && after.get(column) instanceof Column two
        && one.notNull()
        && !two.notNull()
        && after.get(column.owningTable()) instanceof Table table
        && table.partitionKey() == null
        && childStaysNotNull(column);
  }

  private boolean childStaysNotNull(ObjectId column) {
    for (Map.Entry<ObjectId, List<ObjectId>> entry : parents.entrySet()) {
      ObjectId own = entry.getKey().part(ObjectKind.COLUMN, column.name());
      if (entry.getValue().contains(column.owningTable())
          && !isNew.test(entry.getKey())
          && (after.get(own) instanceof Column child && child.notNull()
              || childStaysNotNull(own))) {
        return true;
      }
    }
    return false;
  }

  /** A new child's own column as it is made, where its parent's says more than it; or null. */
  @Nullable Column madeLocally(ObjectId part) {
    ObjectId ancestor = ancestor(part);
    if (ancestor == null
        || !(after.get(ancestor) instanceof Column parent)
        || !(after.get(part) instanceof Column own)) {
      return null;
    }
    boolean compressed = own.compression().isEmpty() && !parent.compression().isEmpty();
    boolean stricter = parent.notNull() && !own.notNull();
    Column made = compressed ? own.compressedAs(parent) : own;
    return compressed || stricter ? made.notNull(own.notNull() || stricter) : null;
  }

  private static @Nullable SchemaObject reachedDefault(
      ObjectId part,
      @Nullable ColumnDefault own,
      @Nullable SchemaObject parentBefore,
      @Nullable SchemaObject parentAfter) {
    String one = parentBefore instanceof ColumnDefault d ? d.expression() : null;
    String two = parentAfter instanceof ColumnDefault d ? d.expression() : null;
    if (Objects.equals(one, two)) {
      return own;
    }
    return two == null ? null : new ColumnDefault(part, two, false);
  }

  private @Nullable SchemaObject reachedColumn(
      ObjectId part, @Nullable Column own, @Nullable Column one, @Nullable Column two) {
    if (two == null) {
      return own != null && own.local() && one != null ? own : null;
    }
    if (own == null || one == null || !Objects.equals(one.generated(), two.generated())) {
      Column inherited = two.with(Traits.NONE).with(part);
      boolean settingsReachIt = !isNew.test(part.owningTable());
      return own != null && one == null ? own : withoutOwnThings(inherited, settingsReachIt);
    }
    return new Column(
        part,
        own.traits(),
        own.position(),
        pick(one, two, own, Column::type),
        pick(one, two, own, Column::collation),
        dropsNotNullAlone(one.id()) ? own.notNull() : pick(one, two, own, Column::notNull),
        own.identity(),
        pick(one, two, own, Column::generated),
        pick(one, two, own, Column::storage),
        own.compression(),
        pick(one, two, own, Column::statistics),
        own.options(),
        own.inherited(),
        own.local());
  }

  /** The parent's value where it changes, else the child's. */
  private static <T> T pick(Column one, Column two, Column own, Function<Column, T> attribute) {
    return Objects.equals(attribute.apply(one), attribute.apply(two))
        ? attribute.apply(own)
        : attribute.apply(two);
  }

  /** SET STATISTICS on the parent reaches the children that are there. */
  private static Column withoutOwnThings(Column column, boolean settingsReachIt) {
    return new Column(
        column.id(),
        column.traits(),
        column.position(),
        column.type(),
        column.collation(),
        column.notNull(),
        null,
        column.generated(),
        column.storage(),
        column.compression(),
        settingsReachIt ? column.statistics() : -1,
        List.of(),
        true,
        false);
  }
}
