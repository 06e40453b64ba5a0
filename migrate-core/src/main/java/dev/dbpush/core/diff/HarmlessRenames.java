package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Sequence;
import dev.dbpush.sql.schema.SequenceOwner;
import dev.dbpush.sql.schema.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Renames that need no question: a constraint, an index or an owned sequence that is equal to the
 * new one in everything but its name.
 */
final class HarmlessRenames {
  private HarmlessRenames() {}

  static List<Renames.Step> find(Snapshot before, Snapshot after) {
    Map<String, List<ObjectId>> removed = shapesOnlyIn(before, after);
    Map<String, List<ObjectId>> added = shapesOnlyIn(after, before);
    List<Renames.Step> steps = new ArrayList<>();
    removed.forEach(
        (shape, from) -> {
          List<ObjectId> to = added.getOrDefault(shape, List.of());
          if (from.size() == 1 && to.size() == 1) {
            steps.add(new Renames.Step(from.get(0), "", to.get(0).name()));
          }
        });
    return steps;
  }

  private static Map<String, List<ObjectId>> shapesOnlyIn(Snapshot here, Snapshot there) {
    Map<String, List<ObjectId>> shapes = new TreeMap<>();
    for (SchemaObject object : here.objects().values()) {
      if (there.get(object.id()) == null) {
        String shape = shape(object, here);
        if (!shape.isEmpty()) {
          shapes.computeIfAbsent(shape, k -> new ArrayList<>()).add(object.id());
        }
      }
    }
    return shapes;
  }

  private static String shape(SchemaObject object, Snapshot snapshot) {
    ObjectId id = object.id();
    if (object instanceof Constraint || object instanceof Index) {
      SchemaObject nameless =
          RenamedSnapshot.renamed(object, new Renames.Step(id, "", "\u0001"), snapshot);
      return nameless.comparable().toString();
    }
    if (object instanceof Sequence sequence
        && snapshot.get(ObjectId.of(ObjectKind.SEQUENCE_OWNER, id.schema(), id.name()))
            instanceof SequenceOwner owner) {
      return "sequence "
          + id.schema()
          + " of "
          + owner.tableSchema()
          + "."
          + owner.table()
          + "."
          + owner.column()
          + " "
          + sequence.settings();
    }
    return "";
  }
}
