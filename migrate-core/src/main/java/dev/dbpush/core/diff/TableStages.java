package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a table lets go before its columns change, and takes up once they have changed: its type,
 * the index that identifies its rows, and options of a TOAST table that may come with a column.
 */
final class TableStages {
  private final Fates fates;
  private final List<Change> first = new ArrayList<>();
  private final List<Change> last = new ArrayList<>();

  private TableStages(Fates fates) {
    this.fates = fates;
  }

  /** Takes the stages out of the alterations. */
  static TableStages of(Fates fates, Map<ObjectId, Action> alters) {
    TableStages stages = new TableStages(fates);
    for (SchemaObject object : fates.before.objects().values()) {
      ObjectId id = object.id();
      boolean stays = fates.of(id) == Fates.Fate.SAME || fates.of(id) == Fates.Fate.ALTER;
      if (stays && object instanceof Table one && fates.after.get(id) instanceof Table two) {
        stages.split(one, two, alters);
      }
    }
    return stages;
  }

  List<Change> first() {
    return first;
  }

  List<Change> last() {
    return last;
  }

  private void split(Table one, Table two, Map<ObjectId, Action> alters) {
    if (!alters.containsKey(one.id()) && !fates.isUntied(one.id())) {
      return;
    }
    boolean retyped = fates.isUntied(one.id()) || !Objects.equals(one.ofType(), two.ofType());
    Table start = one.with(retyped ? null : one.ofType(), withoutIndex(one, two), one.options());
    Table end =
        two.with(retyped ? null : two.ofType(), two.replicaIdentity(), withoutToast(one, two));
    stage(one, start, first);
    stage(end, two, last);
    if (start.equals(one) && end.equals(two)) {
      return;
    }
    if (start.equals(end)) {
      alters.remove(one.id());
    } else {
      alters.put(one.id(), new Action(Kind.ALTER, one.id(), start, end));
    }
  }

  private static void stage(Table before, Table after, List<Change> stage) {
    if (!before.equals(after)) {
      stage.add(new Change.Alter(before, after, false, false, false));
    }
  }

  /** PostgreSQL keeps the columns of the identifying index NOT NULL. */
  private String withoutIndex(Table one, Table two) {
    boolean inTheWay =
        one.replicaIdentity().startsWith("USING INDEX")
            && !one.replicaIdentity().equals(two.replicaIdentity())
            && columns(two.id()).stream()
                .anyMatch(
                    column ->
                        !column.notNull()
                            && fates.before.get(column.id()) instanceof Column old
                            && old.notNull());
    if (!inTheWay) {
      return one.replicaIdentity();
    }
    return two.replicaIdentity().startsWith("USING INDEX") ? "DEFAULT" : two.replicaIdentity();
  }

  /** A TOAST table that is not there takes no options, and does not say so. */
  private List<String> withoutToast(Table one, Table two) {
    boolean mayCome =
        columns(two.id()).stream()
            .anyMatch(
                column ->
                    !(fates.before.get(column.id()) instanceof Column old)
                        || fates.of(column.id()) == Fates.Fate.RECREATE
                        || !old.type().equals(column.type())
                        || !old.storage().equals(column.storage()));
    if (!mayCome) {
      return two.options();
    }
    List<String> options = new ArrayList<>(two.options());
    options.removeIf(o -> o.startsWith("toast.") && !one.options().contains(o));
    one.options().stream()
        .filter(o -> o.startsWith("toast.") && !two.options().contains(o))
        .forEach(options::add);
    return options;
  }

  private List<Column> columns(ObjectId table) {
    Collection<SchemaObject> parts =
        fates
            .after
            .objects()
            .subMap(table.part(ObjectKind.COLUMN, ""), table.part(ObjectKind.COLUMN, "\uffff"))
            .values();
    return parts.stream().filter(Column.class::isInstance).map(Column.class::cast).toList();
  }
}
