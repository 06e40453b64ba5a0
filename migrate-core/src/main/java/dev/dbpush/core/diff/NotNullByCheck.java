package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.ColumnDefault;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.View;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where SET NOT NULL may wait for a check that is validated while others write. */
final class NotNullByCheck {
  private final Fates fates;
  private final Snapshot before;
  private final Snapshot after;
  private final DiffOptions options;
  private final Set<ObjectId> neededAfter;
  private final Set<ObjectId> neededWithoutNulls;

  NotNullByCheck(Fates fates, DiffOptions options, Set<ObjectId> neededAfter) {
    this.fates = fates;
    this.before = fates.before;
    this.after = fates.after;
    this.options = options;
    this.neededAfter = neededAfter;
    this.neededWithoutNulls = neededWithoutNulls();
  }

  /** Whether a validated check says that a column of an existing table holds no nulls. */
  boolean prepares(Action action) {
    return options.notNullByCheck()
        && action.kind == Kind.ALTER
        && action.before instanceof Column one
        && action.after instanceof Column two
        && !one.notNull()
        && two.notNull()
        && Objects.equals(one.identity(), two.identity())
        && isFree(two.id().part(ObjectKind.CONSTRAINT, two.id().name() + "_is_not_null"))
        && !neededWithoutNulls.contains(action.id)
        && (keepsIdentity(action.id.owningTable()) || !neededAfter.contains(action.id));
  }

  /** Whether no statement before the last ones makes an index the table's replica identity. */
  private boolean keepsIdentity(ObjectId table) {
    return fates.of(table) == Fates.Fate.SAME
        || fates.of(table) == Fates.Fate.ALTER
            && before.get(table) instanceof Table one
            && after.get(table) instanceof Table two
            && one.replicaIdentity().equals(two.replicaIdentity());
  }

  private boolean isFree(ObjectId id) {
    return before.get(id) == null && after.get(id) == null;
  }

  /** What may have to be without nulls before the last statements, for the sake of what is made. */
  private Set<ObjectId> neededWithoutNulls() {
    Set<ObjectId> needed = new HashSet<>();
    after
        .dependencies()
        .forEach(
            (id, needs) -> {
              if (fates.of(id) != Fates.Fate.SAME && !takesNulls(after.get(id))) {
                needed.addAll(needs);
              }
            });
    return needed;
  }

  /** Whether an object can be made on columns that hold nulls. */
  private boolean takesNulls(@Nullable SchemaObject object) {
    if (object instanceof Constraint constraint) {
      return constraint.type() != 'p' && !hasIdentity(constraint.id().owningTable());
    }
    return object instanceof View
        || object instanceof ColumnDefault
        || object instanceof Index index && !hasIdentity(index.table());
  }

  private boolean hasIdentity(ObjectId table) {
    return after.get(table) instanceof Table t && t.replicaIdentity().startsWith("USING INDEX");
  }
}
