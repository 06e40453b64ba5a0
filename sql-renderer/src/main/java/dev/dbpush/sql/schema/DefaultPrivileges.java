package dev.dbpush.sql.schema;

import java.util.List;

/**
 * Privileges that objects made later will have.
 *
 * @param id what it is called
 * @param role whose new objects
 * @param schema in which schema; empty for all
 * @param objects TABLES, SEQUENCES, FUNCTIONS, TYPES or SCHEMAS
 * @param granted what the built-in privileges lack
 * @param revoked what the built-in privileges have
 */
public record DefaultPrivileges(
    ObjectId id,
    String role,
    String schema,
    String objects,
    List<Grant> granted,
    List<Grant> revoked)
    implements SchemaObject {

  /** Copies the lists. */
  public DefaultPrivileges {
    granted = List.copyOf(granted);
    revoked = List.copyOf(revoked);
  }

  @Override
  public Traits traits() {
    return Traits.NONE;
  }

  @Override
  public DefaultPrivileges with(Traits traits) {
    return this;
  }

  @Override
  public DefaultPrivileges with(ObjectId id) {
    return new DefaultPrivileges(id, role, schema, objects, granted, revoked);
  }
}
