package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SequenceOwner;
import dev.dbpush.sql.schema.Table;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Sequences before types of their name, and beside the tables that they belong to. */
final class SequenceEdges {
  private SequenceEdges() {}

  static void add(Actions actions, BiConsumer<@Nullable Action, @Nullable Action> edge) {
    for (Action action : actions.all()) {
      if (action.kind == Kind.CREATE && action.id.kind() == ObjectKind.SEQUENCE) {
        // a type may take the name of a sequence, a sequence not that of a type
        ObjectId type = ObjectId.of(ObjectKind.TYPE, action.id.schema(), action.id.name());
        edge.accept(action, actions.create(type));
      }
      if (action.after instanceof SequenceOwner owner) { // by then the table has its own owner
        edge.accept(actions.build(table(owner)), action);
      }
      if (action.before instanceof SequenceOwner old) {
        Action alter = actions.alter(table(old));
        boolean same = action.after instanceof SequenceOwner now && table(now).equals(table(old));
        if (alter != null && !same && changesPersistence(alter)) {
          edge.accept(action, alter); // it reaches the sequences that belong to the table
        }
      }
    }
  }

  private static ObjectId table(SequenceOwner owner) {
    return ObjectId.table(owner.tableSchema(), owner.table());
  }

  private static boolean changesPersistence(Action alter) {
    return alter.before instanceof Table one
        && alter.after instanceof Table two
        && !one.persistence().equals(two.persistence());
  }
}
