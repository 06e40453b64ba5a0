package dev.dbpush.core.catalog;

import dev.dbpush.sql.schema.CompositeType;
import dev.dbpush.sql.schema.DefaultPrivileges;
import dev.dbpush.sql.schema.DomainType;
import dev.dbpush.sql.schema.EnumType;
import dev.dbpush.sql.schema.Extension;
import dev.dbpush.sql.schema.GenericObject;
import dev.dbpush.sql.schema.Grant;
import dev.dbpush.sql.schema.Namespace;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.RangeType;
import dev.dbpush.sql.schema.Routine;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Traits;
import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Schemas, extensions, types, routines, operators and default privileges. */
final class OtherAssembler {
  private final Found found;

  OtherAssembler(Found found) {
    this.found = found;
  }

  void builtinPrivileges(List<Row> rows) {
    rows.forEach(row -> found.builtinGrants.put(row.text(0), Found.grants(row.text(1))));
  }

  void namespaces(List<Row> rows) {
    for (Row row : rows) {
      Traits traits = found.traits(row.text(2), row.orNull(3), row.orNull(4), "SCHEMA");
      found.add(
          new Namespace(ObjectId.schema(row.text(1)), traits), Found.NAMESPACE, row.number(0));
    }
  }

  void extensions(List<Row> rows) {
    for (Row row : rows) {
      ObjectId id = new ObjectId(ObjectKind.EXTENSION, "", "", row.text(1));
      Traits traits = new Traits(row.text(3), row.orNull(4), List.of());
      found.add(new Extension(id, traits, row.text(2)), Found.EXTENSION, row.number(0));
      found.need(id, ObjectId.schema(row.text(2)));
    }
  }

  void types(List<Row> rows, RelationAssembler relations) {
    for (Row row : rows) {
      long oid = row.number(0);
      ObjectId relation = row.number(7) == 0 ? null : found.relation(row.number(7));
      ObjectId id = relation;
      if (relation == null) {
        id = ObjectId.of(ObjectKind.TYPE, row.text(1), row.text(2));
        List<CompositeType.Attribute> attributes = relations.attributes(row.number(7));
        if (row.letter(3) == 'c' && row.letter(16) != 'c') {
          continue; // the row type of a relation that is not read
        }
        found.put(type(id, row, attributes));
        if (row.number(7) != 0) {
          found.address(Found.RELATION, row.number(7), id);
        }
      }
      found.address(Found.TYPE, oid, id);
      found.address(Found.TYPE, row.number(13), id);
      if (row.number(15) != 0) {
        found.address(Found.TYPE, row.number(15), id);
      }
    }
  }

  private SchemaObject type(ObjectId id, Row row, List<CompositeType.Attribute> attributes) {
    Traits traits = found.traits(row.text(4), row.orNull(5), row.orNull(6), "TYPE");
    return switch (row.letter(3)) {
      case 'e' -> new EnumType(id, traits, row.list(12));
      case 'd' ->
          new DomainType(id, traits, row.text(8), row.orNull(9), row.flag(10), row.orNull(11));
      case 'r' -> new RangeType(id, traits, row.text(14));
      default -> new CompositeType(id, traits, attributes);
    };
  }

  void routines(List<Row> rows, List<Row> aggregates) {
    Map<Long, Row> aggregatesByOid = new HashMap<>();
    aggregates.forEach(row -> aggregatesByOid.put(row.number(0), row));
    for (Row row : rows) {
      char kind = row.letter(7);
      Row aggregate = aggregatesByOid.get(row.number(0));
      String arguments = kind == 'a' ? aggregateArguments(row) : row.text(3);
      String name = Identifier.quote(row.text(2)) + "(" + arguments + ")";
      ObjectId id = ObjectId.of(ObjectKind.ROUTINE, row.text(1), name);
      String definition =
          aggregate == null ? definition(row) : aggregate(id, row, arguments, aggregate);
      found.add(
          new Routine(
              id,
              found.traits(row.text(8), row.orNull(9), row.orNull(10), "FUNCTION"),
              kind,
              row.text(5),
              row.text(6),
              definition),
          Found.ROUTINE,
          row.number(0));
    }
  }

  private static String aggregateArguments(Row row) {
    return row.text(4).isEmpty() ? "*" : row.text(4);
  }

  private String definition(Row row) {
    String verb =
        row.letter(7) == 'p' ? "CREATE OR REPLACE PROCEDURE " : "CREATE OR REPLACE FUNCTION ";
    return found.withoutSchema(verb, row.text(1), row.text(2), row.text(11)).stripTrailing();
  }

  private String aggregate(ObjectId id, Row row, String arguments, Row aggregate) {
    String schema = found.prefix(id.schema(), row.text(2));
    return "CREATE AGGREGATE "
        + schema
        + Identifier.quote(row.text(2))
        + "("
        + arguments
        + ") (\n  "
        + String.join(",\n  ", aggregate.list(3))
        + "\n)";
  }

  void generic(List<Row> rows) {
    for (Row row : rows) {
      String label = row.text(2);
      if (label.equals("CAST")) {
        cast(row);
        continue;
      }
      ObjectKind kind =
          label.equals("OPERATOR")
              ? ObjectKind.OPERATOR
              : label.equals("COLLATION") ? ObjectKind.COLLATION : ObjectKind.TEXT_SEARCH;
      String name = kind == ObjectKind.OPERATOR ? row.text(4) : Identifier.quote(row.text(4));
      String schema = found.prefix(row.text(3), row.text(4));
      ObjectId id =
          new ObjectId(
              kind,
              row.text(3),
              "",
              (kind == ObjectKind.TEXT_SEARCH ? label.toLowerCase(java.util.Locale.ROOT) + " " : "")
                  + row.text(4)
                  + row.text(5));
      List<String> parts = row.list(8);
      StringBuilder definition =
          new StringBuilder("CREATE " + label + " " + schema + name + " (" + parts.get(0) + ")");
      for (String mapping : parts.subList(1, parts.size())) {
        definition
            .append(";\nALTER TEXT SEARCH CONFIGURATION ")
            .append(schema + name)
            .append(" ADD MAPPING FOR ")
            .append(mapping);
      }
      found.add(
          new GenericObject(
              id,
              new Traits(row.text(6), row.orNull(7), List.of()),
              label,
              schema + name + (kind == ObjectKind.OPERATOR ? " " + row.text(5) : ""),
              definition.toString()),
          row.number(0),
          row.number(1));
    }
  }

  private void cast(Row row) {
    String types = "(" + row.text(5) + ")";
    found.add(
        new GenericObject(
            ObjectId.of(ObjectKind.CAST, "", row.text(5)),
            new Traits(row.text(6), row.orNull(7), List.of()),
            "CAST",
            types,
            "CREATE CAST " + types + " " + String.join("", row.list(8))),
        row.number(0),
        row.number(1));
  }

  void defaultPrivileges(List<Row> rows) {
    for (Row row : rows) {
      String objects =
          switch (row.letter(2)) {
            case 'r' -> "TABLES";
            case 'S' -> "SEQUENCES";
            case 'f' -> "FUNCTIONS";
            case 'T' -> "TYPES";
            case 'n' -> "SCHEMAS";
            default -> "LARGE OBJECTS";
          };
      List<Grant> granted = new ArrayList<>(Found.grants(row.text(3)));
      List<Grant> revoked = new ArrayList<>(Found.grants(row.text(4)));
      List<Grant> both = granted.stream().filter(revoked::contains).toList();
      granted.removeAll(both);
      revoked.removeAll(both);
      ObjectId id =
          new ObjectId(
              ObjectKind.DEFAULT_PRIVILEGES, row.text(1), "", row.text(0) + " on " + objects);
      found.put(new DefaultPrivileges(id, row.text(0), row.text(1), objects, granted, revoked));
    }
  }
}
