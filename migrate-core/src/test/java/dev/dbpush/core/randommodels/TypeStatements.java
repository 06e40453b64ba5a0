package dev.dbpush.core.randommodels;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.CompositeType;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.DomainType;
import dev.dbpush.sql.schema.EnumType;
import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Enum, domain, composite and range types. */
final class TypeStatements {
  private static final List<String> LABELS =
      List.of("new", "open", "closed", "in progress", "done", "it's", "Ünknown", "x");

  private TypeStatements() {}

  static String create(World world) {
    String name = world.newName();
    return switch (world.upTo(8)) {
      case 0, 1, 2 -> "CREATE TYPE " + name + " AS ENUM (" + labels(world.some(LABELS, 5)) + ")";
      case 3, 4 -> domain(world, name);
      case 5, 6 -> composite(world, name);
      default ->
          "CREATE TYPE "
              + name
              + " AS RANGE (subtype = "
              + world.of("integer", "text", "double precision, subtype_diff = float8mi", "date")
              + ")";
    };
  }

  private static String labels(List<String> labels) {
    return labels.stream().map(Identifier::literal).collect(Collectors.joining(", "));
  }

  private static String domain(World world, String name) {
    String base = world.of("integer", "text", "numeric(10,2)", "varchar(40)", "text[]", "bigint");
    if (world.chance(15)) {
      base = Expressions.type(world);
    }
    boolean number = base.startsWith("int") || base.startsWith("num") || base.equals("bigint");
    String check =
        number
            ? "VALUE > " + world.upTo(5)
            : base.endsWith("]")
                ? "cardinality(VALUE) < 9"
                : "length(VALUE::text) < " + (10 + world.upTo(5));
    return "CREATE DOMAIN "
        + name
        + " AS "
        + base
        + (base.equals("text") ? world.maybe(15, " COLLATE \"C\"") : "")
        + world.maybe(25, " DEFAULT " + Expressions.value(world, base))
        + world.maybe(20, " NOT NULL")
        + world.maybe(
            60, world.maybe(50, " CONSTRAINT " + world.word()) + " CHECK (" + check + ")");
  }

  private static String composite(World world, String name) {
    List<String> attributes = new ArrayList<>();
    int count = world.upTo(4);
    for (int i = 0; i <= count; i++) {
      attributes.add(world.word() + " " + attributeType(world));
    }
    return "CREATE TYPE " + name + " AS (" + String.join(", ", attributes) + ")";
  }

  /** An order must not get lost: PostgreSQL does not look after indexes on composite types. */
  private static String attributeType(World world) {
    String type = Expressions.type(world);
    return List.of("json", "point", "xml").contains(type) ? "text" : type;
  }

  static String alter(World world) {
    return switch (world.upTo(8)) {
      case 0, 1 -> addValue(world);
      case 2 -> fewerValues(world);
      case 3, 4 -> alterDomain(world);
      case 5, 6 -> alterComposite(world);
      default ->
          "ALTER TYPE " + World.name(world.any(EnumType.class)) + " RENAME TO " + world.word();
    };
  }

  private static String addValue(World world) {
    EnumType type = world.any(EnumType.class);
    if (world.chance(20)) {
      return "ALTER TYPE "
          + World.name(type)
          + " RENAME VALUE "
          + Identifier.literal(world.pick(type.labels()))
          + " TO "
          + Identifier.literal(world.pick(LABELS) + "!");
    }
    return "ALTER TYPE "
        + World.name(type)
        + " ADD VALUE "
        + Identifier.literal(world.pick(LABELS))
        + world.maybe(
            60, world.of(" BEFORE ", " AFTER ") + Identifier.literal(world.pick(type.labels())));
  }

  /** A type made anew with other values, as people do it by hand. */
  private static String fewerValues(World world) {
    EnumType type = world.any(EnumType.class);
    String name = World.name(type);
    StringBuilder sql =
        new StringBuilder("ALTER TYPE " + name + " RENAME TO old_values;\n")
            .append("CREATE TYPE " + name + " AS ENUM (")
            .append(labels(world.some(type.labels(), type.labels().size())))
            .append(");\n");
    String shown = type.id().display("public");
    for (Column column : world.all(Column.class)) {
      if (column.type().equals(shown)) {
        String alter = "ALTER TABLE " + World.owner(column) + " ALTER COLUMN " + World.own(column);
        sql.append(alter)
            .append(" DROP DEFAULT;\n")
            .append(alter)
            .append(" TYPE ")
            .append(name)
            .append(" USING ")
            .append(World.own(column))
            .append("::text::")
            .append(name)
            .append(";\n");
      }
    }
    return sql + "DROP TYPE " + Identifier.quote(type.id().schema()) + ".old_values";
  }

  private static String alterDomain(World world) {
    if (world.chance(30)) {
      Constraint constraint = world.any(Constraint.class, Constraint::onDomain);
      return "ALTER DOMAIN "
          + World.owner(constraint)
          + world.of(" DROP CONSTRAINT ", " VALIDATE CONSTRAINT ")
          + World.own(constraint);
    }
    DomainType domain = world.any(DomainType.class);
    return "ALTER DOMAIN "
        + World.name(domain)
        + world.of(
            " SET NOT NULL",
            " DROP NOT NULL",
            " DROP DEFAULT",
            " SET DEFAULT " + Expressions.value(world, domain.baseType()),
            " ADD CHECK (VALUE IS NOT NULL)",
            " ADD CONSTRAINT " + world.word() + " CHECK (VALUE::text <> 'x') NOT VALID");
  }

  private static String alterComposite(World world) {
    CompositeType type = world.any(CompositeType.class);
    String alter = "ALTER TYPE " + World.name(type);
    if (world.chance(40) || type.attributes().isEmpty()) {
      return alter + " ADD ATTRIBUTE " + world.word() + " " + attributeType(world) + " CASCADE";
    }
    String attribute = Identifier.quote(world.pick(type.attributes()).name());
    return alter
        + world.of(
            " DROP ATTRIBUTE " + attribute + " CASCADE",
            " RENAME ATTRIBUTE " + attribute + " TO " + world.word() + " CASCADE",
            " ALTER ATTRIBUTE " + attribute + " TYPE " + attributeType(world) + " CASCADE");
  }
}
