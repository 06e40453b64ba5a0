package dev.dbpush.core.randommodels;

import dev.dbpush.sql.schema.GenericObject;
import dev.dbpush.sql.schema.Routine;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.View;
import java.util.List;

/** Functions, procedures, aggregates, operators and text search configurations. */
final class RoutineStatements {
  private RoutineStatements() {}

  static String create(World world) {
    String head = "CREATE " + world.maybe(40, "OR REPLACE ") + "FUNCTION " + world.newName();
    return switch (world.upTo(15)) {
      case 0, 1 -> over(world, head);
      case 2 ->
          head
              + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN "
              + world.of("NEW", "OLD", "NULL")
              + "; END $$";
      case 3 ->
          head
              + "() RETURNS "
              + world.of("integer", "bigint")
              + " LANGUAGE sql "
              + world.of("STABLE ", "IMMUTABLE ", "")
              + "AS 'SELECT "
              + world.upTo(9)
              + "'";
      case 4 -> atomic(world, head);
      case 5 -> atomicOverTable(world, head);
      case 6 ->
          head
              + "() RETURNS SETOF "
              + World.name(world.table())
              + " LANGUAGE sql STABLE AS $$ SELECT NULL $$";
      case 7 ->
          head
              + "(a "
              + Expressions.type(world)
              + ", b "
              + Expressions.type(world)
              + " DEFAULT NULL, OUT c "
              + Expressions.type(world)
              + ", OUT d integer)"
              + " LANGUAGE plpgsql AS $$ BEGIN d := "
              + world.upTo(9)
              + "; END $$";
      case 8 ->
          head
              + "(VARIADIC parts text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE"
              + world.maybe(50, " COST 7")
              + " AS $$ SELECT array_to_string(parts, ',') $$";
      case 9 ->
          head
              + "() RETURNS TABLE (x integer, y "
              + Expressions.type(world)
              + ") LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp ROWS 50 AS"
              + " $$ BEGIN RETURN; END $$";
      case 10, 11 -> procedure(world);
      case 12 -> aggregate(world);
      case 13 -> operator(world);
      default ->
          head
              + "(r "
              + World.name(world.table())
              + ") RETURNS boolean LANGUAGE sql"
              + " IMMUTABLE AS $$ SELECT r IS NULL $$";
    };
  }

  /** A function that checks, indexes and generated columns may use. */
  private static String over(World world, String head) {
    String result = world.of("integer", "boolean");
    return head
        + "("
        + world.maybe(70, world.of("x ", "v ", "\"In\" "))
        + (world.chance(60) ? Expressions.integerType(world) : Expressions.type(world))
        + ") RETURNS "
        + result
        + " IMMUTABLE "
        + world.of("", "STRICT ", "LEAKPROOF ", "PARALLEL SAFE ")
        + (world.chance(50)
            ? "LANGUAGE sql AS $$ SELECT " + constant(world, result) + " $$"
            : "LANGUAGE plpgsql AS $$ BEGIN RETURN " + constant(world, result) + "; END $$");
  }

  private static String constant(World world, String result) {
    return result.equals("boolean")
        ? world.of("true", "false", "NULL::boolean")
        : String.valueOf(world.upTo(100));
  }

  private static String atomic(World world, String head) {
    List<Routine> callable =
        world.all(Routine.class).stream()
            .filter(r -> r.kind() == 'f' && r.arguments().isEmpty())
            .filter(r -> List.of("integer", "bigint").contains(r.result()))
            .toList();
    String call = callable.isEmpty() || world.chance(30) ? "1" : World.name(world.pick(callable));
    return head + "() RETURNS bigint LANGUAGE sql RETURN " + call + " + " + world.upTo(9);
  }

  private static String atomicOverTable(World world, String head) {
    List<SchemaObject> relations = world.all(o -> o instanceof Table || o instanceof View);
    return head
        + "() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) FROM "
        + World.name(world.pick(relations))
        + "; END";
  }

  private static String procedure(World world) {
    return "CREATE OR REPLACE PROCEDURE "
        + world.newName()
        + "("
        + world.of("", "a integer", "INOUT a integer DEFAULT 3", "a " + Expressions.type(world))
        + ") LANGUAGE plpgsql AS $$ BEGIN /* "
        + world.upTo(9)
        + " */ NULL; END $$";
  }

  private static String aggregate(World world) {
    return "CREATE AGGREGATE "
        + world.newName()
        + world.of(
            "(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '" + world.upTo(3) + "')",
            "(text) (SFUNC = textcat, STYPE = text, COMBINEFUNC = textcat, PARALLEL = SAFE)",
            "(float8) (SFUNC = float8_accum, STYPE = float8[], FINALFUNC = float8_avg,"
                + " INITCOND = '{0,0,0}')");
  }

  private static String operator(World world) {
    Routine function =
        world.any(
            Routine.class,
            r -> r.kind() == 'f' && r.id().name().matches("[^(]*\\((integer|bigint|text)\\)"));
    String name = World.name(function);
    int open = name.indexOf('(');
    return "CREATE OPERATOR "
        + world.pick(World.SCHEMAS)
        + "."
        + world.of("@#", "!!!", "~@", "@@@@")
        + " (RIGHTARG = "
        + name.substring(open + 1, name.length() - 1)
        + ", FUNCTION = "
        + name.substring(0, open)
        + ")";
  }

  static String textSearchOrCollation(World world) {
    if (world.chance(30)) {
      return "CREATE COLLATION "
          + world.newName()
          + world.of(" FROM \"C\"", " (LOCALE = 'C')", " (PROVIDER = icu, LOCALE = 'en-u-kn')");
    }
    List<GenericObject> configurations =
        world.all(GenericObject.class).stream()
            .filter(o -> o.label().equals("TEXT SEARCH CONFIGURATION"))
            .toList();
    if (world.chance(30)) {
      return "CREATE TEXT SEARCH DICTIONARY "
          + world.newName()
          + " (TEMPLATE = simple, ACCEPT = "
          + world.of("true", "false")
          + ")";
    }
    if (configurations.isEmpty() || world.chance(50)) {
      return "CREATE TEXT SEARCH CONFIGURATION " + world.newName() + " (COPY = simple)";
    }
    List<GenericObject> dictionaries =
        world.all(GenericObject.class).stream()
            .filter(o -> o.label().equals("TEXT SEARCH DICTIONARY"))
            .toList();
    return "ALTER TEXT SEARCH CONFIGURATION "
        + World.name(world.pick(configurations))
        + " ALTER MAPPING FOR word, asciiword WITH "
        + (dictionaries.isEmpty() ? "english_stem" : World.name(world.pick(dictionaries)));
  }

  static String alter(World world) {
    Routine routine = world.any(Routine.class);
    String keyword =
        routine.kind() == 'p' ? "PROCEDURE " : routine.kind() == 'a' ? "AGGREGATE " : "FUNCTION ";
    String alter = "ALTER " + keyword + World.name(routine);
    return switch (world.upTo(8)) {
      case 0 -> alter + " RENAME TO " + world.word();
      case 1 -> alter + " OWNER TO random_writer";
      case 2 -> alter + world.of(" STRICT", " CALLED ON NULL INPUT", " COST 12", " PARALLEL SAFE");
      case 3 -> alter + world.of(" SECURITY DEFINER", " SET work_mem = '8MB'", " RESET ALL");
      case 4, 5 -> "DROP " + keyword + World.name(routine) + " CASCADE";
      default -> otherBody(world, routine);
    };
  }

  private static String otherBody(World world, Routine routine) {
    String text = routine.definition();
    return text.contains("$") ? text.replaceFirst("\\d(?!\\d)(?!.*\\d)", "" + world.upTo(9)) : text;
  }
}
