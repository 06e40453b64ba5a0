package dev.dbpush.core.randommodels;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Constraints and indexes. */
final class KeyStatements {
  private KeyStatements() {}

  static String constraint(World world) {
    Table table = world.table();
    return "ALTER TABLE "
        + World.name(table)
        + " ADD "
        + world.maybe(50, "CONSTRAINT " + world.word() + " ")
        + switch (world.upTo(6)) {
          case 0 -> "PRIMARY KEY (" + names(columns(world, table, 2)) + ")";
          case 1, 2 -> unique(world, table);
          case 3 -> exclusion(world, table);
          default -> check(world, table);
        };
  }

  private static String unique(World world, Table table) {
    return "UNIQUE "
        + (world.version >= 15 ? world.maybe(25, "NULLS NOT DISTINCT ") : "")
        + "("
        + names(columns(world, table, 2))
        + ")"
        + world.maybe(20, " INCLUDE (" + World.own(world.column(table)) + ")")
        + world.maybe(10, " WITH (fillfactor = 80)")
        + world.maybe(20, " DEFERRABLE" + world.maybe(50, " INITIALLY DEFERRED"));
  }

  private static String exclusion(World world, Table table) {
    Column column = world.pick(columns(world, table, 2));
    String operator = column.type().endsWith("range") ? "&&" : "=";
    return "EXCLUDE USING "
        + (operator.equals("&&") ? "gist" : world.of("btree", "hash"))
        + " ("
        + World.own(column)
        + " WITH "
        + operator
        + ")"
        + world.maybe(30, " WHERE (" + Expressions.condition(world, column) + ")")
        + world.maybe(20, " DEFERRABLE");
  }

  private static String check(World world, Table table) {
    return "CHECK ("
        + Expressions.condition(world, world.column(table))
        + world.maybe(30, " AND " + Expressions.condition(world, world.column(table)))
        + ")"
        + world.maybe(15, " NO INHERIT")
        + world.maybe(15, " NOT VALID");
  }

  private static List<Column> columns(World world, Table table, int most) {
    return world.some(
        world.columns(table.id()).stream().filter(Expressions::comparable).toList(), most);
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(World::own).collect(Collectors.joining(", "));
  }

  /** A foreign key to a key that exists, over columns that fit or new ones. */
  static String foreignKey(World world) {
    Constraint key = world.any(Constraint.class, c -> "pu".indexOf(c.type()) >= 0);
    Table table =
        world.chance(12) && world.has(key.id().owningTable())
            ? world.any(Table.class, t -> t.id().equals(key.id().owningTable()))
            : world.table();
    List<Column> there = world.columns(key.id().owningTable());
    List<String> mine = new ArrayList<>();
    StringBuilder sql = new StringBuilder();
    for (String name : key.columns()) {
      Column target = world.pick(there.stream().filter(c -> c.id().name().equals(name)).toList());
      List<Column> fitting =
          world.columns(table.id()).stream()
              .filter(c -> c.type().equals(target.type()) && !mine.contains(World.own(c)))
              .toList();
      if (fitting.isEmpty() || world.chance(30)) {
        String column = world.word();
        sql.append("ALTER TABLE ")
            .append(World.name(table))
            .append(" ADD COLUMN ")
            .append(column)
            .append(' ')
            .append(target.type())
            .append(";\n");
        mine.add(column);
      } else {
        mine.add(World.own(world.pick(fitting)));
      }
    }
    return sql
        + "ALTER TABLE "
        + World.name(table)
        + " ADD "
        + world.maybe(50, "CONSTRAINT " + world.word() + " ")
        + "FOREIGN KEY ("
        + String.join(", ", mine)
        + ") REFERENCES "
        + World.owner(key)
        + " ("
        + names(key.columns().stream().map(n -> byName(there, n)).toList())
        + ")"
        + world.maybe(15, " MATCH FULL")
        + world.maybe(30, " ON DELETE " + world.of("CASCADE", "SET NULL", "RESTRICT"))
        + world.maybe(15, " ON UPDATE CASCADE")
        + world.maybe(20, " DEFERRABLE" + world.maybe(50, " INITIALLY DEFERRED"))
        + world.maybe(12, " NOT VALID");
  }

  private static Column byName(List<Column> columns, String name) {
    return columns.stream().filter(c -> c.id().name().equals(name)).findFirst().orElseThrow();
  }

  static String index(World world) {
    List<SchemaObject> relations =
        world.all(o -> o instanceof Table || o instanceof View v && v.materialized());
    SchemaObject relation = world.pick(relations);
    String name = world.maybe(85, world.word() + "_idx").replace("\"_idx", "_idx\"");
    String create =
        "CREATE "
            + world.maybe(20, "UNIQUE ")
            + "INDEX "
            + name
            + " ON "
            + (world.chance(10) ? "ONLY " : "")
            + World.name(relation);
    if (relation instanceof View view) {
      return create
          + " ("
          + dev.dbpush.sql.syntax.Identifier.quote(world.pick(view.columns()))
          + ")";
    }
    Table table = (Table) relation;
    List<String> elements = new ArrayList<>();
    String method = "";
    for (Column column : columns(world, table, 3)) {
      String own = World.own(column);
      String base = Expressions.base(column);
      if (base.equals("jsonb") || base.endsWith("[]") || base.equals("tsvector")) {
        method = " USING gin";
        elements.clear();
        elements.add(own + (base.equals("jsonb") ? world.maybe(50, " jsonb_path_ops") : ""));
        break;
      }
      if (base.endsWith("range")) {
        method = " USING gist";
        elements.clear();
        elements.add(own);
        break;
      }
      boolean text = base.equals("text");
      elements.add(
          (world.chance(25) ? "(" + Expressions.over(world, column) + ")" : own)
              + (text ? world.of("", "", " COLLATE \"C\"", " text_pattern_ops") : "")
              + world.of("", "", " DESC", " NULLS FIRST", " DESC NULLS LAST"));
    }
    boolean btree = method.isEmpty();
    return create
        + (btree ? world.of("", "", "", " USING hash", " USING brin", " USING btree") : method)
        + " ("
        + String.join(", ", elements)
        + ")"
        + (btree ? world.maybe(15, " INCLUDE (" + World.own(world.column(table)) + ")") : "")
        + (world.version >= 15 ? world.maybe(5, " NULLS NOT DISTINCT") : "")
        + world.maybe(8, " WITH (fillfactor = 60)")
        + world.maybe(15, " WHERE " + Expressions.condition(world, world.column(table)));
  }

  static String alterConstraint(World world) {
    Constraint constraint = world.any(Constraint.class, c -> !c.onDomain());
    boolean foreign = constraint.type() == 'f';
    String alter = "ALTER TABLE " + World.owner(constraint);
    String own = World.own(constraint);
    return alter
        + switch (world.upTo(6)) {
          case 0, 1 -> " DROP CONSTRAINT " + own + " CASCADE";
          case 2 -> " RENAME CONSTRAINT " + own + " TO " + world.word();
          case 3 -> foreign ? " VALIDATE CONSTRAINT " + own : " DROP CONSTRAINT " + own;
          case 4 ->
              " ALTER CONSTRAINT "
                  + own
                  + world.of(" DEFERRABLE", " NOT DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED");
          default ->
              " DROP CONSTRAINT "
                  + own
                  + ";\n"
                  + alter
                  + " ADD CONSTRAINT "
                  + own
                  + " "
                  + constraint.definition()
                  + world.maybe(30, " NOT VALID");
        };
  }

  static String alterIndex(World world) {
    Index index = world.any(Index.class);
    String name = World.name(index);
    return switch (world.upTo(6)) {
      case 0 -> "DROP INDEX " + name;
      case 1 -> "ALTER INDEX " + name + " RENAME TO " + world.word();
      case 2 -> "ALTER INDEX " + name + " SET (fillfactor = " + (50 + world.upTo(40)) + ")";
      case 3 -> "ALTER INDEX " + name + " ALTER COLUMN 1 SET STATISTICS 200";
      case 4 ->
          "ALTER TABLE "
              + World.name(index.table())
              + " ADD CONSTRAINT "
              + world.word()
              + " UNIQUE USING INDEX "
              + World.own(index);
      default ->
          "DROP INDEX "
              + name
              + ";\n"
              + index.definition().replaceFirst(" WHERE .*", "")
              + world.maybe(30, " WHERE true");
    };
  }
}
