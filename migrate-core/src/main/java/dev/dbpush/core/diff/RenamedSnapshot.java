package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.ColumnDefault;
import dev.dbpush.sql.schema.CompositeType;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.DomainType;
import dev.dbpush.sql.schema.EnumType;
import dev.dbpush.sql.schema.GenericObject;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Policy;
import dev.dbpush.sql.schema.Routine;
import dev.dbpush.sql.schema.Rule;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.SequenceOwner;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Statistics;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.Trigger;
import dev.dbpush.sql.schema.View;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How a snapshot looks after a rename: PostgreSQL's own texts follow the new name. */
final class RenamedSnapshot {
  private final Renames.Step step;
  private final Snapshot before;
  private final Words words;

  private RenamedSnapshot(Snapshot before, Renames.Step step) {
    this.step = step;
    this.before = before;
    this.words =
        step.ofValue()
            ? Words.ofValue(step.value(), step.name())
            : Words.ofName(step.id().name(), step.name());
  }

  static Snapshot of(Snapshot before, Renames.Step step) {
    return new RenamedSnapshot(before, step).apply();
  }

  /** One object after the rename. */
  static SchemaObject renamed(SchemaObject object, Renames.Step step, Snapshot snapshot) {
    return new RenamedSnapshot(snapshot, step).object(object);
  }

  private Snapshot apply() {
    SortedMap<ObjectId, SchemaObject> objects = new TreeMap<>();
    SortedMap<ObjectId, ObjectId> moved = new TreeMap<>();
    before
        .objects()
        .values()
        .forEach(
            object -> {
              SchemaObject renamed = object(object);
              objects.put(renamed.id(), renamed);
              moved.put(object.id(), renamed.id());
            });
    SortedMap<ObjectId, SortedSet<ObjectId>> needs = new TreeMap<>();
    before
        .dependencies()
        .forEach(
            (id, set) -> {
              SortedSet<ObjectId> renamed = new TreeSet<>();
              set.forEach(need -> renamed.add(moved.getOrDefault(need, need)));
              needs.put(moved.getOrDefault(id, id), renamed);
            });
    return new Snapshot(before.environment(), objects, needs, attached(), before.notManaged());
  }

  private SortedMap<ObjectId, SchemaObject> attached() {
    SortedMap<ObjectId, SchemaObject> attached = new TreeMap<>();
    before
        .attached()
        .values()
        .forEach(
            object -> {
              SchemaObject renamed = object(object);
              attached.put(renamed.id(), renamed);
            });
    return attached;
  }

  private boolean concerns(SchemaObject object) {
    ObjectId id = object.id();
    return id.equals(step.id())
        || before.needs(id).contains(step.id())
        || id.owningTable().equals(step.id())
        || step.id().kind() == ObjectKind.COLUMN && mentions(object);
  }

  /** A key's columns are no dependencies of what refers to the key. */
  private boolean mentions(SchemaObject object) {
    return object instanceof Constraint constraint
        && constraint.type() == 'f'
        && before.needs(object.id()).contains(step.id());
  }

  private ObjectId id(ObjectId id) {
    if (step.ofValue()) {
      return id;
    }
    ObjectId from = step.id();
    if (id.equals(from)) {
      return id.named(step.name());
    }
    boolean ownsParts =
        from.kind() == ObjectKind.TABLE
            || from.kind() == ObjectKind.VIEW
            || from.kind() == ObjectKind.MATERIALIZED_VIEW
            || from.kind() == ObjectKind.TYPE;
    if (ownsParts && id.schema().equals(from.schema()) && id.parent().equals(from.name())) {
      return new ObjectId(id.kind(), id.schema(), step.name(), id.name());
    }
    if (from.kind() == ObjectKind.COLUMN
        && id.kind() == ObjectKind.DEFAULT
        && id.owningTable().equals(from.owningTable())
        && id.name().equals(from.name())) {
      return id.named(step.name());
    }
    if (from.kind() == ObjectKind.TABLE
        && id.kind() == ObjectKind.INHERITANCE
        && id.name().equals(from.schema() + "." + from.name())) {
      return id.named(from.schema() + "." + step.name());
    }
    if (from.kind() == ObjectKind.SEQUENCE
        && id.kind() == ObjectKind.SEQUENCE_OWNER
        && id.schema().equals(from.schema())
        && id.name().equals(from.name())) {
      return id.named(step.name());
    }
    return id;
  }

  private String text(String text) {
    return words.replace(text);
  }

  private @Nullable String orNull(@Nullable String text) {
    return text == null ? null : words.replace(text);
  }

  private List<String> list(List<String> names) {
    return step.ofValue()
        ? names
        : names.stream().map(n -> n.equals(step.id().name()) ? step.name() : n).toList();
  }

  private SchemaObject object(SchemaObject old) {
    SchemaObject object = old.with(id(old.id()));
    if (object instanceof Inheritance i) {
      return new Inheritance(i.id(), id(i.parent()), i.bound(), i.position());
    }
    if (object instanceof SequenceOwner o) {
      return owner(o);
    }
    if (object instanceof EnumType e && step.ofValue() && old.id().equals(step.id())) {
      return new EnumType(
          e.id(),
          e.traits(),
          e.labels().stream().map(l -> l.equals(step.value()) ? step.name() : l).toList());
    }
    return concerns(old) ? texts(object, old) : object;
  }

  private SequenceOwner owner(SequenceOwner o) {
    ObjectId column =
        id(ObjectId.table(o.tableSchema(), o.table()).part(ObjectKind.COLUMN, o.column()));
    return new SequenceOwner(o.id(), column.parent(), column.name(), o.tableSchema());
  }

  private SchemaObject texts(SchemaObject object, SchemaObject old) {
    if (object instanceof Column c) {
      return column(c, old.id().equals(step.id()));
    }
    if (object instanceof ColumnDefault d) {
      return new ColumnDefault(d.id(), text(d.expression()), d.ofView());
    }
    if (object instanceof Constraint k) {
      return new Constraint(
          k.id(),
          k.traits(),
          k.type(),
          text(k.definition()),
          step.id().kind() == ObjectKind.COLUMN ? list(k.columns()) : k.columns(),
          k.validated(),
          k.onDomain(),
          k.clustered(),
          k.partitioned(),
          k.takenAlong());
    }
    if (object instanceof Index i) {
      return new Index(
          i.id(),
          i.traits(),
          id(i.table()),
          text(i.definition()),
          i.unique(),
          i.partitioned(),
          i.valid(),
          i.clustered(),
          i.statistics());
    }
    return otherTexts(object);
  }

  private SchemaObject column(Column c, boolean itself) {
    Column.Generated g = c.generated();
    return new Column(
        c.id(),
        c.traits(),
        c.position(),
        itself ? c.type() : text(c.type()),
        c.collation(),
        c.notNull(),
        c.identity(),
        g == null || itself ? g : new Column.Generated(text(g.expression()), g.stored()),
        c.storage(),
        c.compression(),
        c.statistics(),
        c.options(),
        c.inherited(),
        c.local());
  }

  private SchemaObject otherTexts(SchemaObject object) {
    if (object instanceof View v) {
      return new View(v.id(), v.traits(), v.columns(), text(v.query()), v.options(), v.storage());
    }
    if (object instanceof Trigger t) {
      return new Trigger(
          t.id(), t.traits(), text(t.definition()), t.enabled(), t.onView(), t.constraint());
    }
    if (object instanceof Rule r) {
      return new Rule(r.id(), r.traits(), text(r.definition()), r.enabled());
    }
    if (object instanceof Policy p) {
      return new Policy(
          p.id(),
          p.traits(),
          p.permissive(),
          p.command(),
          p.roles(),
          orNull(p.using()),
          orNull(p.check()));
    }
    if (object instanceof Statistics s) {
      return new Statistics(s.id(), s.traits(), text(s.definition()), s.target());
    }
    if (object instanceof DomainType d) {
      return new DomainType(
          d.id(),
          d.traits(),
          text(d.baseType()),
          d.collation(),
          d.notNull(),
          orNull(d.defaultExpression()));
    }
    if (object instanceof CompositeType c) {
      return new CompositeType(
          c.id(),
          c.traits(),
          c.attributes().stream()
              .map(
                  a ->
                      new CompositeType.Attribute(
                          a.name(), text(a.type()), a.collation(), a.comment()))
              .toList());
    }
    if (object instanceof Routine r) {
      return new Routine(
          r.id().named(text(r.id().name())),
          r.traits(),
          r.kind(),
          text(r.arguments()),
          text(r.result()),
          r.definition());
    }
    if (object instanceof GenericObject g) {
      return new GenericObject(
          g.id().named(text(g.id().name())),
          g.traits(),
          g.label(),
          text(g.address()),
          text(g.definition()));
    }
    if (object instanceof Table t) {
      return new Table(
          t.id(),
          t.traits(),
          t.persistence(),
          orNull(t.partitionKey()),
          t.ofType() == null ? null : text(t.ofType()),
          t.accessMethod(),
          t.tablespace(),
          t.options(),
          text(t.replicaIdentity()),
          t.rowSecurity(),
          t.forceRowSecurity());
    }
    return object;
  }
}
