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
 * @param upChecksum the checksum of the up section
 * @param downChecksum the checksum of the down section, or {@code -} where there is none
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
    String irreversible,
    String upChecksum,
    String downChecksum) {

  /** Copies the lists. */
  public MigrationFile {
    parents = List.copyOf(parents);
    replaces = List.copyOf(replaces);
  }

  /** Computes both checksums, once: a push asks for them at every turn. */
  public MigrationFile(
      String name,
      RevisionId revision,
      List<RevisionId> parents,
      String created,
      List<RevisionId> replaces,
      String slug,
      Section up,
      @Nullable Section down,
      String irreversible) {
    this(
        name,
        revision,
        parents,
        created,
        replaces,
        slug,
        up,
        down,
        irreversible,
        Checksum.of(up),
        down == null ? Checksum.NONE : Checksum.of(down));
  }
}
