package dev.dbpush.sql.render;

import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.ColumnDefault;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.DefaultPrivileges;
import dev.dbpush.sql.schema.Extension;
import dev.dbpush.sql.schema.GenericObject;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Policy;
import dev.dbpush.sql.schema.Routine;
import dev.dbpush.sql.schema.Rule;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Sequence;
import dev.dbpush.sql.schema.SequenceOwner;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Statistics;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.Trigger;
import dev.dbpush.sql.schema.View;
import dev.dbpush.sql.syntax.Identifier;
import java.util.List;

/** Renders changes as SQL. Pure: the same changes give the same text. */
public final class DdlRenderer {
  private final Context context;
  private final ColumnRendering columns;
  private final ConstraintRendering constraints;
  private final TableRendering tables;
  private final TypeRendering types;
  private final SequenceRendering sequences;
  private final OtherRendering others;

  private DdlRenderer(Snapshot.Environment environment) {
    context = new Context(environment);
    columns = new ColumnRendering(context);
    constraints = new ConstraintRendering(context);
    tables = new TableRendering(context, columns, constraints);
    types = new TypeRendering(context);
    sequences = new SequenceRendering(context);
    others = new OtherRendering(context);
  }

  /**
   * The statements of the changes, in their order.
   *
   * @param environment of the database that they are for
   */
  public static List<DdlStatement> render(List<Change> changes, Snapshot.Environment environment) {
    DdlRenderer renderer = new DdlRenderer(environment);
    changes.forEach(renderer::change);
    return renderer.context.out.result();
  }

  private void change(Change change) {
    if (change instanceof Change.Create create) {
      create(create);
    } else if (change instanceof Change.Drop drop) {
      drop(drop);
    } else if (change instanceof Change.Alter alter) {
      alter(alter);
    } else if (change instanceof Change.Rename rename) {
      rename(rename.before(), rename.name());
    } else if (change instanceof Change.SetAside aside) {
      rename(aside.type(), aside.name());
    } else if (change instanceof Change.RenameValue value) {
      context.out.statement(
          "ALTER TYPE "
              + context.names.of(value.id())
              + " RENAME VALUE "
              + Identifier.literal(value.from())
              + " TO "
              + Identifier.literal(value.to()));
    } else if (change instanceof Change.Validate validate) {
      constraints.validate((Constraint) validate.constraint());
    }
  }

  private void rename(SchemaObject object, String name) {
    ObjectId id = object.id();
    String quoted = Identifier.quote(id.name());
    String to = Identifier.quote(name);
    switch (id.kind()) {
      case COLUMN ->
          context.out.statement(
              "ALTER TABLE " + context.names.parent(id) + " RENAME COLUMN " + quoted + " TO " + to);
      case CONSTRAINT ->
          context.out.statement(
              (((Constraint) object).onDomain() ? "ALTER DOMAIN " : "ALTER TABLE ")
                  + context.names.owner((Constraint) object)
                  + " RENAME CONSTRAINT "
                  + quoted
                  + " TO "
                  + to);
      default ->
          context.out.statement(
              "ALTER "
                  + context.names.keyword(object)
                  + " "
                  + context.names.of(id)
                  + " RENAME TO "
                  + to);
    }
  }

  private void create(Change.Create create) {
    SchemaObject object = create.object();
    if (object instanceof Table table) {
      tables.create(table, create.parts(), create.initialGrants());
    } else if (object instanceof Column column) {
      tables.addColumn(column, create);
      newSequences(create);
      return;
    } else if (object instanceof ColumnDefault value) {
      setDefault(value);
    } else if (object instanceof Constraint constraint) {
      constraints.create(constraint, create.options());
      return;
    } else if (object instanceof Index index) {
      constraints.create(index, create.options());
      return;
    } else if (object instanceof Inheritance inheritance) {
      tables.join(inheritance);
    } else if (object.id().kind() == ObjectKind.TYPE) {
      types.create(object, create.parts());
    } else {
      createOther(object);
    }
    if (!(object instanceof Table)) {
      context.newTraits(object, create.initialGrants());
    }
    newSequences(create);
    if (object.id().kind() == ObjectKind.TYPE) {
      create.parts().forEach(part -> context.newTraits(part, List.of()));
    }
  }

  /** What the sequences of serial columns have beside their settings. */
  private void newSequences(Change.Create create) {
    create.parts().stream()
        .filter(part -> part instanceof Sequence)
        .forEach(part -> context.newTraits(part, create.sequenceGrants()));
  }

  private void createOther(SchemaObject object) {
    if (object instanceof Sequence sequence) {
      sequences.create(sequence);
    } else if (object instanceof SequenceOwner owner) {
      sequences.own(owner);
    } else if (object instanceof View view) {
      others.create(view);
    } else if (object instanceof Trigger trigger) {
      others.create(trigger);
    } else if (object instanceof Rule rule) {
      others.create(rule);
    } else if (object instanceof Policy policy) {
      others.create(policy);
    } else if (object instanceof Statistics statistics) {
      context.out.statement(statistics.definition());
      others.statistics(statistics, -1);
    } else if (object instanceof Extension extension) {
      others.create(extension);
    } else if (object instanceof DefaultPrivileges defaults) {
      others.defaultPrivileges(null, defaults);
    } else if (object instanceof Routine routine) {
      context.out.statement(newRoutine(routine));
    } else if (object instanceof GenericObject generic) {
      List.of(generic.definition().split(";\n")).forEach(context.out::statement);
    } else if (object.id().kind() == ObjectKind.SCHEMA) {
      context.out.statement("CREATE SCHEMA " + Identifier.quote(object.id().name()));
    }
  }

  private static String newRoutine(Routine routine) {
    return routine.definition().replaceFirst("^CREATE OR REPLACE ", "CREATE ");
  }

  private void setDefault(ColumnDefault value) {
    context.out.action(
        (value.ofView() ? "VIEW " : "TABLE ") + context.names.parent(value.id()),
        Passes.ADD_CONSTRAINT,
        "ALTER COLUMN "
            + Identifier.quote(value.id().name())
            + " SET DEFAULT "
            + value.expression());
  }

  /**
   * A child's own column that is the parent's too: whether it stays when the parent's goes depends
   * on how the child was made.
   */
  private static boolean mayGoWithParent(Column column) {
    return column.inherited() && column.local();
  }

  private void drop(Change.Drop drop) {
    SchemaObject object = drop.object();
    String quoted = Identifier.quote(object.id().name());
    if (object instanceof Column column) {
      context.out.action(
          context.names.target(object),
          Passes.DROP,
          (mayGoWithParent(column) ? "DROP COLUMN IF EXISTS " : "DROP COLUMN ") + quoted);
    } else if (object instanceof ColumnDefault value) {
      context.out.action(
          (value.ofView() ? "VIEW " : "TABLE ") + context.names.parent(value.id()),
          Passes.DROP,
          "ALTER COLUMN " + quoted + " DROP DEFAULT");
    } else if (object instanceof Constraint constraint) {
      constraints.drop(constraint, drop.ifExists());
    } else if (object instanceof Index index) {
      constraints.drop(index, drop);
    } else if (object instanceof Inheritance inheritance) {
      tables.leave(inheritance);
    } else if (object instanceof SequenceOwner owner) {
      sequences.disown(owner);
    } else if (object instanceof DefaultPrivileges defaults) {
      others.defaultPrivileges(defaults, null);
    } else {
      context.out.statement("DROP " + context.names.address(object));
    }
  }

  private void alter(Change.Alter alter) {
    SchemaObject before = alter.before();
    SchemaObject after = alter.after();
    if (before instanceof Table one && after instanceof Table two) {
      tables.alter(one, two);
    } else if (before instanceof Column one && after instanceof Column two) {
      if (alter.byCheck()) {
        columns.notNullByCheck(two);
      } else {
        columns.alter(one, two, alter);
      }
    } else if (after instanceof ColumnDefault value) {
      setDefault(value);
    } else if (before instanceof Constraint one && after instanceof Constraint two) {
      constraints.alter(one, two);
    } else if (before instanceof Index one && after instanceof Index two) {
      constraints.alter(one, two);
    } else if (before instanceof Sequence one && after instanceof Sequence two) {
      sequences.alter(one, two);
    } else if (after instanceof SequenceOwner owner) {
      sequences.own(owner);
    } else if (after.id().kind() == ObjectKind.TYPE) {
      types.alter(before, after);
    } else {
      alterOther(before, after);
    }
  }

  private void alterOther(SchemaObject before, SchemaObject after) {
    if (before instanceof View one && after instanceof View two) {
      others.alter(one, two);
    } else if (before instanceof Policy one && after instanceof Policy two) {
      others.alter(one, two);
    } else if (before instanceof Extension one && after instanceof Extension two) {
      others.alter(one, two);
    } else if (before instanceof DefaultPrivileges one && after instanceof DefaultPrivileges two) {
      others.defaultPrivileges(one, two);
    } else {
      if (before instanceof Trigger one && after instanceof Trigger two) {
        others.enable(two, one.enabled(), two.enabled());
      } else if (before instanceof Rule one && after instanceof Rule two) {
        others.enable(two, one.enabled(), two.enabled());
      } else if (before instanceof Statistics one && after instanceof Statistics two) {
        others.statistics(two, one.target());
      } else if (before instanceof Routine one
          && after instanceof Routine two
          && !one.definition().equals(two.definition())) {
        context.out.statement(two.definition());
      }
      context.traits(after, before.traits(), after.traits());
    }
  }
}
