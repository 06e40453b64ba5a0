package dev.dbpush.core.diff;

import dev.dbpush.core.diff.Action.Kind;
import dev.dbpush.core.diff.Action.MergeReason;
import dev.dbpush.core.diff.Fates.Fate;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.ColumnDefault;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.DefaultNames;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Sequence;
import dev.dbpush.sql.schema.SequenceOwner;
import dev.dbpush.sql.schema.SequenceSettings;
import dev.dbpush.sql.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The actions that the fates ask for, and which of them one statement does together. */
final class Actions {
  private final Fates fates;
  private final Lineage lineage;
  private final Map<ObjectId, Action> asides = new LinkedHashMap<>();
  private final Map<ObjectId, Action> drops = new LinkedHashMap<>();
  private final Map<ObjectId, Action> creates = new LinkedHashMap<>();
  private final Map<ObjectId, Action> alters = new LinkedHashMap<>();

  /** Primary keys, unique and exclusion constraints that are made, by table. */
  private final Map<ObjectId, List<Constraint>> newKeys = new HashMap<>();

  /** What a child still needs after a statement on its parent. */
  private final Map<ObjectId, Action> extras = new LinkedHashMap<>();

  private final TableStages stages;

  Actions(Fates fates) {
    this.fates = fates;
    this.lineage = new Lineage(fates);
    fates.all().forEach(this::act);
    stages = TableStages.of(fates, alters);
    inherited();
    typed();
    creates.values().stream()
        .map(action -> action.after)
        .filter(object -> object instanceof Constraint c && "pux".indexOf(c.type()) >= 0)
        .forEach(
            key ->
                newKeys
                    .computeIfAbsent(key.id().owningTable(), k -> new ArrayList<>())
                    .add((Constraint) key));
    creates.values().forEach(this::mergeCreate);
    for (ObjectId id : fates.after.objects().keySet()) {
      if (lineage.ancestor(id) != null) {
        extra(id);
        noDefault(id.part(ObjectKind.DEFAULT, id.name()));
      }
    }
    regrant();
    DropMerges merges = new DropMerges(fates, drops);
    drops.values().forEach(merges::merge);
  }

  /** Privileges of columns that go with those of their table or view are given again. */
  private void regrant() {
    for (Action owner : List.copyOf(alters.values())) {
      for (SchemaObject column : LostGrants.losing(owner, fates.after)) {
        ObjectId id = column.id();
        if (creates.containsKey(id)) {
          continue; // made behind the revocation
        }
        Map<ObjectId, Action> map = isImplied(alters.get(id)) ? extras : alters;
        Action own = map.get(id);
        SchemaObject start = own == null || own.before == null ? column : own.before;
        Action again = new Action(Kind.ALTER, id, LostGrants.without(start, owner), column);
        again.viaText = own != null && own.viaText;
        map.put(id, again);
      }
    }
  }

  private static boolean isImplied(@Nullable Action action) {
    return action != null && action.isMerged();
  }

  /** ALTER TYPE … CASCADE changes the columns of typed tables. */
  private void typed() {
    for (Map<ObjectId, Action> map : List.of(creates, drops, alters)) {
      for (Action action : List.copyOf(map.values())) {
        ObjectId id = action.id;
        if (id.kind() == ObjectKind.COLUMN
            && fates.before.get(id.owningTable()) instanceof Table one
            && fates.after.get(id.owningTable()) instanceof Table two
            && one.ofType() != null
            && one.ofType().equals(two.ofType())
            && !fates.isNew(id.owningTable())
            && !fates.isUntied(id.owningTable())) {
          fates.after.needs(two.id()).stream()
              .filter(need -> need.kind() == ObjectKind.TYPE && alters.containsKey(need))
              .findFirst()
              .ifPresent(type -> follows(action, alters.get(type)));
        }
      }
    }
  }

  /** The type's statement does it, but for what a table says of its own columns. */
  private void follows(Action action, @Nullable Action type) {
    if (action.kind == Kind.ALTER
        && action.before instanceof Column one
        && action.after instanceof Column two) {
      Column retyped = one.ofType(two);
      if (!retyped.comparable().equals(two.comparable())) {
        alters.put(action.id, new Action(Kind.ALTER, action.id, retyped, two));
        return;
      }
    }
    implied(action, type);
  }

  List<Action> all() {
    List<Action> all = new ArrayList<>();
    List.of(asides, drops, alters, creates, extras).forEach(map -> all.addAll(map.values()));
    return all;
  }

  /** What tables do before everything else, and behind it. */
  TableStages stages() {
    return stages;
  }

  Collection<Action> extras() {
    return extras.values();
  }

  @Nullable Action extraOf(ObjectId id) {
    return extras.get(id);
  }

  /** Whether the statement on a column must leave those of the children alone. */
  boolean isAlone(Action action) {
    return lineage.dropsNotNullAlone(action.id);
  }

  @Nullable Action aside(ObjectId id) {
    return asides.get(id);
  }

  @Nullable Action drop(ObjectId id) {
    return drops.get(id);
  }

  @Nullable Action create(ObjectId id) {
    return creates.get(id);
  }

  @Nullable Action alter(ObjectId id) {
    return alters.get(id);
  }

  /** What is done to the old object. */
  @Nullable Action tear(ObjectId id) {
    Action drop = drops.get(id);
    return drop == null ? alters.get(id) : drop;
  }

  /** What makes the new object what it is to be. */
  @Nullable Action build(ObjectId id) {
    Action create = creates.get(id);
    return create == null ? alters.get(id) : create;
  }

  private void act(ObjectId id, Fate fate) {
    SchemaObject before = fates.before.get(id);
    SchemaObject after = fates.after.get(id);
    switch (fate) {
      case REMOVED -> drops.put(id, new Action(Kind.DROP, id, before, null));
      case ADDED -> creates.put(id, new Action(Kind.CREATE, id, null, after));
      case ALTER -> {
        Action alter = new Action(Kind.ALTER, id, before, after);
        alter.viaText = fates.viaText(id);
        alters.put(id, alter);
      }
      case RECREATE -> {
        drops.put(id, new Action(Kind.DROP, id, before, null));
        creates.put(id, new Action(Kind.CREATE, id, null, after));
        if (id.kind() == ObjectKind.TYPE && usedByRetypedColumn(id)) {
          asides.put(id, new Action(Kind.SET_ASIDE, id, before, null));
        }
      }
      default -> {}
    }
  }

  private boolean usedByRetypedColumn(ObjectId type) {
    return fates.dependents(type).stream()
        .anyMatch(
            id ->
                id.kind() == ObjectKind.COLUMN && fates.of(id) == Fate.ALTER
                    || id.kind() == ObjectKind.TYPE
                        && fates.of(id) == Fate.RECREATE
                        && usedByRetypedColumn(id)); // what a type is made of goes behind it
  }

  private void mergeCreate(Action action) {
    ObjectId id = action.id;
    if (action.isMerged()) {
      return;
    }
    switch (id.kind()) {
      case COLUMN, INHERITANCE -> {
        Action table = creates.get(id.owningTable());
        if (table != null && action.after != null && !isView(action)) {
          merge(action, table, MergeReason.FIXED);
        }
      }
      case DEFAULT -> {
        Action column = creates.get(id.part(ObjectKind.COLUMN, id.name()));
        if (column != null
            && !column.implied
            && action.after instanceof ColumnDefault d
            && !d.ofView()) {
          merge(action, column, MergeReason.DEFAULT_OR_CHECK);
          mergeSerial(id);
        }
      }
      case CONSTRAINT -> {
        Constraint constraint = (Constraint) action.object();
        Action owner =
            creates.get(
                constraint.onDomain()
                    ? ObjectId.of(ObjectKind.TYPE, id.schema(), id.parent())
                    : id.owningTable());
        if (owner != null && constraint.validated() && !repeats(constraint)) {
          merge(
              action,
              owner,
              constraint.type() == 'f'
                  ? MergeReason.FOREIGN_KEY
                  : constraint.type() == 'c' ? MergeReason.DEFAULT_OR_CHECK : MergeReason.FIXED);
        }
      }
      default -> {}
    }
  }

  /** CREATE TABLE makes one key of two that are alike. */
  private boolean repeats(Constraint key) {
    return newKeys.getOrDefault(key.id().owningTable(), List.of()).stream()
        .anyMatch(
            c ->
                c.columns().equals(key.columns())
                    && (c.type() == 'x') == (key.type() == 'x')
                    && (c.type() < key.type()
                        || c.type() == key.type() && c.id().compareTo(key.id()) < 0));
  }

  private static boolean isView(Action action) {
    return action.id.kind() == ObjectKind.COLUMN && !(action.after instanceof Column);
  }

  /** A sequence, its default and its ownership are what serial says, if they are all new. */
  private void mergeSerial(ObjectId defaultId) {
    ObjectId columnId = defaultId.part(ObjectKind.COLUMN, defaultId.name());
    ObjectId sequenceId =
        ObjectId.of(
            ObjectKind.SEQUENCE,
            defaultId.schema(),
            DefaultNames.sequence(defaultId.parent(), defaultId.name()));
    ObjectId ownerId =
        ObjectId.of(ObjectKind.SEQUENCE_OWNER, sequenceId.schema(), sequenceId.name());
    Action sequence = creates.get(sequenceId);
    Action owner = creates.get(ownerId);
    Action column = creates.get(columnId);
    if (sequence != null
        && owner != null
        && column != null
        && column.after instanceof Column c
        && sequence.after instanceof Sequence s
        && owner.after instanceof SequenceOwner o
        && o.column().equals(c.id().name())
        && o.table().equals(c.id().parent())
        && fates.after.needs(defaultId).contains(sequenceId)
        && isSerial(c, s)) {
      merge(sequence, column, MergeReason.SEQUENCE);
      merge(owner, column, MergeReason.SEQUENCE);
    }
  }

  private static boolean isSerial(Column column, Sequence sequence) {
    return column.notNull()
        && !column.inherited()
        && column.identity() == null
        && List.of("smallint", "integer", "bigint").contains(column.type())
        && sequence.settings().equals(SequenceSettings.of(column.type()))
        && sequence.unlogged() == false;
  }

  private static void merge(Action part, Action whole, MergeReason reason) {
    part.mergeInto(whole, reason);
  }

  /** Statements on a parent reach its children. */
  private void inherited() {
    for (Map<ObjectId, Action> map : List.of(creates, drops, alters)) {
      for (Action action : List.copyOf(map.values())) {
        ObjectId ancestor = lineage.ancestor(action.id);
        if (ancestor == null) {
          continue;
        }
        if (action.kind == Kind.DROP
            && (keptLocally(action)
                || keepsItsColumn(action.id, ancestor)
                || drops.containsKey(action.id.owningTable()))) {
          continue;
        }
        if (action.kind == Kind.CREATE && hadItsColumn(action.id, ancestor)) {
          continue;
        }
        boolean newTable = creates.get(action.id.owningTable()) != null;
        if (newTable && action.kind == Kind.CREATE) {
          if (lineage.comesWithTable(action.id)) {
            implied(action, creates.get(action.id.owningTable()));
          }
        } else if (map.get(ancestor) != null) {
          implied(action, map.get(ancestor));
        }
      }
    }
  }

  /** A column that a child declares itself stays when the parent's goes. */
  private static boolean keptLocally(Action action) {
    return action.before instanceof Column column && column.local();
  }

  /** The default of such a column does not go with the parent's column. */
  private boolean keepsItsColumn(ObjectId id, ObjectId ancestor) {
    return id.kind() == ObjectKind.DEFAULT
        && drops.containsKey(ancestor.part(ObjectKind.COLUMN, id.name()))
        && !drops.containsKey(id.part(ObjectKind.COLUMN, id.name()));
  }

  /** A new column of the parent gives no default to a column that a child has already. */
  private boolean hadItsColumn(ObjectId id, ObjectId ancestor) {
    return id.kind() == ObjectKind.DEFAULT
        && creates.containsKey(ancestor.part(ObjectKind.COLUMN, id.name()))
        && !creates.containsKey(id.part(ObjectKind.COLUMN, id.name()));
  }

  private static void implied(Action action, @Nullable Action cause) {
    if (cause != null) {
      action.implied = true;
      action.mergeInto(cause, MergeReason.FIXED);
    }
  }

  /** A child without a default gets that of its parent, and must lose it again. */
  private void noDefault(ObjectId id) {
    Action drop = drops.get(id);
    SchemaObject reached = lineage.reached(id);
    if (fates.after.get(id) == null
        && reached != null
        && (drop == null || fates.isNew(id.owningTable()))
        && (fates.isNew(id.owningTable()) || fates.before.get(id) == null)) {
      extras.put(id, new Action(Kind.DROP, id, reached, null));
    }
  }

  private void extra(ObjectId id) {
    Action own = build(id);
    boolean reachedAlready = own == null || own.implied || own.kind == Kind.ALTER;
    boolean newAndLocal = creates.get(id.owningTable()) != null && !lineage.comesWithTable(id);
    if (newAndLocal) {
      Column made = lineage.madeLocally(id);
      if (made != null) {
        extras.put(id, new Action(Kind.ALTER, id, made, fates.after.get(id)));
      }
    }
    if (!reachedAlready || newAndLocal) {
      return;
    }
    SchemaObject reached = lineage.reached(id);
    SchemaObject wanted = fates.after.get(id);
    if (wanted != null && (reached == null || !reached.comparable().equals(wanted.comparable()))) {
      if (own != null && own.kind == Kind.ALTER && !own.implied) {
        return;
      }
      extras.put(id, new Action(reached == null ? Kind.CREATE : Kind.ALTER, id, reached, wanted));
    }
  }
}
