package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.MergeReason;
import dev.dbpush.core.diff.Fates.Fate;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.SequenceOwner;
import dev.dbpush.sql.schema.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which objects go with others, so that nobody needs to say it. */
final class DropMerges {
  private final Fates fates;
  private final Map<ObjectId, Action> drops;
  private final List<ObjectId> foreignKeys;

  DropMerges(Fates fates, Map<ObjectId, Action> drops) {
    this.fates = fates;
    this.drops = drops;
    this.foreignKeys =
        fates.before.objects().values().stream()
            .filter(object -> object instanceof Constraint c && c.type() == 'f')
            .map(SchemaObject::id)
            .toList();
  }

  void merge(Action action) {
    ObjectId id = action.id;
    if (action.isMerged()) {
      return;
    }
    if (!id.parent().isEmpty()) {
      Action owner = ownerDrop(id);
      if (owner != null && !mustDetach(action)) {
        implied(action, owner, isForeignKey(action));
        return;
      }
    }
    takenOver(action);
    cloned(action);
    if (action.isMerged()) {
      return;
    }
    switch (id.kind()) {
      case DEFAULT -> impliedBy(action, id.part(ObjectKind.COLUMN, id.name()));
      case INDEX, CONSTRAINT, STATISTICS ->
          fates.before.needs(id).stream()
              .filter(need -> need.kind() == ObjectKind.COLUMN || isRelation(need))
              .filter(need -> need.kind() != ObjectKind.COLUMN || sameTable(action, need))
              .filter(need -> isRelation(need) ? !id.kind().equals(ObjectKind.CONSTRAINT) : true)
              .filter(drops::containsKey)
              .min(Comparator.comparingInt(this::rank))
              .ifPresent(need -> impliedBy(action, need));
      case SEQUENCE -> {
        ObjectId ownership = ObjectId.of(ObjectKind.SEQUENCE_OWNER, id.schema(), id.name());
        if (fates.before.get(ownership) instanceof SequenceOwner owner) {
          ObjectId table = ObjectId.table(owner.tableSchema(), owner.table());
          ObjectId column = table.part(ObjectKind.COLUMN, owner.column());
          impliedBy(action, drops.containsKey(table) ? table : column);
        }
      }
      default -> {}
    }
    if (id.kind() == ObjectKind.SEQUENCE_OWNER && !action.isMerged()) {
      impliedBy(action, ObjectId.of(ObjectKind.SEQUENCE, id.schema(), id.name()));
    }
  }

  /** PostgreSQL drops no partition of a table that foreign keys refer to. */
  private boolean mustDetach(Action action) {
    if (!(action.before instanceof Inheritance inheritance)
        || inheritance.bound() == null
        || drops.containsKey(inheritance.parent())) {
      return false;
    }
    Set<ObjectId> ancestors = Kin.ancestors(inheritance, fates.before);
    return foreignKeys.stream()
        .anyMatch(
            key ->
                fates.of(key) != Fate.REMOVED
                    && fates.before.needs(key).stream()
                        .anyMatch(n -> ancestors.contains(n.owningTable())));
  }

  /** The key of a partition that has become a part of the parent's index can only go with that. */
  private void takenOver(Action action) {
    if (action.before instanceof Constraint constraint && "pux".indexOf(constraint.type()) >= 0) {
      for (ObjectId need : fates.before.needs(action.id)) {
        Action drop = need.kind() == ObjectKind.INDEX ? drops.get(need) : null;
        if (drop != null) {
          drop.cascade = true;
          implied(action, drop, false);
          return;
        }
      }
    }
  }

  /** A partition's part of a foreign key goes with that, if it goes. */
  private void cloned(Action action) {
    if (isForeignKey(action) && fates.before.attached().containsKey(action.id)) {
      String definition = ((Constraint) action.object()).definition();
      for (Action other : drops.values()) {
        if (other != action
            && other.before instanceof Constraint parent
            && parent.partitioned()
            && parent.definition().equals(definition)
            && fates.before.get(
                    action.id.part(
                        ObjectKind.INHERITANCE, parent.id().schema() + "." + parent.id().parent()))
                != null) {
          implied(action, other, false);
          return;
        }
      }
    }
  }

  /** A generated column goes before what it is made of. */
  private int rank(ObjectId need) {
    return fates.before.get(need) instanceof Column column && column.generated() != null ? 0 : 1;
  }

  private static boolean isForeignKey(Action action) {
    return action.before instanceof Constraint constraint && constraint.type() == 'f';
  }

  private boolean sameTable(Action action, ObjectId column) {
    if (action.before instanceof Constraint key
        && key.type() == 'f'
        && (!key.columns().contains(column.name()) || refersToItself(key, fates.before))) {
      return false; // the column that it refers to cannot go before it
    }
    return action.id.kind() != ObjectKind.CONSTRAINT
        || action.id.parent().equals(column.parent()) && action.id.schema().equals(column.schema());
  }

  static boolean refersToItself(Constraint key, Snapshot snapshot) {
    return snapshot.needs(key.id()).stream()
        .anyMatch(
            need ->
                need.kind() != ObjectKind.COLUMN
                    && need.kind() != ObjectKind.TABLE
                    && need.owningTable().equals(key.id().owningTable()));
  }

  private static boolean isRelation(ObjectId id) {
    return id.kind() == ObjectKind.TABLE || id.kind() == ObjectKind.MATERIALIZED_VIEW;
  }

  private @Nullable Action ownerDrop(ObjectId id) {
    for (ObjectKind kind :
        List.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW, ObjectKind.TYPE)) {
      Action drop = drops.get(ObjectId.of(kind, id.schema(), id.parent()));
      if (drop != null) {
        return drop;
      }
    }
    return null;
  }

  private void impliedBy(Action action, ObjectId cause) {
    Action drop = drops.get(cause);
    if (drop != null) {
      implied(action, drop, isForeignKey(action));
    }
  }

  private static void implied(Action action, Action cause, boolean foreignKey) {
    action.implied = true;
    MergeReason others =
        action.id.kind() == ObjectKind.DEFAULT ? MergeReason.DEFAULT_OR_CHECK : MergeReason.FIXED;
    action.mergeInto(cause, foreignKey ? MergeReason.FOREIGN_KEY : others);
  }
}
