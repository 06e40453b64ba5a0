package dev.dbpush.sql.render;

import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.DomainType;
import dev.dbpush.sql.schema.GenericObject;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Routine;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Trigger;
import dev.dbpush.sql.schema.ViewColumn;
import dev.dbpush.sql.syntax.Identifier;
import java.util.Locale;
import java.util.Set;

/** Names as SQL, without the default schema. */
final class Names {
  private final String defaultSchema;
  private final Set<String> shadowed;

  Names(Snapshot.Environment environment) {
    this.defaultSchema = environment.defaultSchema();
    this.shadowed = environment.shadowed();
  }

  /** An object of a schema. */
  String of(ObjectId id) {
    String name = id.kind() == ObjectKind.ROUTINE ? id.name() : Identifier.quote(id.name());
    int open = id.kind() == ObjectKind.ROUTINE ? id.name().indexOf('(') : -1;
    boolean hidden = shadowed.contains(open < 0 ? id.name() : id.name().substring(0, open));
    return hidden && !id.schema().isEmpty()
        ? Identifier.quote(id.schema()) + "." + name
        : in(id.schema(), name);
  }

  /** The table, view or domain that a part belongs to. */
  String parent(ObjectId part) {
    return in(part.schema(), Identifier.quote(part.parent()));
  }

  /** The table or domain of a constraint. */
  String owner(Constraint constraint) {
    ObjectId id = constraint.id();
    return constraint.onDomain()
        ? of(ObjectId.of(ObjectKind.TYPE, id.schema(), id.parent()))
        : parent(id);
  }

  String in(String schema, String quotedName) {
    return schema.isEmpty() || schema.equals(defaultSchema)
        ? quotedName
        : Identifier.quote(schema) + "." + quotedName;
  }

  /** Kind and name, as DROP and COMMENT ON want them. */
  String address(SchemaObject object) {
    ObjectId id = object.id();
    String name = Identifier.quote(id.name());
    return switch (id.kind()) {
      case COLUMN -> "COLUMN " + parent(id) + "." + name;
      case CONSTRAINT -> "CONSTRAINT " + name + " ON " + constrained((Constraint) object);
      case TRIGGER, RULE, POLICY -> keyword(object) + " " + name + " ON " + parent(id);
      case OPERATOR, CAST, COLLATION, TEXT_SEARCH ->
          ((GenericObject) object).label() + " " + ((GenericObject) object).address();
      default -> keyword(object) + " " + of(id);
    };
  }

  private String constrained(Constraint constraint) {
    return (constraint.onDomain() ? "DOMAIN " : "") + owner(constraint);
  }

  /** The kind of an object as SQL. */
  String keyword(SchemaObject object) {
    if (object instanceof DomainType) {
      return "DOMAIN";
    }
    if (object instanceof Routine routine) {
      return switch (routine.kind()) {
        case 'p' -> "PROCEDURE";
        case 'a' -> "AGGREGATE";
        default -> "FUNCTION";
      };
    }
    if (object instanceof GenericObject generic) {
      return generic.label();
    }
    return object.id().kind().name().replace('_', ' ').toUpperCase(Locale.ROOT);
  }

  /** What the actions on a part are a part of: {@code TABLE member}. */
  String target(SchemaObject part) {
    if (part instanceof Trigger trigger && trigger.onView()) {
      return "TABLE " + parent(part.id());
    }
    if (part instanceof ViewColumn column) {
      return (column.materialized() ? "MATERIALIZED VIEW " : "VIEW ") + parent(part.id());
    }
    return "TABLE " + parent(part.id());
  }
}
