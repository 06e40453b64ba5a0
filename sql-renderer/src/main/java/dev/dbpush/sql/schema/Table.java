package dev.dbpush.sql.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table, a partitioned table or a partition.
 *
 * @param id what it is called
 * @param traits owner, comment and privileges
 * @param persistence p (permanent) or u (unlogged)
 * @param partitionKey what stands behind PARTITION BY, or null
 * @param ofType the composite type that it is made of, or null
 * @param accessMethod empty for the default one
 * @param tablespace empty for the default one
 * @param options storage parameters, those of the TOAST table with toast. in front
 * @param replicaIdentity DEFAULT, NOTHING, FULL or USING INDEX name
 * @param rowSecurity whether policies are enforced
 * @param forceRowSecurity whether for the owner too
 */
public record Table(
    ObjectId id,
    Traits traits,
    String persistence,
    @Nullable String partitionKey,
    @Nullable String ofType,
    String accessMethod,
    String tablespace,
    List<String> options,
    String replicaIdentity,
    boolean rowSecurity,
    boolean forceRowSecurity)
    implements SchemaObject {

  /** Copies the lists. */
  public Table {
    options = List.copyOf(options);
  }

  @Override
  public Table with(Traits traits) {
    return new Table(
        id,
        traits,
        persistence,
        partitionKey,
        ofType,
        accessMethod,
        tablespace,
        options,
        replicaIdentity,
        rowSecurity,
        forceRowSecurity);
  }

  @Override
  public Table with(ObjectId id) {
    return new Table(
        id,
        traits,
        persistence,
        partitionKey,
        ofType,
        accessMethod,
        tablespace,
        options,
        replicaIdentity,
        rowSecurity,
        forceRowSecurity);
  }

  /** The same of another type, with another replica identity and other storage parameters. */
  public Table with(@Nullable String ofType, String replicaIdentity, List<String> options) {
    return new Table(
        id,
        traits,
        persistence,
        partitionKey,
        ofType,
        accessMethod,
        tablespace,
        options,
        replicaIdentity,
        rowSecurity,
        forceRowSecurity);
  }
}
