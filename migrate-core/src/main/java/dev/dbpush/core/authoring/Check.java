package dev.dbpush.core.authoring;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.LockDifference;
import dev.dbpush.core.chain.LockReading;
import dev.dbpush.core.folder.FolderContents;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.segment.Segmenter;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks a folder without a database: every file, the chain, the lock file, all in one report.
 * Thread-safe if the further checks are.
 */
public final class Check {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::file)
          .thenComparing(
              Problem::position, Comparator.nullsFirst(Comparator.<SourcePosition>naturalOrder()));

  private final List<Function<MigrationFile, List<Problem>>> fileChecks;

  /**
   * A check.
   *
   * @param fileChecks further checks of a single file, such as that of its statements; the places
   *     of what they find may lack the file's name
   */
  public Check(List<Function<MigrationFile, List<Problem>>> fileChecks) {
    this.fileChecks = List.copyOf(fileChecks);
  }

  /**
   * A check of the statements too: those that a migration must not hold, and transactions that are
   * begun and not committed.
   *
   * @param serverMajor the server's major version, or 0 where it is not known
   */
  public static Check withStatements(int serverMajor) {
    return new Check(List.of(file -> statements(file, serverMajor)));
  }

  private static List<Problem> statements(MigrationFile file, int serverMajor) {
    List<Problem> problems = new ArrayList<>(Segmenter.segments(file.up(), serverMajor).problems());
    Section down = file.down();
    if (down != null) {
      problems.addAll(Segmenter.segments(down, serverMajor).problems());
    }
    return problems;
  }

  /** Checks what was read from a folder. */
  public CheckReport run(FolderContents contents) {
    List<Problem> problems = new ArrayList<>();
    for (MigrationFile file : contents.files()) {
      List<Problem> found = new ArrayList<>(FileRules.check(file));
      fileChecks.forEach(check -> found.addAll(check.apply(file)));
      found.forEach(problem -> problems.add(problem.in(path(contents, file.name()))));
    }
    List<LockDifference> differences;
    try {
      Chain chain = contents.chain();
      if (chain.heads().size() > 1) {
        problems.add(fork(contents, chain));
      }
      differences = contents.lockDifferences(chain);
    } catch (ChainException e) {
      problems.addAll(e.problems());
      differences = contents.lockDifferences();
    }
    lock(contents, differences, problems);
    return new CheckReport(
        contents.files().size(), problems.stream().distinct().sorted(BY_PLACE).toList());
  }

  /**
   * With conflict markers the lines of both sides are there, and comparing them would say little.
   */
  private static void lock(
      FolderContents contents, List<LockDifference> differences, List<Problem> problems) {
    LockReading lock = contents.lock();
    if (!lock.exists()) {
      if (!contents.files().isEmpty()) {
        problems.add(
            new Problem(
                lock.file(), null, "there is no lock file", "mvn db:lock writes it; commit it"));
      }
      return;
    }
    problems.addAll(lock.problems());
    problems.addAll(lock.conflicts());
    if (!lock.conflicted()) {
      differences.forEach(difference -> problems.add(difference.problem()));
    }
  }

  private static Problem fork(FolderContents contents, Chain chain) {
    String heads =
        chain.heads().stream()
            .map(head -> chain.get(head).name())
            .collect(Collectors.joining(", "));
    return new Problem(
        contents.name(),
        null,
        "the chain has " + chain.heads().size() + " heads: " + heads,
        "mvn db:rebase sets one branch behind the other, mvn db:merge joins both");
  }

  private static String path(FolderContents contents, String name) {
    return contents.name().isEmpty() ? name : contents.name() + "/" + name;
  }
}
