package dev.dbpush.sql.schema;

import java.util.List;

/**
 * A view or a materialised view.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param columns names and types, in their order
 * @param query as SQL, without a semicolon
 * @param options storage parameters: security_barrier=true
 * @param storage access method and tablespace as clauses of CREATE, or empty
 */
public record View(
    ObjectId id,
    Traits traits,
    List<String> columns,
    String query,
    List<String> options,
    String storage)
    implements SchemaObject {

  /** Copies the lists. */
  public View {
    columns = List.copyOf(columns);
    options = List.copyOf(options);
  }

  @Override
  public View with(Traits traits) {
    return new View(id, traits, columns, query, options, storage);
  }

  @Override
  public View with(ObjectId id) {
    return new View(id, traits, columns, query, options, storage);
  }

  /** Whether it is materialised. */
  public boolean materialized() {
    return id.kind() == ObjectKind.MATERIALIZED_VIEW;
  }
}
