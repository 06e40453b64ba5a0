package dev.dbpush.sql.schema;

import org.jspecify.annotations.Nullable;

/**
 * A domain; its constraints are objects of their own.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param baseType with its modifier
 * @param collation as SQL, or null for the base type's
 * @param notNull whether it refuses nulls
 * @param defaultExpression as SQL, or null
 */
public record DomainType(
    ObjectId id,
    Traits traits,
    String baseType,
    @Nullable String collation,
    boolean notNull,
    @Nullable String defaultExpression)
    implements SchemaObject {

  @Override
  public DomainType with(Traits traits) {
    return new DomainType(id, traits, baseType, collation, notNull, defaultExpression);
  }

  @Override
  public DomainType with(ObjectId id) {
    return new DomainType(id, traits, baseType, collation, notNull, defaultExpression);
  }
}
