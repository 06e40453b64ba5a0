package dev.dbpush.core.chain;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The content of {@code chain.lock}: a line a revision, in chain order.
 *
 * <p>It is committed with the files. Two branches that each add a revision conflict in it, and a
 * file that was edited or removed after it was locked is found without a database.
 *
 * @param lines in the order written
 */
public record ChainLock(List<LockLine> lines) {
  /** The file's name in the folder of migrations. */
  public static final String FILE_NAME = "chain.lock";

  /** No line. */
  public static final ChainLock EMPTY = new ChainLock(List.of());

  private static final String HEADER =
      "# revision parents up-checksum down-checksum file; written by dbpush, to be committed\n";

  /** Copies the list. */
  public ChainLock {
    lines = List.copyOf(lines);
  }

  /** The lock of a chain with every line sealed. */
  public static ChainLock sealed(Chain chain) {
    return new ChainLock(chain.revisions().stream().map(LockLine::sealed).toList());
  }

  /**
   * The lock of a chain, made of the lines that are at hand.
   *
   * <p>Where several lines tell of one revision, as in a file with conflict markers, the one that
   * fits the file is kept, else an open one, else the first. A line follows its file's name and
   * parents. A revision without a line gets none; lines of revisions without a file stay, at the
   * end.
   *
   * @param candidates the lines
   */
  public static ChainLock ordered(Chain chain, Collection<LockLine> candidates) {
    Map<RevisionId, List<LockLine>> byRevision = new LinkedHashMap<>();
    for (LockLine line : candidates) {
      byRevision.computeIfAbsent(line.revision(), id -> new ArrayList<>()).add(line);
    }
    List<LockLine> lines = new ArrayList<>();
    for (MigrationFile file : chain.revisions()) {
      List<LockLine> found = byRevision.remove(file.revision());
      if (found != null) {
        lines.add(best(file, found).movedTo(file));
      }
    }
    byRevision.values().forEach(found -> lines.add(found.get(0)));
    return new ChainLock(lines);
  }

  private static LockLine best(MigrationFile file, List<LockLine> found) {
    Set<LockLine> different = new HashSet<>(found);
    if (different.size() == 1) {
      return found.get(0);
    }
    String up = file.upChecksum();
    String down = file.downChecksum();
    return found.stream()
        .filter(line -> line.up().equals(up) && line.down().equals(down))
        .findFirst()
        .or(() -> found.stream().filter(LockLine::isOpen).findFirst())
        .orElse(found.get(0));
  }

  /** The file's text: LF line ends, one at the end. */
  public String text() {
    StringBuilder out = new StringBuilder(HEADER);
    for (LockLine line : lines) {
      out.append(line.text()).append('\n');
    }
    return out.toString();
  }
}
