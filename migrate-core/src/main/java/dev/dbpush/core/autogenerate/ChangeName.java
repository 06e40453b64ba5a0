package dev.dbpush.core.autogenerate;

import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import java.util.Comparator;
import java.util.List;

/** A name for a migration nobody named: {@code add_email_to_member}. */
final class ChangeName {
  /** What a reader would name it by, if it is among the changes. */
  private static final List<ObjectKind> TELLING =
      List.of(
          ObjectKind.TABLE,
          ObjectKind.COLUMN,
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW,
          ObjectKind.TYPE,
          ObjectKind.ROUTINE,
          ObjectKind.INDEX,
          ObjectKind.CONSTRAINT);

  private ChangeName() {}

  /** The name of the first of the most telling changes. */
  static String of(List<Change> changes) {
    return changes.stream()
        .min(Comparator.comparingInt(ChangeName::rank))
        .map(ChangeName::name)
        .orElse("nothing");
  }

  private static int rank(Change change) {
    int index = TELLING.indexOf(change.id().kind());
    return index < 0 ? TELLING.size() : index;
  }

  private static String name(Change change) {
    ObjectId id = change.id();
    String name = id.name().replaceFirst("\\(.*", "");
    boolean part = !id.parent().isEmpty();
    if (change instanceof Change.Rename rename) {
      return "rename_" + name + "_to_" + rename.name();
    }
    if (change instanceof Change.RenameValue value) {
      return "rename_" + value.from() + "_to_" + value.to() + "_in_" + name;
    }
    if (change instanceof Change.Create) {
      return part ? "add_" + name + "_to_" + id.parent() : "create_" + name;
    }
    if (change instanceof Change.Drop) {
      return part ? "drop_" + name + "_from_" + id.parent() : "drop_" + name;
    }
    return part ? "alter_" + name + "_of_" + id.parent() : "alter_" + name;
  }
}
