package dev.dbpush.sql.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One migration, as its file says.
 *
 * @param name the file's name, without a folder
 * @param revision its id
 * @param parents no id for the first revision of a chain, one, or two for a merge; in the order
 *     written
 * @param created the UTC minute of its creation, as written ({@code 2025-12-01T20:53Z})
 * @param replaces revisions that this one stands for; reserved, usually empty
 * @param slug the readable part of the file's name
 * @param up what a push runs
 * @param down what a downgrade runs; null where there is no way back
 * @param irreversible why there is no way back, where {@code down} is null; may be empty
 */
public record MigrationFile(
    String name,
    RevisionId revision,
    List<RevisionId> parents,
    String created,
    List<RevisionId> replaces,
    String slug,
    Section up,
    @Nullable Section down,
    String irreversible) {

  /** Copies the lists. */
  public MigrationFile {
    parents = List.copyOf(parents);
    replaces = List.copyOf(replaces);
  }

  /** The checksum of the up section, with the algorithm's version in front. */
  public String upChecksum() {
    return Checksum.of(up);
  }

  /** The checksum of the down section, or {@code -} where there is none. */
  public String downChecksum() {
    return down == null ? Checksum.NONE : Checksum.of(down);
  }
}
