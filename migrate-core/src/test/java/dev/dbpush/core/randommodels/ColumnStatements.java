package dev.dbpush.core.randommodels;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.Table;
import java.util.List;
import java.util.Map;

/** Changes of columns. */
final class ColumnStatements {
  /** Types that a type can become without an expression. */
  private static final Map<String, List<String>> RELATIVES =
      Map.of(
          "integer", List.of("bigint", "smallint", "numeric", "text", "double precision"),
          "bigint", List.of("integer", "numeric", "text"),
          "smallint", List.of("integer", "bigint"),
          "text", List.of("varchar(100)", "varchar(10)", "jsonb", "text COLLATE \"C\"", "integer"),
          "character varying", List.of("text", "varchar(30)", "varchar(300)", "varchar"),
          "numeric", List.of("numeric(12,4)", "integer", "text", "numeric(6,1)"),
          "timestamp without time zone", List.of("timestamptz", "date", "timestamp(3)"),
          "date", List.of("timestamp", "text"),
          "boolean", List.of("text", "integer"),
          "jsonb", List.of("json", "text"));

  private ColumnStatements() {}

  static String add(World world) {
    return "ALTER TABLE "
        + World.name(world.table())
        + " ADD COLUMN "
        + TableStatements.column(world);
  }

  static String drop(World world) {
    Column column = world.any(Column.class);
    return "ALTER TABLE " + World.owner(column) + " DROP COLUMN " + World.own(column) + " CASCADE";
  }

  static String rename(World world) {
    Column column = world.any(Column.class);
    return "ALTER TABLE "
        + World.owner(column)
        + " RENAME COLUMN "
        + World.own(column)
        + " TO "
        + world.word();
  }

  /** The type, once whatever stands in the way is gone. */
  static String retype(World world) {
    Column column = world.any(Column.class, c -> c.generated() == null);
    String type =
        world.chance(70) && RELATIVES.containsKey(Expressions.base(column))
            ? world.pick(RELATIVES.get(Expressions.base(column)))
            : Expressions.type(world);
    String alter = "ALTER TABLE " + World.owner(column) + " ALTER COLUMN " + World.own(column);
    String bare = type.replaceFirst(" COLLATE.*", "");
    boolean mayNotFit = type.contains("("); // a default that no row can take is no model
    return (world.chance(60) && !mayNotFit ? "" : alter + " DROP DEFAULT;\n")
        + alter
        + " TYPE "
        + type
        + " USING "
        + World.own(column)
        + "::text::"
        + bare;
  }

  static String alter(World world) {
    Column column = world.any(Column.class);
    String action =
        switch (world.upTo(13)) {
          case 0, 1 -> "SET NOT NULL";
          case 2 -> "DROP NOT NULL";
          case 3, 4 -> "SET DEFAULT " + Expressions.value(world, column.type());
          case 5 -> "DROP DEFAULT";
          case 6 -> "SET STORAGE " + world.of("EXTERNAL", "MAIN", "EXTENDED", "PLAIN");
          case 7 -> "SET STATISTICS " + world.of("100", "0", "-1", "1000");
          case 8 -> "SET (n_distinct = " + world.of("-0.5", "100") + ")";
          case 9 -> "SET COMPRESSION " + world.of("pglz", "default");
          case 10 ->
              "ADD GENERATED "
                  + world.of("ALWAYS", "BY DEFAULT")
                  + " AS IDENTITY"
                  + world.maybe(30, " (INCREMENT BY 2 CACHE 10)");
          case 11 -> "DROP IDENTITY IF EXISTS";
          default ->
              world.of(
                  "DROP EXPRESSION",
                  "SET GENERATED ALWAYS",
                  "SET INCREMENT BY 3 SET MAXVALUE 1000");
        };
    return "ALTER TABLE "
        + World.owner(column)
        + " ALTER COLUMN "
        + World.own(column)
        + " "
        + action;
  }

  /** A serial column by hand: a sequence, its default, its owner. */
  static String serial(World world) {
    Table table = world.table();
    Column column = world.column(table);
    String sequence = world.newName();
    return "CREATE SEQUENCE "
        + sequence
        + ";\nALTER SEQUENCE "
        + sequence
        + " OWNED BY "
        + World.name(table)
        + "."
        + World.own(column)
        + world.maybe(
            70,
            ";\nALTER TABLE "
                + World.name(table)
                + " ALTER COLUMN "
                + World.own(column)
                + " SET DEFAULT nextval('"
                + sequence.replace("'", "''")
                + "')");
  }

  /** A generated column that a constraint, an index or a view may come to use. */
  static String generated(World world) {
    Table table = world.table();
    Column column = world.column(table);
    boolean virtual = world.version >= 18 && world.chance(40);
    boolean number = List.of("integer", "bigint", "smallint").contains(Expressions.base(column));
    return "ALTER TABLE "
        + World.name(table)
        + " ADD COLUMN "
        + world.word()
        + (number ? " bigint" : " text")
        + " GENERATED ALWAYS AS ("
        + (number ? Expressions.over(world, column) : "(" + World.own(column) + " IS NULL)::text")
        + ")"
        + (virtual ? " VIRTUAL" : " STORED");
  }
}
