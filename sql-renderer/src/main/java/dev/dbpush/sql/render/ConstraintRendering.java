package dev.dbpush.sql.render;

import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.syntax.Identifier;
import java.util.List;

/** Constraints and indexes. */
final class ConstraintRendering {
  private final Context context;

  ConstraintRendering(Context context) {
    this.context = context;
  }

  String inTable(Constraint constraint) {
    return "CONSTRAINT " + Identifier.quote(constraint.id().name()) + " " + constraint.definition();
  }

  /** What a constraint needs behind the statement that makes it. */
  void afterwards(Constraint constraint) {
    if (constraint.clustered()) {
      context.out.action(
          context.names.target(constraint),
          Passes.MISC,
          "CLUSTER ON " + Identifier.quote(constraint.id().name()));
    }
    context.newTraits(constraint, List.of());
  }

  /** A key by an index that is built before: only the name is taken under the strong lock. */
  private void byIndex(Constraint key) {
    String name = Identifier.quote(key.id().name());
    String kind = key.type() == 'p' ? "PRIMARY KEY" : "UNIQUE";
    String rest = key.definition().substring(kind.length());
    String timing = "";
    int deferrable = rest.indexOf(" DEFERRABLE");
    if (deferrable >= 0) {
      timing = rest.substring(deferrable);
      rest = rest.substring(0, deferrable);
    }
    String nulls = " NULLS NOT DISTINCT";
    boolean notDistinct = rest.startsWith(nulls);
    String columns = notDistinct ? rest.substring(nulls.length()) : rest;
    int with = columns.lastIndexOf(" WITH (");
    String storage = with < 0 ? "" : columns.substring(with);
    context.out.statement(
        "CREATE UNIQUE INDEX CONCURRENTLY "
            + name
            + " ON "
            + context.names.parent(key.id())
            + (with < 0 ? columns : columns.substring(0, with))
            + (notDistinct ? nulls : "")
            + storage,
        DdlStatement.Mode.NO_TRANSACTION);
    context.out.statement(
        "ALTER "
            + context.names.target(key)
            + " ADD CONSTRAINT "
            + name
            + " "
            + kind
            + " USING INDEX "
            + name
            + timing);
  }

  void create(Constraint constraint, Change.Create.Options options) {
    if (options.concurrently()) {
      byIndex(constraint);
      afterwards(constraint);
      return;
    }
    if (!constraint.validated() && "pux".indexOf(constraint.type()) >= 0) {
      context.out.statement( // a key of a partitioned table, of which no partition has its share
          "ALTER TABLE ONLY "
              + context.names.parent(constraint.id())
              + " ADD "
              + inTable(constraint));
      afterwards(constraint);
      return;
    }
    boolean notValid = options.notValid() || !constraint.validated();
    String add = "ADD " + inTable(constraint) + (notValid ? " NOT VALID" : "");
    if (constraint.onDomain()) {
      context.out.statement("ALTER DOMAIN " + context.names.owner(constraint) + " " + add);
    } else {
      if (options.ifMissing()) {
        context.out.action(
            context.names.target(constraint),
            Passes.DROP,
            "DROP CONSTRAINT IF EXISTS " + Identifier.quote(constraint.id().name()));
      }
      context.out.action(context.names.target(constraint), Passes.ADD_CONSTRAINT, add);
    }
    afterwards(constraint);
    if (options.replicaIdentity()) {
      replicaIdentity(context.names.target(constraint), constraint.id().name());
    }
  }

  void validate(Constraint constraint) {
    String validate = "VALIDATE CONSTRAINT " + Identifier.quote(constraint.id().name());
    if (constraint.onDomain()) {
      context.out.statement(
          "ALTER DOMAIN " + context.names.owner(constraint) + " " + validate,
          DdlStatement.Mode.COMMIT_BEFORE);
    } else {
      context.out.action(
          "TABLE " + context.names.parent(constraint.id()),
          Passes.MISC,
          validate,
          DdlStatement.Mode.COMMIT_BEFORE);
    }
  }

  void alter(Constraint before, Constraint after) {
    if (!before.validated() && after.validated()) {
      validate(after);
    }
    if (!before.definition().equals(after.definition())) {
      boolean deferrable = after.definition().contains(" DEFERRABLE");
      context.out.action(
          context.names.target(after),
          Passes.MISC,
          "ALTER CONSTRAINT "
              + Identifier.quote(after.id().name())
              + (deferrable ? " DEFERRABLE" : " NOT DEFERRABLE")
              + (after.definition().contains(" INITIALLY DEFERRED") ? " INITIALLY DEFERRED" : ""));
    }
    if (before.clustered() != after.clustered()) {
      context.out.action(
          context.names.target(after),
          Passes.MISC,
          after.clustered()
              ? "CLUSTER ON " + Identifier.quote(after.id().name())
              : "SET WITHOUT CLUSTER");
    }
    context.traits(after, before.traits(), after.traits());
  }

  void drop(Constraint constraint, boolean ifExists) {
    String drop =
        (ifExists ? "DROP CONSTRAINT IF EXISTS " : "DROP CONSTRAINT ")
            + Identifier.quote(constraint.id().name());
    if (constraint.onDomain()) {
      context.out.statement("ALTER DOMAIN " + context.names.owner(constraint) + " " + drop);
    } else {
      context.out.action(context.names.target(constraint), Passes.DROP, drop);
    }
  }

  void create(Index index, Change.Create.Options options) {
    context.out.statement(
        text(index, options.concurrently()),
        options.concurrently() ? DdlStatement.Mode.NO_TRANSACTION : DdlStatement.Mode.TRANSACTION);
    index.statistics().forEach(target -> statistics(index, target));
    if (index.clustered()) {
      cluster(index);
    }
    if (options.replicaIdentity()) {
      replicaIdentity("TABLE " + context.names.of(index.table()), index.id().name());
    }
    context.newTraits(index, List.of());
  }

  private static String text(Index index, boolean concurrently) {
    String sql = index.definition();
    if (index.partitioned() && index.valid()) {
      sql = sql.replaceFirst(" ON ONLY ", " ON ");
    }
    int open = sql.indexOf('(');
    String btree = " USING btree ";
    if (open > 0 && sql.startsWith(btree, open - btree.length())) {
      sql = sql.substring(0, open - btree.length()) + " " + sql.substring(open);
    }
    if (!concurrently) {
      return sql;
    }
    String start = index.unique() ? "CREATE UNIQUE INDEX" : "CREATE INDEX";
    return start + " CONCURRENTLY" + sql.substring(start.length());
  }

  private void cluster(Index index) {
    context.out.statement(
        "ALTER TABLE "
            + context.names.of(index.table())
            + " CLUSTER ON "
            + Identifier.quote(index.id().name()));
  }

  private void statistics(Index index, String target) {
    String[] sides = target.split("=");
    context.out.statement(
        "ALTER INDEX "
            + context.names.of(index.id())
            + " ALTER COLUMN "
            + sides[0]
            + " SET STATISTICS "
            + sides[1]);
  }

  private void replicaIdentity(String target, String index) {
    context.out.statement(
        "ALTER " + target + " REPLICA IDENTITY USING INDEX " + Identifier.quote(index));
  }

  void alter(Index before, Index after) {
    before.statistics().stream()
        .filter(old -> after.statistics().stream().noneMatch(s -> sameColumn(s, old)))
        .forEach(old -> statistics(after, old.split("=")[0] + "=-1"));
    after.statistics().stream()
        .filter(target -> !before.statistics().contains(target))
        .forEach(target -> statistics(after, target));
    if (after.clustered() && !before.clustered()) {
      cluster(after);
    } else if (before.clustered() && !after.clustered()) {
      context.out.statement(
          "ALTER TABLE " + context.names.of(after.table()) + " SET WITHOUT CLUSTER");
    }
    context.traits(after, before.traits(), after.traits());
  }

  private static boolean sameColumn(String one, String two) {
    return one.split("=")[0].equals(two.split("=")[0]);
  }

  void drop(Index index, Change.Drop drop) {
    context.out.statement(
        (drop.concurrently() ? "DROP INDEX CONCURRENTLY " : "DROP INDEX ")
            + context.names.of(index.id())
            + (drop.cascade() ? " CASCADE" : ""),
        drop.concurrently() ? DdlStatement.Mode.NO_TRANSACTION : DdlStatement.Mode.TRANSACTION);
  }
}
