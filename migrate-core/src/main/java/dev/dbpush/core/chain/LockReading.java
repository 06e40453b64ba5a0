package dev.dbpush.core.chain;

import dev.dbpush.sql.syntax.Problem;
import java.util.List;

/**
 * What was read from {@code chain.lock}.
 *
 * @param file the file's name as the user knows it
 * @param exists false where there is no such file
 * @param lines the lines that are sound, each with its number
 * @param problems the lines that are not; conflict markers are not among them
 * @param conflicts where conflict markers stand, as one problem; empty or one
 */
public record LockReading(
    String file,
    boolean exists,
    List<NumberedLine> lines,
    List<Problem> problems,
    List<Problem> conflicts) {

  /**
   * A line and its place.
   *
   * @param number 1-based
   * @param line what it says
   */
  public record NumberedLine(int number, LockLine line) {}

  /** Copies the lists. */
  public LockReading {
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
    conflicts = List.copyOf(conflicts);
  }

  /** There is no lock file yet. */
  public static LockReading absent(String file) {
    return new LockReading(file, false, List.of(), List.of(), List.of());
  }

  /** The file cannot be read at all. */
  public static LockReading unreadable(String file, Problem problem) {
    return new LockReading(file, true, List.of(), List.of(problem), List.of());
  }

  /** The sound lines alone. */
  public List<LockLine> lockLines() {
    return lines.stream().map(NumberedLine::line).toList();
  }

  /** Whether the file holds the markers that a failed merge of two branches leaves. */
  public boolean conflicted() {
    return !conflicts.isEmpty();
  }

  /**
   * The lock, for whoever needs all of it sound.
   *
   * @throws ChainException with every bad line, conflict markers included
   */
  public ChainLock lock() {
    if (conflicted()) {
      throw new ChainException(conflicts);
    }
    return new ChainLock(soundLines());
  }

  /**
   * The lines, for whoever needs all of them sound and knows what to do with both sides of a
   * conflict.
   *
   * @throws ChainException with every bad line
   */
  public List<LockLine> soundLines() {
    if (!problems.isEmpty()) {
      throw new ChainException(problems);
    }
    return lockLines();
  }
}
