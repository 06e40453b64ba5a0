package dev.dbpush.sql.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A name as the server knows it, without quotes.
 *
 * @param schema the schema, or null where the search path decides; a database before it is kept in
 *     front, with a dot
 * @param name the object's own name
 */
public record QualifiedName(@Nullable String schema, String name) {

  /** A name without a schema. */
  public static QualifiedName of(String name) {
    return new QualifiedName(null, name);
  }

  /** A name in a schema. */
  public static QualifiedName of(String schema, String name) {
    return new QualifiedName(schema, name);
  }

  /** This name as the schema of a further part. */
  QualifiedName then(String part) {
    return new QualifiedName(schema == null ? name : schema + "." + name, part);
  }

  /** The name as SQL, quoted where it must be. */
  public String toSql() {
    return schema == null
        ? Identifier.quote(name)
        : Identifier.quote(schema) + "." + Identifier.quote(name);
  }

  @Override
  public String toString() {
    return toSql();
  }
}
