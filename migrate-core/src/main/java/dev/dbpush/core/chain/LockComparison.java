package dev.dbpush.core.chain;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares a lock file with the files of its folder. */
public final class LockComparison {
  private final String folder;
  private final LockReading lock;
  private final Map<RevisionId, MigrationFile> files = new LinkedHashMap<>();
  private final List<LockDifference> differences = new ArrayList<>();

  private LockComparison(String folder, LockReading lock, Collection<MigrationFile> migrations) {
    this.folder = folder;
    this.lock = lock;
    migrations.forEach(file -> files.putIfAbsent(file.revision(), file));
  }

  /**
   * What differs, in the order of the lock's lines, then in that of the files.
   *
   * @param folder the folder's name as the user knows it; may be empty
   * @param lock the lock as it was read; bad lines are left out, and then no file counts as
   *     unlocked
   * @param chain the folder's chain
   */
  public static List<LockDifference> compare(String folder, LockReading lock, Chain chain) {
    LockComparison comparison = new LockComparison(folder, lock, chain.revisions());
    comparison.run(Set.of());
    comparison.order(chain);
    return List.copyOf(comparison.differences);
  }

  /**
   * The same for files that make no chain; the order of the lines is not judged.
   *
   * @param unreadable names of files that exist but could not be read
   */
  public static List<LockDifference> compare(
      String folder,
      LockReading lock,
      Collection<MigrationFile> migrations,
      Set<String> unreadable) {
    LockComparison comparison = new LockComparison(folder, lock, migrations);
    comparison.run(unreadable);
    return List.copyOf(comparison.differences);
  }

  private void run(Set<String> unreadable) {
    Set<RevisionId> locked = new HashSet<>();
    for (LockReading.NumberedLine line : lock.lines()) {
      locked.add(line.line().revision());
      MigrationFile file = files.get(line.line().revision());
      if (file != null) {
        compare(line, file);
      } else if (!unreadable.contains(line.line().file())) {
        removed(line);
      }
    }
    if (!lock.problems().isEmpty()) {
      return;
    }
    for (MigrationFile file : files.values()) {
      if (!locked.contains(file.revision())) {
        add(
            LockDifference.Kind.UNLOCKED,
            file.revision(),
            inFolder(file),
            "revision " + file.revision() + " has no line in " + ChainLock.FILE_NAME,
            "mvn db:lock adds it");
      }
    }
  }

  private void compare(LockReading.NumberedLine numbered, MigrationFile file) {
    LockLine line = numbered.line();
    if (line.isOpen()) {
      add(
          LockDifference.Kind.OPEN,
          line.revision(),
          at(numbered),
          "revision " + line.revision() + " is still open: " + file.name(),
          "mvn db:lock seals it, and so does the first mvn db:push");
    } else {
      edited(line, file);
    }
    if (!line.hasParentsOf(file)) {
      add(
          LockDifference.Kind.REPARENTED,
          line.revision(),
          inFolder(file),
          "the parents were changed after the revision was locked",
          "restore -- parent:, or accept the change with mvn db:lock");
    }
    if (!line.file().equals(file.name())) {
      add(
          LockDifference.Kind.RENAMED,
          line.revision(),
          inFolder(file),
          "the file was locked as " + line.file(),
          "rename it back, or accept the name with mvn db:lock");
    }
  }

  private void edited(LockLine line, MigrationFile file) {
    boolean up = !line.up().equals(file.upChecksum());
    boolean down = !line.down().equals(file.downChecksum());
    if (up || down) {
      String sections =
          up && down ? "up and down sections were" : (up ? "up" : "down") + " section was";
      add(
          LockDifference.Kind.EDITED,
          line.revision(),
          inFolder(file),
          "the " + sections + " edited after the revision was locked",
          "restore the file and make the change with mvn db:new; or, where no database has it yet,"
              + " mvn db:lock");
    }
  }

  private void removed(LockReading.NumberedLine line) {
    add(
        LockDifference.Kind.REMOVED,
        line.line().revision(),
        at(line),
        line.line().file() + " is locked, but there is no such file",
        "restore the file; or, where no database has it yet, mvn db:lock drops the line");
  }

  private void order(Chain chain) {
    Map<RevisionId, Integer> places = new HashMap<>();
    for (MigrationFile file : chain.revisions()) {
      places.put(file.revision(), places.size());
    }
    int last = -1;
    for (LockReading.NumberedLine line : lock.lines()) {
      Integer place = places.get(line.line().revision());
      if (place != null && place < last) {
        add(
            LockDifference.Kind.OUT_OF_ORDER,
            line.line().revision(),
            at(line),
            "the lines are not in chain order from here on",
            "mvn db:lock writes them in order");
        return;
      }
      last = place == null ? last : place;
    }
  }

  private Problem at(LockReading.NumberedLine line) {
    return new Problem(lock.file(), new SourcePosition(line.number(), 1), "", "");
  }

  private Problem inFolder(MigrationFile file) {
    return new Problem(folder.isEmpty() ? file.name() : folder + "/" + file.name(), null, "", "");
  }

  private void add(
      LockDifference.Kind kind, RevisionId revision, Problem at, String message, String remedy) {
    differences.add(
        new LockDifference(kind, revision, new Problem(at.file(), at.position(), message, remedy)));
  }
}
