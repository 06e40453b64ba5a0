package dev.dbpush.core.folder;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.LockComparison;
import dev.dbpush.core.chain.LockDifference;
import dev.dbpush.core.chain.LockReading;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.syntax.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was read from a source of migrations.
 *
 * @param name the source's name as the user knows it
 * @param files the migrations that could be read, by name
 * @param problems what is wrong with the others, by name; their places begin with {@code name}
 * @param lockText the lock file's content as it is, a BOM included; null where there is none or it
 *     cannot be read
 * @param lock the lock file
 */
public record FolderContents(
    String name,
    List<MigrationFile> files,
    List<Problem> problems,
    @Nullable String lockText,
    LockReading lock) {

  /** Copies the lists. */
  public FolderContents {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
  }

  /**
   * The chain of the files.
   *
   * @throws ChainException with the problems of all files and of the graph, in one report
   */
  public Chain chain() {
    return Chain.of(name, files, problems);
  }

  /** In what the lock file and this chain differ. */
  public List<LockDifference> lockDifferences(Chain chain) {
    return LockComparison.compare(name, lock, chain);
  }

  /** In what the lock file and the files differ, where they make no chain. */
  public List<LockDifference> lockDifferences() {
    Set<String> unreadable =
        problems.stream()
            .map(problem -> problem.file().substring(problem.file().lastIndexOf('/') + 1))
            .collect(Collectors.toSet());
    return LockComparison.compare(name, lock, files, unreadable);
  }
}
