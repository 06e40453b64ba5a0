package dev.dbpush.core.authoring;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.LockLine;
import dev.dbpush.core.folder.FileChange;
import dev.dbpush.core.folder.FolderContents;
import dev.dbpush.core.folder.FolderWriter;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationTemplate;
import dev.dbpush.sql.file.RevisionId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Mends a fork: a new revision, usually empty, has both heads as its parents. */
public final class Merge {
  /** Two slugs that make no longer name; beyond it the ids stand for them. */
  private static final int LONGEST_NAME = 60;

  private final MigrationFolder folder;
  private final FileMaker maker;

  /** Works on a folder. */
  public Merge(MigrationFolder folder, Clock clock, RevisionIds ids) {
    this.folder = folder;
    this.maker = new FileMaker(clock, ids);
  }

  /**
   * Joins two heads. The new revision's line in the lock file is sealed.
   *
   * @param name the new revision's name; null for {@code merge_A_and_B}
   * @param heads ids or prefixes of the two heads; empty where the chain has no more than two
   * @return the new file; none where there was no fork, and only the lock file's conflict markers
   *     were removed
   * @throws ChainException if the chain is not sound, there is neither a fork nor a conflict in the
   *     lock file, or it is not clear which heads are meant
   */
  public Optional<CreatedMigration> merge(@Nullable String name, List<String> heads) {
    FolderContents contents = folder.read();
    Chain chain = contents.chain();
    if (chain.heads().size() < 2) {
      LockMending.mendAlone(folder, contents, chain, "merge");
      return Optional.empty();
    }
    List<RevisionId> parents = parents(chain, heads);
    String title = name == null || name.isBlank() ? defaultName(chain, parents) : name;
    MigrationTemplate template = maker.make(Draft.empty(title), parents, chain, contents.lock());
    MigrationFile file = FileMaker.parsed(template);
    List<MigrationFile> files = new ArrayList<>(chain.revisions());
    files.add(file);
    Chain merged = Chain.of(contents.name(), files, List.of());
    List<FileChange> changes = new ArrayList<>();
    changes.add(new FileChange(file.name(), null, template.text()));
    LockMending.change(contents, merged, List.of(LockLine.sealed(file))).ifPresent(changes::add);
    FolderWriter.write(folder, changes);
    return Optional.of(new CreatedMigration(file.name(), file.revision(), file.parents()));
  }

  private static List<RevisionId> parents(Chain chain, List<String> named) {
    List<RevisionId> heads = chain.heads();
    if (named.isEmpty() && heads.size() == 2) {
      return heads;
    }
    TreeSet<RevisionId> chosen = new TreeSet<>();
    named.forEach(text -> chosen.add(chain.lookup(text)));
    if (chosen.size() != 2 || !heads.containsAll(chosen)) {
      throw ChainException.of(
          "a merge joins two heads, and the chain has "
              + heads.stream().map(chain::describe).collect(Collectors.joining(", ")),
          "name two of them: -Ddb.from=ONE -Ddb.to=OTHER; then merge again for the next one");
    }
    return List.copyOf(chosen);
  }

  private static String defaultName(Chain chain, List<RevisionId> parents) {
    String bySlug =
        "merge_" + chain.get(parents.get(0)).slug() + "_and_" + chain.get(parents.get(1)).slug();
    return bySlug.length() <= LONGEST_NAME
        ? bySlug
        : "merge_" + parents.get(0) + "_and_" + parents.get(1);
  }
}
