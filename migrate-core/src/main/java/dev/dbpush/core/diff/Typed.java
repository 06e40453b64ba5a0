package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.CompositeType;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.TypeNames;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Tables of a type, whose columns must be the type's attributes, in their order. PostgreSQL
 * documentation, ALTER TABLE, OF.
 */
final class Typed {
  private Typed() {}

  /** Whether this is a table of the type, before and after. */
  static boolean isOf(ObjectId table, ObjectId type, Snapshot before, Snapshot after) {
    return before.get(type) instanceof CompositeType
        && before.get(table) instanceof Table one
        && after.get(table) instanceof Table two
        && one.ofType() != null
        && one.ofType().equals(two.ofType());
  }

  /** Whether a table can let its type go, and become one of the type that is made anew. */
  static boolean canComeBack(ObjectId table, ObjectId type, Snapshot before, Snapshot after) {
    return isOf(table, type, before, after)
        && before.get(type) instanceof CompositeType one
        && after.get(type) instanceof CompositeType two
        && Comparison.keepsOrder(one, two);
  }

  /** Whether ALTER TYPE, which knows no USING, can change the columns of tables too. */
  static boolean followsWithoutCast(ObjectId type, Snapshot before, Snapshot after) {
    return before.get(type) instanceof CompositeType one
        && after.get(type) instanceof CompositeType two
        && one.attributes().stream()
            .allMatch(
                a ->
                    two.attributes().stream()
                        .filter(b -> b.name().equals(a.name()))
                        .allMatch(
                            b -> TypeNames.assignable(after.environment(), a.type(), b.type())));
  }

  /** Whether a table that gets a type has its columns in the order of the attributes by then. */
  static boolean canJoin(Table table, Snapshot before, Snapshot after) {
    if (table.ofType() == null
        || before.get(table.id()) instanceof Table old
            && Objects.equals(old.ofType(), table.ofType())) {
      return true;
    }
    List<String> wanted = columns(table.id(), after);
    List<String> kept = columns(table.id(), before).stream().filter(wanted::contains).toList();
    return wanted.subList(0, kept.size()).equals(kept);
  }

  private static List<String> columns(ObjectId table, Snapshot snapshot) {
    return snapshot
        .objects()
        .subMap(table.part(ObjectKind.COLUMN, ""), table.part(ObjectKind.COLUMN, "\uffff"))
        .values()
        .stream()
        .map(Column.class::cast)
        .sorted(Comparator.comparingInt(Column::position))
        .map(column -> column.id().name())
        .toList();
  }
}
