package dev.dbpush.core.randommodels;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.ColumnDefault;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.View;
import dev.dbpush.sql.syntax.Identifier;
import java.util.List;
import java.util.stream.Collectors;

/** Views and materialised views. */
final class ViewStatements {
  private ViewStatements() {}

  static String create(World world) {
    boolean materialized = world.chance(30);
    String options =
        materialized
            ? world.maybe(10, " WITH (fillfactor = 90)")
            : world.maybe(
                20,
                " WITH ("
                    + world.of(
                        "security_barrier",
                        world.version >= 15
                            ? "security_invoker = true"
                            : "security_barrier = false",
                        "security_barrier = true")
                    + ")");
    return "CREATE "
        + (materialized ? "MATERIALIZED VIEW " : world.maybe(20, "OR REPLACE ") + "VIEW ")
        + world.newName()
        + options
        + " AS "
        + query(world, materialized)
        + (materialized ? world.maybe(10, " WITH NO DATA") : "");
  }

  private static String query(World world, boolean materialized) {
    return switch (world.upTo(9)) {
      case 0 -> "SELECT * FROM " + relation(world);
      case 1 -> "SELECT count(*) AS n FROM " + relation(world) + " t";
      case 2 -> "SELECT " + (materialized ? "t.*" : "t") + " FROM " + relation(world) + " t";
      case 3 -> join(world);
      case 4 -> "WITH x AS (SELECT * FROM " + relation(world) + ") SELECT x.* FROM x";
      case 5 -> "SELECT 1 AS one UNION ALL SELECT count(*)::integer FROM " + relation(world);
      default -> columns(world);
    };
  }

  private static String relation(World world) {
    return World.name(world.pick(world.all(o -> o instanceof Table || o instanceof View)));
  }

  private static String columns(World world) {
    Table table = world.table();
    List<Column> columns = world.some(world.columns(table.id()), 4);
    return "SELECT "
        + columns.stream().map(World::own).collect(Collectors.joining(", "))
        + world.maybe(40, ", " + Expressions.over(world, columns.get(0)) + " AS more")
        + " FROM "
        + World.name(table)
        + world.maybe(40, " WHERE " + Expressions.condition(world, world.column(table)));
  }

  private static String join(World world) {
    Table one = world.table();
    Table two = world.table();
    Column left = world.column(one);
    Column right =
        world.pick(
            world.columns(two.id()).stream().filter(c -> c.type().equals(left.type())).toList());
    return "SELECT a."
        + World.own(left)
        + ", count(*) AS n FROM "
        + World.name(one)
        + " a "
        + world.of("JOIN ", "LEFT JOIN ")
        + World.name(two)
        + " b ON a."
        + World.own(left)
        + " = b."
        + World.own(right)
        + " GROUP BY 1";
  }

  static String alter(World world) {
    View view = world.any(View.class);
    String keyword = view.materialized() ? "MATERIALIZED VIEW " : "VIEW ";
    String alter = "ALTER " + keyword + World.name(view);
    return switch (world.upTo(9)) {
      case 0, 1 -> "DROP " + keyword + World.name(view) + " CASCADE";
      case 2 -> alter + " RENAME TO " + world.word();
      case 3 ->
          alter
              + " RENAME COLUMN "
              + Identifier.quote(world.pick(view.columns()))
              + " TO "
              + world.word();
      case 4 ->
          alter
              + " ALTER COLUMN "
              + Identifier.quote(world.pick(view.columns()))
              + (view.materialized() ? " SET STATISTICS 50" : " SET DEFAULT NULL");
      case 5 ->
          alter
              + world.of(" SET (", " SET (")
              + (view.materialized() ? "fillfactor = 80" : "security_barrier = true")
              + ")";
      case 6 -> alter + " SET SCHEMA " + world.pick(World.SCHEMAS);
      case 7 -> {
        List<SchemaObject> defaults = world.all(o -> o instanceof ColumnDefault d && d.ofView());
        SchemaObject value = world.pick(defaults);
        yield "ALTER VIEW "
            + World.owner(value)
            + " ALTER COLUMN "
            + World.own(value)
            + " DROP DEFAULT";
      }
      default ->
          "CREATE OR REPLACE VIEW "
              + World.name(view)
              + " AS "
              + view.query()
                  .replaceFirst(";$", "")
                  .replaceFirst("\\n\\s*FROM ", ", 7 AS added FROM ");
    };
  }
}
