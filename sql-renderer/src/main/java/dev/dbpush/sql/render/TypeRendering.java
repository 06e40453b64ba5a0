package dev.dbpush.sql.render;

import dev.dbpush.sql.schema.CompositeType;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.DomainType;
import dev.dbpush.sql.schema.EnumType;
import dev.dbpush.sql.schema.RangeType;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Enum, domain, composite and range types. */
final class TypeRendering {
  private final Context context;

  TypeRendering(Context context) {
    this.context = context;
  }

  void create(SchemaObject type, List<SchemaObject> parts) {
    String name = context.names.of(type.id());
    if (type instanceof EnumType e) {
      context.out.statement(
          "CREATE TYPE "
              + name
              + " AS ENUM ("
              + String.join(", ", e.labels().stream().map(Identifier::literal).toList())
              + ")");
    } else if (type instanceof DomainType d) {
      context.out.statement("CREATE DOMAIN " + name + domain(d, parts));
    } else if (type instanceof RangeType r) {
      context.out.statement("CREATE TYPE " + name + " AS RANGE (" + r.parameters() + ")");
    } else if (type instanceof CompositeType c) {
      List<String> attributes = c.attributes().stream().map(TypeRendering::attribute).toList();
      context.out.statement(
          "CREATE TYPE "
              + name
              + " AS ("
              + (attributes.isEmpty() ? "" : "\n  " + String.join(",\n  ", attributes) + "\n")
              + ")");
      c.attributes().stream().filter(a -> a.comment() != null).forEach(a -> comment(c, a));
    }
  }

  private static String domain(DomainType d, List<SchemaObject> parts) {
    StringBuilder sql = new StringBuilder(" AS ").append(d.baseType());
    if (d.collation() != null) {
      sql.append(" COLLATE ").append(d.collation());
    }
    if (d.defaultExpression() != null) {
      sql.append(" DEFAULT ").append(d.defaultExpression());
    }
    if (d.notNull()) {
      sql.append(" NOT NULL");
    }
    for (SchemaObject part : parts) {
      if (part instanceof Constraint c) {
        sql.append("\n  CONSTRAINT ")
            .append(Identifier.quote(c.id().name()))
            .append(' ')
            .append(c.definition());
      }
    }
    return sql.toString();
  }

  private static String attribute(CompositeType.Attribute a) {
    return Identifier.quote(a.name())
        + " "
        + a.type()
        + (a.collation() == null ? "" : " COLLATE " + a.collation());
  }

  private void comment(CompositeType type, CompositeType.Attribute a) {
    context.out.statement(
        "COMMENT ON COLUMN "
            + context.names.of(type.id())
            + "."
            + Identifier.quote(a.name())
            + " IS "
            + (a.comment() == null ? "NULL" : Identifier.literal(a.comment())));
  }

  void alter(SchemaObject before, SchemaObject after) {
    if (before instanceof EnumType one && after instanceof EnumType two) {
      addValues(one, two);
    } else if (before instanceof DomainType one && after instanceof DomainType two) {
      alterDomain(one, two);
    } else if (before instanceof CompositeType one && after instanceof CompositeType two) {
      alterComposite(one, two);
    }
    context.traits(after, before.traits(), after.traits());
  }

  private void addValues(EnumType before, EnumType after) {
    List<String> there = new ArrayList<>(before.labels());
    for (int i = 0; i < after.labels().size(); i++) {
      String label = after.labels().get(i);
      if (there.contains(label)) {
        continue;
      }
      String place = "";
      if (i < there.size()) {
        place =
            i == 0
                ? " BEFORE " + Identifier.literal(there.get(0))
                : " AFTER " + Identifier.literal(there.get(i - 1));
      }
      there.add(i, label);
      context.out.statement(
          "ALTER TYPE "
              + context.names.of(after.id())
              + " ADD VALUE "
              + Identifier.literal(label)
              + place,
          DdlStatement.Mode.COMMIT_AFTER);
    }
  }

  private void alterDomain(DomainType before, DomainType after) {
    String alter = "ALTER DOMAIN " + context.names.of(after.id());
    if (!Objects.equals(before.defaultExpression(), after.defaultExpression())) {
      context.out.statement(
          alter
              + (after.defaultExpression() == null
                  ? " DROP DEFAULT"
                  : " SET DEFAULT " + after.defaultExpression()));
    }
    if (before.notNull() != after.notNull()) {
      context.out.statement(alter + (after.notNull() ? " SET NOT NULL" : " DROP NOT NULL"));
    }
  }

  private void alterComposite(CompositeType before, CompositeType after) {
    String target = "TYPE " + context.names.of(after.id());
    for (CompositeType.Attribute a : before.attributes()) {
      if (after.attributes().stream().noneMatch(b -> b.name().equals(a.name()))) {
        context.out.action(
            target, Passes.DROP, "DROP ATTRIBUTE " + Identifier.quote(a.name()) + " CASCADE");
      }
    }
    List<CompositeType.Attribute> comments = new ArrayList<>();
    for (CompositeType.Attribute b : after.attributes()) {
      CompositeType.Attribute a =
          before.attributes().stream()
              .filter(other -> other.name().equals(b.name()))
              .findFirst()
              .orElse(null);
      if (a == null) {
        context.out.action(target, Passes.ADD_COLUMN, "ADD ATTRIBUTE " + attribute(b) + " CASCADE");
      } else if (!a.type().equals(b.type()) || !Objects.equals(a.collation(), b.collation())) {
        context.out.action(
            target,
            Passes.ALTER_TYPE,
            "ALTER ATTRIBUTE "
                + Identifier.quote(b.name())
                + " TYPE "
                + b.type()
                + (b.collation() == null ? "" : " COLLATE " + b.collation())
                + " CASCADE");
      }
      if (!Objects.equals(a == null ? null : a.comment(), b.comment())) {
        comments.add(b);
      }
    }
    comments.forEach(b -> comment(after, b));
  }
}
