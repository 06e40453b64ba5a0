package dev.dbpush.core.authoring;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.chain.LockDifference;
import dev.dbpush.core.chain.LockDifference.Kind;
import dev.dbpush.core.folder.FileChange;
import dev.dbpush.core.folder.FolderContents;
import dev.dbpush.core.folder.FolderWriter;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.syntax.Problem;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Seals lines of {@code chain.lock}. */
public final class LockVerb {
  private static final Set<Kind> NEW = EnumSet.of(Kind.OPEN, Kind.UNLOCKED);
  private static final Set<Kind> CHANGED = EnumSet.of(Kind.EDITED, Kind.REPARENTED);

  private final MigrationFolder folder;

  /** Works on a folder. */
  public LockVerb(MigrationFolder folder) {
    this.folder = folder;
  }

  /**
   * Writes the lock file that the files call for: open and missing lines are sealed, edited files
   * sealed again, lines without a file dropped.
   *
   * @param held the revisions that the configured history holds; empty where there is no history to
   *     ask
   * @throws ChainException if the chain is not sound, the lock file has bad lines or conflict
   *     markers, or naming every revision that the history holds and whose file was edited, given
   *     other parents or removed
   */
  public Locked lock(Collection<RevisionId> held) {
    FolderContents contents = folder.read();
    Chain chain = contents.chain();
    contents.lock().lock();
    List<LockDifference> differences = contents.lockDifferences(chain);
    Set<RevisionId> applied = new HashSet<>(held);
    List<Problem> refused =
        differences.stream()
            .filter(difference -> isRefused(difference, applied))
            .map(
                difference ->
                    new Problem(
                        difference.problem().file(),
                        difference.problem().position(),
                        difference.problem().message()
                            + ", and the history holds "
                            + difference.revision(),
                        "restore the file and make the change with mvn db:new"))
            .toList();
    if (!refused.isEmpty()) {
      throw new ChainException(refused);
    }
    return write(
        contents,
        ChainLock.sealed(chain),
        revisions(differences, NEW),
        revisions(differences, CHANGED),
        revisions(differences, EnumSet.of(Kind.REMOVED)));
  }

  private Locked write(
      FolderContents contents,
      ChainLock lock,
      List<RevisionId> sealed,
      List<RevisionId> resealed,
      List<RevisionId> removed) {
    String text = lock.text();
    boolean needed = !text.equals(contents.lockText());
    if (needed) {
      FolderWriter.write(
          folder, List.of(new FileChange(ChainLock.FILE_NAME, contents.lockText(), text)));
    }
    return new Locked(sealed, resealed, removed, needed);
  }

  private static boolean isRefused(LockDifference difference, Set<RevisionId> applied) {
    return (CHANGED.contains(difference.kind()) || difference.kind() == Kind.REMOVED)
        && applied.contains(difference.revision());
  }

  private static List<RevisionId> revisions(List<LockDifference> differences, Set<Kind> kinds) {
    return differences.stream()
        .filter(difference -> kinds.contains(difference.kind()))
        .map(LockDifference::revision)
        .distinct()
        .toList();
  }
}
