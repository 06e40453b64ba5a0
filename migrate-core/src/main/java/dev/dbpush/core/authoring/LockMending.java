package dev.dbpush.core.authoring;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.chain.LockLine;
import dev.dbpush.core.folder.FileChange;
import dev.dbpush.core.folder.FolderContents;
import dev.dbpush.core.folder.FolderWriter;
import dev.dbpush.core.folder.MigrationFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lock file of a fork that is being mended: both sides of a conflict become one, in order. */
final class LockMending {
  private LockMending() {}

  /**
   * The change of the lock file that a mended chain calls for.
   *
   * @param added lines of revisions that are new
   * @return none where there is no lock file and nothing to put into one
   * @throws ChainException for bad lines
   */
  static Optional<FileChange> change(FolderContents contents, Chain mended, List<LockLine> added) {
    List<LockLine> lines = new ArrayList<>(contents.lock().soundLines());
    lines.addAll(added);
    if (!contents.lock().exists() && lines.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FileChange(
            ChainLock.FILE_NAME, contents.lockText(), ChainLock.ordered(mended, lines).text()));
  }

  /**
   * Where there is no fork, removes the conflict markers of the lock file.
   *
   * @param verb the verb that finds nothing else to do
   * @throws ChainException if there are none
   */
  static void mendAlone(MigrationFolder folder, FolderContents contents, Chain chain, String verb) {
    if (!contents.lock().conflicted()) {
      throw ChainException.of(
          "nothing to " + verb + ": the chain of " + contents.name() + " has no fork",
          "mvn db:history shows the chain");
    }
    change(contents, chain, List.of())
        .ifPresent(change -> FolderWriter.write(folder, List.of(change)));
  }
}
