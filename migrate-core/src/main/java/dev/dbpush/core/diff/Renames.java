package dev.dbpush.core.diff;

import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.DefaultNames;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Sequence;
import dev.dbpush.sql.schema.SequenceSettings;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Traits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Renames, one after the other: each speaks of names that those before it have made. */
final class Renames {

  /** A new name, of an object or of a value of an enum type. */
  record Step(ObjectId id, String value, String name) {
    boolean ofValue() {
      return !value.isEmpty();
    }
  }

  private final List<Step> steps;

  Renames(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /** Those that the options name; refuses what looks like others. */
  static Renames of(Snapshot before, Snapshot after, DiffOptions options, List<Refusal> refusals) {
    if (options.nothingIsRenamed()) {
      return new Renames(List.of());
    }
    Renames given = RenameOption.resolve(before, options.pairs(), refusals);
    if (!options.nothingElseIsRenamed()) {
      RenameDetector.detect(given.apply(before), after, refusals);
    }
    return given;
  }

  Snapshot apply(Snapshot snapshot) {
    Snapshot result = snapshot;
    for (Step step : steps) {
      result = RenamedSnapshot.of(result, step);
    }
    return result;
  }

  /** The way back: last rename first. */
  Renames inverted(Snapshot after) {
    List<Step> back = new ArrayList<>();
    for (Step step : steps) {
      back.add(
          step.ofValue()
              ? new Step(step.id, step.name, step.value)
              : new Step(step.id.named(step.name), "", step.id.name()));
    }
    Collections.reverse(back);
    return new Renames(back);
  }

  /** Together with those of constraints, indexes and sequences that are equal but for the name. */
  Renames withHarmlessOnes(Snapshot before, Snapshot after, DiffOptions options) {
    if (options.nothingIsRenamed()) {
      return this;
    }
    List<Step> all = new ArrayList<>(steps);
    all.addAll(HarmlessRenames.find(apply(before), after));
    return new Renames(all);
  }

  List<Change> changes(Snapshot before) {
    List<Change> changes = new ArrayList<>();
    Snapshot now = before;
    for (Step step : steps) {
      SchemaObject object = now.get(step.id);
      if (object != null) {
        if (step.ofValue()) {
          changes.add(new Change.RenameValue(step.id, step.value, step.name));
        } else {
          changes.add(new Change.Rename(object, step.name));
          followers(now, object, step.name, changes);
        }
      }
      now = RenamedSnapshot.of(now, step);
    }
    return changes;
  }

  /** What PostgreSQL named after a table or a column keeps the old name, unless told. */
  private static void followers(
      Snapshot now, SchemaObject object, String name, List<Change> changes) {
    ObjectId id = object.id();
    if (object instanceof Column column) {
      follow(now, column, id.parent(), name, changes);
    } else if (id.kind() == ObjectKind.TABLE) {
      for (SchemaObject part : now.objects().values()) {
        if (part instanceof Column column && column.id().owningTable().equals(id)) {
          follow(now, column, name, column.id().name(), changes);
        }
      }
    }
  }

  private static void follow(
      Snapshot now, Column column, String table, String name, List<Change> changes) {
    ObjectId id = column.id();
    if (column.identity() != null && column.identity().sequence() == null) {
      ObjectId sequence =
          ObjectId.of(
              ObjectKind.SEQUENCE, id.schema(), DefaultNames.sequence(id.parent(), id.name()));
      changes.add(
          new Change.Rename(
              new Sequence(sequence, Traits.NONE, SequenceSettings.of("bigint"), false),
              DefaultNames.sequence(table, name)));
    }
  }
}
