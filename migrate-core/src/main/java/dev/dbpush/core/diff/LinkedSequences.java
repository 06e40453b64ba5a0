package dev.dbpush.core.diff;

import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Sequence;
import dev.dbpush.sql.schema.SequenceOwner;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.Traits;
import java.util.ArrayList;
import java.util.List;

/**
 * A sequence belongs to a column only if the same role owns both. PostgreSQL documentation, CREATE
 * SEQUENCE, OWNED BY.
 */
final class LinkedSequences {
  private LinkedSequences() {}

  /** What must come before a sequence is given to a column. */
  static List<Change> before(Action action, Snapshot before, Snapshot after, boolean isNew) {
    ObjectId id = ObjectId.of(ObjectKind.SEQUENCE, action.id.schema(), action.id.name());
    if (!(action.after instanceof SequenceOwner link)
        || !(after.get(id) instanceof Sequence sequence)
        || !(after.get(table(link)) instanceof Table table)) {
      return List.of();
    }
    SequenceOwner old = before.get(action.id) instanceof SequenceOwner o && !isNew ? o : null;
    String wanted = table.traits().owner();
    String owner =
        isNew
            ? before.environment().role()
            : old == null
                ? ownerOf(id, before)
                : ownerOf(table(old), after.get(table(old)) == null ? before : after);
    if (wanted.isEmpty() || owner.isEmpty() || owner.equals(wanted)) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    if (old != null && action.kind == Action.Kind.ALTER) {
      changes.add(new Change.Drop(old, false, false, false));
    }
    changes.add(
        new Change.Alter(owned(sequence, owner), owned(sequence, wanted), false, false, false));
    return changes;
  }

  private static ObjectId table(SequenceOwner link) {
    return ObjectId.table(link.tableSchema(), link.table());
  }

  private static String ownerOf(ObjectId id, Snapshot snapshot) {
    var object = snapshot.get(id);
    return object == null ? "" : object.traits().owner();
  }

  private static Sequence owned(Sequence sequence, String owner) {
    Traits traits = sequence.traits();
    return sequence.with(new Traits(owner, traits.comment(), traits.grants()));
  }
}
