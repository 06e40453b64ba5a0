package dev.dbpush.core;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.chain.LockDifference;
import dev.dbpush.core.chain.LockLine;
import dev.dbpush.core.folder.FileChange;
import dev.dbpush.core.folder.FolderContents;
import dev.dbpush.core.folder.FolderWriter;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.folder.MigrationSource;
import dev.dbpush.core.folder.SourceReader;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.syntax.Problem;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of one source, read once: the chain and its lock file. Thread-safe.
 *
 * <p>A push refuses files that differ from what was locked. It accepts lines that are still open
 * and files without a line: the first push of a migration seals them.
 */
public final class Migrations {
  /** What a push seals rather than refuses. */
  private static final Set<LockDifference.Kind> SEALABLE =
      EnumSet.of(
          LockDifference.Kind.OPEN, LockDifference.Kind.UNLOCKED, LockDifference.Kind.OUT_OF_ORDER);

  private final MigrationSource source;
  private final @Nullable MigrationFolder folder;
  private @Nullable FolderContents contents;
  private @Nullable Chain chain;

  private Migrations(MigrationSource source, @Nullable MigrationFolder folder) {
    this.source = source;
    this.folder = folder;
  }

  /** Migrations in a folder, whose lock file a push may write. */
  public static Migrations in(MigrationFolder folder) {
    return new Migrations(folder, folder);
  }

  /** Migrations that are only read. */
  public static Migrations from(MigrationSource source) {
    return new Migrations(source, null);
  }

  /** The source as a person knows it, put before file names. */
  public String label() {
    return source.name();
  }

  /** The folder; null for any other source. */
  public @Nullable MigrationFolder folder() {
    return folder;
  }

  /** What was read. */
  public synchronized FolderContents contents() {
    if (contents == null) {
      contents = SourceReader.read(source);
    }
    return contents;
  }

  /**
   * The chain.
   *
   * @throws ChainException with everything that is wrong with the files and the graph
   */
  public synchronized Chain chain() {
    if (chain == null) {
      chain = contents().chain();
    }
    return chain;
  }

  /**
   * Refuses what a push must not overlook.
   *
   * @throws ChainException with every difference between the files and their lock file; where there
   *     is no lock file there are none
   */
  public void requireIntactLock() {
    List<Problem> problems = lockProblems();
    if (!problems.isEmpty()) {
      throw new ChainException(problems);
    }
  }

  private List<Problem> lockProblems() {
    FolderContents read = contents();
    if (read.lockText() == null && read.lock().problems().isEmpty()) {
      return List.of();
    }
    if (read.lock().conflicted()) {
      return read.lock().conflicts(); // the lines of both sides are there, so comparing says little
    }
    List<Problem> problems = new ArrayList<>(read.lock().problems());
    for (LockDifference difference : read.lockDifferences(chain())) {
      if (!SEALABLE.contains(difference.kind())) {
        problems.add(difference.problem());
      }
    }
    return problems;
  }

  /**
   * Seals the lines of applied revisions in the lock file of a folder that can be written; does
   * nothing for any other source.
   *
   * @return why it could not be written, or null
   */
  @Nullable String seal(Set<RevisionId> applied) {
    MigrationFolder target = folder;
    if (target == null || !Files.isWritable(target.path()) || applied.isEmpty()) {
      return null;
    }
    String now = contents().lockText();
    Map<RevisionId, LockLine> lines = new HashMap<>();
    contents().lock().lines().forEach(line -> lines.put(line.line().revision(), line.line()));
    for (RevisionId revision : applied) {
      MigrationFile file = chain().find(revision);
      if (file != null) {
        lines.put(revision, LockLine.sealed(file));
      }
    }
    List<LockLine> ordered =
        chain().revisions().stream()
            .map(file -> lines.get(file.revision()))
            .filter(Objects::nonNull)
            .toList();
    String sealed = new ChainLock(ordered).text();
    if (sealed.equals(now)) {
      return null;
    }
    try {
      FolderWriter.write(target, List.of(new FileChange(ChainLock.FILE_NAME, now, sealed)));
      return null;
    } catch (UncheckedIOException | ChainException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
