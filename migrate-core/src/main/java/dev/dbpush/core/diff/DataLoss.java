package dev.dbpush.core.diff;

import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.CompositeType;
import dev.dbpush.sql.schema.EnumType;
import dev.dbpush.sql.schema.Namespace;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which changes lose data, and by which rule. */
final class DataLoss {
  /** So many new columns are named as what a dropped one may be called now. */
  private static final int MOST_NAMES = 3;

  private record Loss(String rule, ObjectId id, String what, List<String> values) {
    Loss(String rule, ObjectId id, String what) {
      this(rule, id, what, List.of());
    }
  }

  private DataLoss() {}

  /** Adds a refusal for every loss that is not allowed. */
  static void check(
      List<Change> changes, DiffOptions options, String defaultSchema, List<Refusal> refusals) {
    for (Loss loss : losses(changes, defaultSchema)) {
      if (!options.allows(loss.rule)) {
        boolean known =
            options.nothingElseIsRenamed()
                || refusals.stream().anyMatch(refusal -> refusal.object().equals(loss.id));
        String renamed = known ? "" : renamed(loss.id, changes, defaultSchema);
        refusals.add(
            new Refusal(
                loss.rule,
                loss.id,
                loss.what + " loses data",
                "if that is meant: -Ddb.allow=" + loss.rule + renamed,
                loss.values));
      }
    }
  }

  /** A column of another type may still be the same one under a new name. */
  private static String renamed(ObjectId column, List<Change> changes, String defaultSchema) {
    List<String> pairs =
        changes.stream()
            .filter(Change.Create.class::isInstance)
            .map(Change::id)
            .filter(id -> column.kind() == ObjectKind.COLUMN && id.kind() == ObjectKind.COLUMN)
            .filter(id -> id.owningTable().equals(column.owningTable()))
            .filter(id -> !id.equals(column))
            .map(id -> column.display(defaultSchema) + ":" + id.display(defaultSchema))
            .limit(MOST_NAMES)
            .toList();
    return pairs.isEmpty() ? "" : "; if it was renamed: -Ddb.rename=" + String.join(" or ", pairs);
  }

  /** What cannot be brought back, in words. */
  static List<String> of(List<Change> changes, String defaultSchema) {
    return losses(changes, defaultSchema).stream().map(Loss::what).toList();
  }

  private static List<Loss> losses(List<Change> changes, String defaultSchema) {
    List<Loss> losses = new ArrayList<>();
    Map<ObjectId, EnumType> droppedEnums = new TreeMap<>();
    for (Change change : changes) {
      String name = change.id().display(defaultSchema);
      if (change instanceof Change.Drop drop) {
        drop(drop.object(), name, losses);
      } else if (change instanceof Change.Alter alter
          && alter.before() instanceof Column one
          && alter.after() instanceof Column two
          && !alter.viaText()
          && !one.type().equals(two.type())
          && TypeNames.narrows(one.type(), two.type())) {
        losses.add(
            new Loss(
                "narrow-type",
                change.id(),
                "changing " + name + " from " + one.type() + " to " + two.type()));
      } else if (change instanceof Change.Alter alter
          && alter.before() instanceof CompositeType one
          && alter.after() instanceof CompositeType two) {
        attributes(one, two, name, losses);
      } else if (change instanceof Change.SetAside aside && aside.type() instanceof EnumType type) {
        droppedEnums.put(type.id(), type);
      } else if (change instanceof Change.Create create
          && create.object() instanceof EnumType two
          && droppedEnums.containsKey(two.id())
          && !two.labels().containsAll(droppedEnums.get(two.id()).labels())) {
        EnumType one = droppedEnums.get(two.id());
        List<String> removed = new ArrayList<>(one.labels());
        removed.removeAll(two.labels());
        losses.add(
            new Loss(
                "drop-enum-value",
                change.id(),
                "removing " + String.join(", ", removed) + " from type " + name,
                removed));
      }
    }
    return losses;
  }

  /** Columns and typed tables lose what their type loses. */
  private static void attributes(
      CompositeType before, CompositeType after, String name, List<Loss> losses) {
    for (CompositeType.Attribute attribute : before.attributes()) {
      if (after.attributes().stream().noneMatch(a -> a.name().equals(attribute.name()))) {
        losses.add(
            new Loss(
                "drop-column", before.id(), "dropping attribute " + name + "." + attribute.name()));
      }
    }
  }

  private static void drop(SchemaObject object, String name, List<Loss> losses) {
    if (object instanceof Table) {
      losses.add(new Loss("drop-table", object.id(), "dropping table " + name));
    } else if (object instanceof Column column && column.generated() == null) {
      losses.add(new Loss("drop-column", object.id(), "dropping column " + name));
    } else if (object instanceof Namespace) {
      losses.add(new Loss("drop-schema", object.id(), "dropping schema " + name));
    }
  }
}
