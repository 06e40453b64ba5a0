package dev.dbpush.core.authoring;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.folder.FileChange;
import dev.dbpush.core.folder.FolderContents;
import dev.dbpush.core.folder.FolderWriter;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.file.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Mends a fork: one branch follows the other. Only the {@code -- parent:} lines of the branch's
 * first revisions (and of merges with what lies before it) are rewritten, and the lock file, whose
 * conflict markers go.
 */
public final class Rebase {
  private final MigrationFolder folder;

  /** Works on a folder. */
  public Rebase(MigrationFolder folder) {
    this.folder = folder;
  }

  /**
   * Moves a branch.
   *
   * @param from an id or prefix of a revision of the branch that moves; null: the branch of which
   *     the history holds nothing
   * @param to an id or prefix of a revision of the branch that it follows; null: the other one
   * @param held the revisions that the configured history holds; empty where there is no history to
   *     ask
   * @throws ChainException if the chain is not sound, there is neither a fork nor a conflict in the
   *     lock file, it is not clear which branch moves, or the history holds a revision of it
   */
  public Rebased rebase(@Nullable String from, @Nullable String to, Collection<RevisionId> held) {
    FolderContents contents = folder.read();
    Chain chain = contents.chain();
    if (chain.heads().size() < 2) {
      LockMending.mendAlone(folder, contents, chain, "rebase");
      return new Rebased(null, List.of(), List.of());
    }
    Fork fork = Fork.find(chain, from, to, held);
    Map<String, String> before = new LinkedHashMap<>();
    Map<String, String> after = new LinkedHashMap<>();
    fork.parents(chain)
        .forEach(
            (file, parents) -> {
              String raw = folder.text(file.name());
              before.put(file.name(), raw);
              after.put(file.name(), ParentLine.rewrite(file.name(), raw, parents));
            });
    List<MigrationFile> files = new ArrayList<>();
    for (MigrationFile file : chain.revisions()) {
      String changed = after.get(file.name());
      files.add(changed == null ? file : MigrationFileParser.parse(file.name(), changed));
    }
    Chain rebased = Chain.of(contents.name(), files, List.of());
    List<FileChange> changes = new ArrayList<>();
    after.forEach((name, text) -> changes.add(new FileChange(name, before.get(name), text)));
    LockMending.change(contents, rebased, List.of()).ifPresent(changes::add);
    FolderWriter.write(folder, changes);
    Set<RevisionId> moving = fork.moving(chain);
    return new Rebased(
        fork.other(),
        rebased.revisions().stream().filter(file -> moving.contains(file.revision())).toList(),
        List.copyOf(after.keySet()));
  }
}
