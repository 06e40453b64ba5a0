package dev.dbpush.core.randommodels;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.DomainType;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Policy;
import dev.dbpush.sql.schema.Routine;
import dev.dbpush.sql.schema.Rule;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Sequence;
import dev.dbpush.sql.schema.Statistics;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.Trigger;
import dev.dbpush.sql.schema.View;
import dev.dbpush.sql.syntax.Identifier;
import java.util.List;
import java.util.stream.Collectors;

/** Triggers, rules, policies, sequences, statistics, comments and privileges. */
final class OtherStatements {
  private OtherStatements() {}

  static String trigger(World world) {
    Routine function = world.any(Routine.class, r -> r.result().equals("trigger"));
    String call =
        " EXECUTE FUNCTION "
            + World.name(function).replaceFirst("\\(.*", "")
            + "("
            + world.maybe(20, "'a', 'b'")
            + ")";
    String head = "CREATE TRIGGER " + world.word();
    if (world.chance(10)) {
      View view = world.any(View.class, v -> !v.materialized());
      return head + " INSTEAD OF INSERT OR UPDATE ON " + World.name(view) + " FOR EACH ROW" + call;
    }
    Table table = world.table();
    String on = " ON " + World.name(table);
    String column = World.own(world.column(table));
    return switch (world.upTo(6)) {
      case 0 -> head + " BEFORE INSERT OR UPDATE OF " + column + on + " FOR EACH ROW" + call;
      case 1 -> head + " AFTER DELETE" + on + world.of("", " FOR EACH STATEMENT") + call;
      case 2 ->
          head
              + " AFTER UPDATE"
              + on
              + " REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT"
              + call;
      case 3 ->
          "CREATE CONSTRAINT TRIGGER "
              + world.word()
              + " AFTER INSERT"
              + on
              + world.maybe(50, " DEFERRABLE INITIALLY DEFERRED")
              + " FOR EACH ROW"
              + call;
      case 4 ->
          head
              + " BEFORE UPDATE"
              + on
              + " FOR EACH ROW WHEN (OLD."
              + column
              + " IS DISTINCT FROM NEW."
              + column
              + ")"
              + call;
      default -> head + " BEFORE TRUNCATE" + on + call;
    };
  }

  static String alterTrigger(World world) {
    Trigger trigger = world.any(Trigger.class);
    String on = " ON " + World.owner(trigger);
    if (world.chance(40)) {
      return "DROP TRIGGER " + World.own(trigger) + on;
    }
    return world.chance(25)
        ? "ALTER TRIGGER " + World.own(trigger) + on + " RENAME TO " + world.word()
        : "ALTER TABLE "
            + World.owner(trigger)
            + world.of(" DISABLE", " ENABLE ALWAYS", " ENABLE REPLICA", " ENABLE")
            + " TRIGGER "
            + World.own(trigger);
  }

  static String rule(World world) {
    if (world.chance(30)) {
      Rule rule = world.any(Rule.class);
      return "DROP RULE " + World.own(rule) + " ON " + World.owner(rule);
    }
    SchemaObject relation =
        world.pick(world.all(o -> o instanceof Table || o instanceof View v && !v.materialized()));
    return "CREATE "
        + world.maybe(30, "OR REPLACE ")
        + "RULE "
        + world.word()
        + " AS ON "
        + world.of("INSERT", "UPDATE", "DELETE")
        + " TO "
        + World.name(relation)
        + " DO "
        + world.of("INSTEAD NOTHING", "ALSO NOTIFY changed", "INSTEAD SELECT 1");
  }

  static String policy(World world) {
    if (world.chance(35)) {
      Policy policy = world.any(Policy.class);
      String on = World.own(policy) + " ON " + World.owner(policy);
      return world.of(
          "DROP POLICY " + on,
          "ALTER POLICY " + on + " TO random_reader",
          "ALTER POLICY " + on + " RENAME TO " + world.word());
    }
    Table table = world.table();
    String condition = Expressions.condition(world, world.column(table));
    String command = world.of("ALL", "SELECT", "UPDATE", "DELETE", "INSERT");
    return "CREATE POLICY "
        + world.word()
        + " ON "
        + World.name(table)
        + world.maybe(20, " AS RESTRICTIVE")
        + " FOR "
        + command
        + world.maybe(
            50, " TO " + world.of("PUBLIC", "random_reader", "random_reader, random_writer"))
        + (command.equals("INSERT") ? "" : " USING (" + condition + ")")
        + (List.of("ALL", "UPDATE", "INSERT").contains(command)
            ? " WITH CHECK (" + condition + ")"
            : "");
  }

  static String sequence(World world) {
    if (world.chance(50)) {
      return "CREATE SEQUENCE "
          + world.newName()
          + world.maybe(30, " AS " + world.of("integer", "smallint"))
          + world.maybe(30, " INCREMENT BY " + world.of("2", "-1", "10"))
          + world.maybe(20, " CACHE 5")
          + world.maybe(20, " CYCLE");
    }
    Sequence sequence = world.any(Sequence.class);
    Column column = world.any(Column.class);
    return world.chance(20)
        ? "DROP SEQUENCE " + World.name(sequence) + " CASCADE"
        : "ALTER SEQUENCE "
            + World.name(sequence)
            + world.of(
                " OWNED BY NONE",
                " OWNED BY " + World.owner(column) + "." + World.own(column),
                " INCREMENT BY 7",
                " AS bigint",
                " MAXVALUE 10000",
                " NO MAXVALUE CYCLE",
                " START WITH 5",
                " RENAME TO " + world.word());
  }

  static String statistics(World world) {
    if (world.chance(30)) {
      Statistics statistics = world.any(Statistics.class);
      String name = World.name(statistics);
      return world.of(
          "DROP STATISTICS " + name,
          "ALTER STATISTICS " + name + " SET STATISTICS 50",
          "ALTER STATISTICS " + name + " RENAME TO " + world.word());
    }
    Table table = world.table();
    return "CREATE STATISTICS "
        + world.newName()
        + world.of("", " (ndistinct)", " (dependencies, mcv)")
        + " ON "
        + world.some(world.columns(table.id()), 3).stream()
            .map(World::own)
            .collect(Collectors.joining(", "))
        + " FROM "
        + World.name(table);
  }

  static String comment(World world) {
    SchemaObject object = world.pick(world.all(o -> !on(o).isEmpty()));
    return "COMMENT ON "
        + on(object)
        + " IS "
        + world.of("'a comment'", "'it''s'", "NULL", "E'two\\nlines'", "'x'");
  }

  /** What COMMENT ON calls the object; empty for what cannot have one, or is not tried. */
  private static String on(SchemaObject object) {
    String name = World.name(object);
    return switch (object.id().kind()) {
      case TABLE -> "TABLE " + name;
      case COLUMN -> "COLUMN " + World.owner(object) + "." + World.own(object);
      case VIEW -> "VIEW " + name;
      case MATERIALIZED_VIEW -> "MATERIALIZED VIEW " + name;
      case INDEX -> "INDEX " + name;
      case SEQUENCE -> "SEQUENCE " + name;
      case STATISTICS -> "STATISTICS " + name;
      case TYPE -> (object instanceof DomainType ? "DOMAIN " : "TYPE ") + name;
      case ROUTINE -> "ROUTINE " + name;
      case CONSTRAINT ->
          "CONSTRAINT "
              + World.own(object)
              + " ON "
              + (((Constraint) object).onDomain() ? "DOMAIN " : "")
              + World.owner(object);
      case TRIGGER -> "TRIGGER " + World.own(object) + " ON " + World.owner(object);
      case POLICY -> "POLICY " + World.own(object) + " ON " + World.owner(object);
      case RULE -> "RULE " + World.own(object) + " ON " + World.owner(object);
      case SCHEMA -> "SCHEMA " + Identifier.quote(object.id().name());
      default -> "";
    };
  }

  static String grant(World world) {
    String role = world.of("random_reader", "random_writer", "PUBLIC");
    SchemaObject object =
        world.pick(
            world.all(
                o ->
                    List.of(
                            ObjectKind.TABLE,
                            ObjectKind.COLUMN,
                            ObjectKind.VIEW,
                            ObjectKind.SEQUENCE,
                            ObjectKind.ROUTINE,
                            ObjectKind.TYPE,
                            ObjectKind.SCHEMA)
                        .contains(o.id().kind())));
    String name = World.name(object);
    String what =
        switch (object.id().kind()) {
          case TABLE, VIEW ->
              world.of("SELECT", "INSERT, UPDATE", "ALL", "TRUNCATE") + " ON " + name;
          case COLUMN ->
              world.of("SELECT", "UPDATE")
                  + " ("
                  + World.own(object)
                  + ") ON "
                  + World.owner(object);
          case SEQUENCE -> world.of("USAGE", "SELECT", "ALL") + " ON SEQUENCE " + name;
          case ROUTINE -> "EXECUTE ON ROUTINE " + name;
          case TYPE -> "USAGE ON TYPE " + name;
          default ->
              world.of("USAGE", "CREATE") + " ON SCHEMA " + Identifier.quote(object.id().name());
        };
    if (world.chance(35)) {
      return "REVOKE " + what + " FROM " + role;
    }
    return "GRANT "
        + what
        + " TO "
        + role
        + (role.equals("PUBLIC") ? "" : world.maybe(15, " WITH GRANT OPTION"));
  }

  static String defaultPrivileges(World world) {
    return "ALTER DEFAULT PRIVILEGES "
        + world.maybe(60, "IN SCHEMA " + world.pick(World.SCHEMAS) + " ")
        + world.of(
            "GRANT SELECT ON TABLES TO random_reader",
            "REVOKE ALL ON TABLES FROM random_reader",
            "GRANT USAGE ON SEQUENCES TO random_writer",
            "REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
            "GRANT EXECUTE ON FUNCTIONS TO PUBLIC",
            "REVOKE USAGE ON TYPES FROM PUBLIC",
            "GRANT USAGE ON TYPES TO PUBLIC");
  }

  static String drop(World world) {
    SchemaObject object = world.pick(world.all(o -> !dropped(o).isEmpty()));
    return "DROP " + dropped(object) + " CASCADE";
  }

  private static String dropped(SchemaObject object) {
    if (object instanceof Index) {
      return "INDEX " + World.name(object);
    }
    return switch (object.id().kind()) {
      case TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, TYPE, ROUTINE, STATISTICS -> on(object);
      case COLLATION -> "COLLATION " + World.name(object);
      default -> "";
    };
  }
}
