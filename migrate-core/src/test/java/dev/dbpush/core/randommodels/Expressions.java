package dev.dbpush.core.randommodels;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.CompositeType;
import dev.dbpush.sql.schema.DomainType;
import dev.dbpush.sql.schema.EnumType;
import dev.dbpush.sql.schema.Routine;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Sequence;
import dev.dbpush.sql.syntax.Identifier;
import java.util.List;

/** Types, literals and expressions. */
final class Expressions {
  private static final List<String> TYPES =
      List.of(
          "integer",
          "integer",
          "bigint",
          "bigint",
          "smallint",
          "text",
          "text",
          "varchar(20)",
          "varchar(50)",
          "char(3)",
          "numeric(10,2)",
          "numeric",
          "boolean",
          "date",
          "timestamp",
          "timestamptz(3)",
          "time",
          "interval",
          "uuid",
          "jsonb",
          "json",
          "bytea",
          "inet",
          "int4range",
          "tstzrange",
          "text[]",
          "integer[]",
          "double precision",
          "bit(8)",
          "varbit(16)",
          "point",
          "tsvector",
          "money",
          "\"char\"",
          "interval day to second",
          "numeric(5)",
          "name",
          "xml",
          "varchar",
          "int8multirange");

  private Expressions() {}

  static String type(World world) {
    List<SchemaObject> own = world.all(o -> o.id().kind() == dev.dbpush.sql.schema.ObjectKind.TYPE);
    if (!own.isEmpty() && world.chance(30)) {
      return World.name(world.pick(own)) + world.maybe(15, "[]");
    }
    return world.pick(TYPES);
  }

  static String integerType(World world) {
    return world.of("integer", "bigint", "smallint", "integer");
  }

  /** A constant or a call of the type. */
  static String value(World world, String type) {
    if (type.endsWith("[]")) {
      return "'{}'";
    }
    if (world.chance(10) && (type.startsWith("int") || type.equals("bigint"))) {
      List<Routine> functions =
          world.all(Routine.class).stream()
              .filter(r -> r.kind() == 'f' && r.arguments().isEmpty())
              .filter(r -> r.result().equals(type))
              .toList();
      if (!functions.isEmpty()) {
        return World.name(world.pick(functions));
      }
      List<Sequence> sequences = world.all(Sequence.class);
      if (!sequences.isEmpty()) {
        return "nextval("
            + Identifier.literal(World.name(world.pick(sequences)))
            + world.of("::regclass", "")
            + ")";
      }
    }
    return builtin(world, type);
  }

  private static String builtin(World world, String type) {
    String base = type.replaceAll("\\(.*?\\)", "");
    return switch (base) {
      case "integer", "bigint", "smallint", "numeric", "double precision", "money" ->
          world.of("0", "1", "-1", "42", "(1 + 1)");
      case "text", "varchar", "character varying", "name" ->
          world.of("'x'", "''", "'it''s'", "E'a\\nb'", "upper('x')", "CURRENT_USER", "'a\\b'");
      case "char", "character", "\"char\"" -> "'a'";
      case "boolean" -> world.of("true", "false");
      case "date" -> world.of("CURRENT_DATE", "'2020-01-01'");
      case "timestamp", "timestamptz", "timestamp without time zone", "timestamp with time zone" ->
          world.of("now()", "CURRENT_TIMESTAMP", "'2020-01-01 00:00'", "clock_timestamp()");
      case "time", "time without time zone" -> "'12:00'";
      case "interval" -> "'1 day'";
      case "uuid" -> world.of("gen_random_uuid()", "'00000000-0000-0000-0000-000000000000'");
      case "jsonb", "json" -> world.of("'{}'", "'[1, \"a\"]'");
      case "inet" -> "'127.0.0.1'";
      case "int4range" -> "'[1,5)'";
      default -> enumOrNull(world, type);
    };
  }

  private static String enumOrNull(World world, String type) {
    for (SchemaObject object : world.all(o -> true)) {
      boolean same = World.name(object).equals(type) || object.id().display("public").equals(type);
      if (same && object instanceof EnumType e && !e.labels().isEmpty()) {
        return Identifier.literal(world.pick(e.labels())) + "::" + World.name(e);
      }
      if (same && object instanceof DomainType d) {
        return "(" + builtin(world, d.baseType()) + ")::" + World.name(d);
      }
      if (same && object instanceof CompositeType c && c.attributes().size() == 1) {
        return "ROW(NULL)::" + World.name(c);
      }
    }
    return "NULL";
  }

  /** A condition over a column. */
  static String condition(World world, Column column) {
    String name = World.own(column);
    List<Routine> functions = functionsOver(world, column.type(), "boolean");
    if (!functions.isEmpty() && world.chance(40)) {
      return call(world.pick(functions), name);
    }
    return switch (base(column)) {
      case "integer", "bigint", "smallint", "numeric", "double precision" ->
          world.of(
              name + " > 0",
              name + " IN (1, 2, 3)",
              name + " BETWEEN 1 AND 10 OR " + name + " IS NULL",
              name + "::numeric % 2 = 0",
              "CASE WHEN " + name + " > 5 THEN true ELSE false END");
      case "text", "character varying", "character" ->
          world.of(
              "length(" + name + ") > 1",
              name + " <> ''",
              name + " ~ '^[a-z]+$'",
              name + " IN ('a', 'b')",
              name + " LIKE 'x%'");
      case "boolean" -> world.of(name, "NOT " + name, name + " IS TRUE");
      case "date", "timestamp without time zone" -> name + " > '2000-01-01'";
      case "jsonb" -> name + " ? 'a' AND " + name + "->>'b' IS NOT NULL";
      case "text[]", "integer[]" -> "cardinality(" + name + ") < 5";
      default -> name + " IS NOT NULL";
    };
  }

  /** An immutable expression over a column. */
  static String over(World world, Column column) {
    String name = World.own(column);
    List<Routine> functions = functionsOver(world, column.type(), "integer");
    if (!functions.isEmpty() && world.chance(50)) {
      return call(world.pick(functions), name);
    }
    return switch (base(column)) {
      case "integer", "bigint", "smallint", "numeric", "double precision" ->
          world.of("(" + name + " + 1)", "abs(" + name + ")", "(" + name + " * 2)");
      case "text", "character varying", "character" ->
          world.of("lower(" + name + ")", "(" + name + " || 'x')", "md5(" + name + "::text)");
      case "jsonb", "json" -> "(" + name + "->>'a')";
      case "text[]", "integer[]" -> "cardinality(" + name + ")";
      case "date" -> "(" + name + " + 1)";
      default -> "(" + name + " IS NULL)";
    };
  }

  private static String call(Routine function, String argument) {
    return World.name(function).replaceFirst("\\(.*", "") + "(" + argument + ")";
  }

  private static List<Routine> functionsOver(World world, String type, String result) {
    return world.all(Routine.class).stream()
        .filter(r -> r.kind() == 'f' && r.result().equals(result))
        .filter(r -> r.id().name().endsWith("(" + type + ")"))
        .filter(r -> r.definition().contains("IMMUTABLE"))
        .toList();
  }

  static String base(Column column) {
    return column.type().replaceAll("\\(.*?\\)", "");
  }

  static boolean comparable(Column column) {
    return !List.of("json", "point", "xml").contains(base(column)) && column.generated() == null;
  }
}
