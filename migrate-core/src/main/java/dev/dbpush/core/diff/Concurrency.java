package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.syntax.Identifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which indexes can be built and dropped without blocking writes. */
final class Concurrency {
  private final Fates fates;
  private final Snapshot before;
  private final Snapshot after;
  private final Actions actions;
  private final Set<ObjectId> neededBefore;
  private final Set<ObjectId> neededAfter;

  Concurrency(Fates fates, Actions actions, Set<ObjectId> neededAfter) {
    this.fates = fates;
    this.before = fates.before;
    this.after = fates.after;
    this.actions = actions;
    this.neededBefore = needed(before);
    this.neededAfter = neededAfter;
  }

  static Set<ObjectId> needed(Snapshot snapshot) {
    Set<ObjectId> needed = new HashSet<>();
    snapshot.dependencies().values().forEach(needed::addAll);
    return needed;
  }

  /** Indexes of tables that exist before and after, which nothing else in the migration needs. */
  Set<Action> of(List<Action> all) {
    Set<Action> result = new HashSet<>();
    for (Action action : all) {
      if (isKeyOfExistingTable(action) && standsAlone(action)) {
        result.add(action);
      }
      if (action.id.kind() == ObjectKind.INDEX
          && (action.kind == Kind.DROP || action.kind == Kind.CREATE)
          && !action.isMerged()
          && action.object() instanceof Index index
          && !index.partitioned()
          // what an attached one needs is known of the parent's alone
          && !before.attached().containsKey(action.id)
          && fates.of(index.table()) != Fates.Fate.RECREATE
          && before.get(index.table()) != null
          && after.get(index.table()) != null
          && standsAlone(action)) {
        result.add(action);
      }
    }
    return result;
  }

  /** A new unique or primary key of a table in use, whose index can be built before it. */
  private boolean isKeyOfExistingTable(Action action) {
    return action.kind == Kind.CREATE
        && !action.isMerged()
        && !isRecreated(action)
        && action.after instanceof Constraint key
        && "pu".indexOf(key.type()) >= 0
        && !key.partitioned()
        && !key.definition().contains("WITHOUT OVERLAPS")
        && fates.of(action.id.owningTable()) != Fates.Fate.RECREATE
        && before.get(action.id.owningTable()) != null
        && key.columns().stream()
            .allMatch(
                name -> fates.of(action.id.part(ObjectKind.COLUMN, name)) != Fates.Fate.RECREATE);
  }

  private boolean standsAlone(Action action) {
    boolean own =
        !neededBefore.contains(action.id) || action.kind == Kind.CREATE && !isRecreated(action);
    if (action.kind == Kind.DROP) {
      return own
          && before.needs(action.id).stream()
              .allMatch(need -> need.kind() == ObjectKind.TABLE || actions.tear(need) == null);
    }
    Action drop = actions.drop(action.id);
    return own
        && (drop == null || standsAlone(drop))
        && !isReplicaIdentity(action)
        && !neededAfter.contains(action.id);
  }

  private boolean isRecreated(Action action) {
    return actions.drop(action.id) != null;
  }

  boolean isReplicaIdentity(Action action) {
    ObjectId table;
    if (action.after instanceof Index index) {
      table = index.table();
    } else if (action.after instanceof Constraint) {
      table = action.id.owningTable();
    } else {
      return false;
    }
    return after.get(table) instanceof Table t
        && t.replicaIdentity().equals("USING INDEX " + Identifier.quote(action.id.name()));
  }
}
