package dev.dbpush.sql.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row security policy.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param permissive or restrictive
 * @param command ALL, SELECT, INSERT, UPDATE or DELETE
 * @param roles sorted; public for all
 * @param using as SQL, or null
 * @param check as SQL, or null
 */
public record Policy(
    ObjectId id,
    Traits traits,
    boolean permissive,
    String command,
    List<String> roles,
    @Nullable String using,
    @Nullable String check)
    implements SchemaObject {

  /** Copies the lists. */
  public Policy {
    roles = List.copyOf(roles);
  }

  @Override
  public Policy with(Traits traits) {
    return new Policy(id, traits, permissive, command, roles, using, check);
  }

  @Override
  public Policy with(ObjectId id) {
    return new Policy(id, traits, permissive, command, roles, using, check);
  }
}
