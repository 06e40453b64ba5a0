package dev.dbpush.sql.schema;

import dev.dbpush.sql.syntax.Identifier;
import java.io.Serializable;

/**
 * What an object is called, independent of the database that it is in.
 *
 * @param kind the object's kind
 * @param schema its schema; empty for objects outside schemas
 * @param parent the table, view or domain that it belongs to; empty for objects of a schema
 * @param name its own name, without quotes; for routines with the identity arguments in parentheses
 */
public record ObjectId(ObjectKind kind, String schema, String parent, String name)
    implements Comparable<ObjectId>, Serializable {

  /** An object of a schema. */
  public static ObjectId of(ObjectKind kind, String schema, String name) {
    return new ObjectId(kind, schema, "", name);
  }

  /** A schema. */
  public static ObjectId schema(String name) {
    return new ObjectId(ObjectKind.SCHEMA, "", "", name);
  }

  /** A table. */
  public static ObjectId table(String schema, String name) {
    return new ObjectId(ObjectKind.TABLE, schema, "", name);
  }

  /** An object of the same table, view or domain, or of this one. */
  public ObjectId part(ObjectKind partKind, String partName) {
    return new ObjectId(partKind, schema, parent.isEmpty() ? name : parent, partName);
  }

  /** The table that this object belongs to. */
  public ObjectId owningTable() {
    return table(schema, parent);
  }

  /** The same object under another name. */
  public ObjectId named(String newName) {
    return new ObjectId(kind, schema, parent, newName);
  }

  /** The name as a person writes it, without the kind: {@code member.nick}, {@code shop.member}. */
  public String display(String defaultSchema) {
    StringBuilder out = new StringBuilder();
    if (!schema.isEmpty() && !schema.equals(defaultSchema)) {
      out.append(Identifier.quote(schema)).append('.');
    }
    if (!parent.isEmpty()) {
      out.append(Identifier.quote(parent)).append('.');
    }
    return out.append(
            kind == ObjectKind.ROUTINE || kind == ObjectKind.CAST ? name : Identifier.quote(name))
        .toString();
  }

  /** By kind, schema, parent and name; written out, since every map of a snapshot asks for it. */
  @Override
  public int compareTo(ObjectId other) {
    int order = kind.compareTo(other.kind);
    if (order == 0) {
      order = schema.compareTo(other.schema);
    }
    if (order == 0) {
      order = parent.compareTo(other.parent);
    }
    return order == 0 ? name.compareTo(other.name) : order;
  }

  @Override
  public String toString() {
    return kind.label() + " " + display("");
  }
}
