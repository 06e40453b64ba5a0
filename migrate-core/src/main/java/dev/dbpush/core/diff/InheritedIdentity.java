package dev.dbpush.core.diff;

import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.ObjectId;
import java.util.List;

/**
 * Children get no identity with a new column of their parent, and PostgreSQL refuses a statement
 * that would give them one: the column comes first. PostgreSQL documentation, 5.3 (identity columns
 * and inheritance); partitions share the identity since 17.
 */
final class InheritedIdentity {
  private InheritedIdentity() {}

  /** The change, in two where the table has children by then. */
  static List<Change> apart(Change change, Fates fates) {
    if (change instanceof Change.Create create
        && create.object() instanceof Column column
        && column.identity() != null
        && hasChildren(column.id().owningTable(), fates)) {
      Column plain = column.identity(null);
      return List.of(
          new Change.Create(
              plain,
              create.parts(),
              create.initialGrants(),
              create.sequenceGrants(),
              create.options()),
          new Change.Alter(plain, column, false, false, false));
    }
    return List.of(change);
  }

  private static boolean hasChildren(ObjectId table, Fates fates) {
    return fates.after.objects().values().stream()
        .anyMatch(
            object ->
                object instanceof Inheritance link
                    && link.parent().equals(table)
                    && !fates.isNew(link.id())
                    && (link.bound() == null || fates.after.environment().version() < 17));
  }
}
