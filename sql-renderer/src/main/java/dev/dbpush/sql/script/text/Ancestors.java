package dev.dbpush.sql.script.text;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.plan.Step;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptStep;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Where a script starts and where it leads, told from its steps and the chain. */
final class Ancestors {
  private Ancestors() {}

  /** Revisions and all that are below them. */
  static Set<RevisionId> of(Collection<RevisionId> heads, List<MigrationFile> chain) {
    Map<RevisionId, MigrationFile> files = new HashMap<>();
    chain.forEach(file -> files.put(file.revision(), file));
    Set<RevisionId> found = new HashSet<>(heads);
    Deque<RevisionId> open = new ArrayDeque<>(heads);
    while (!open.isEmpty()) {
      MigrationFile file = files.get(open.pop());
      if (file != null) {
        file.parents().stream().filter(found::add).forEach(open::push);
      }
    }
    return found;
  }

  /** The heads that a script starts from; none at base, or where it has no steps. */
  static List<RevisionId> before(Script script) {
    return script.steps().isEmpty() ? List.of() : script.steps().get(0).step().headsBefore();
  }

  /** The heads that it leaves behind, sorted; none at base. */
  static List<RevisionId> after(Script script, List<MigrationFile> chain) {
    Set<RevisionId> applied = of(before(script), chain);
    for (ScriptStep rendered : script.steps()) {
      Step step = rendered.step();
      if (step.direction() == Direction.UP) {
        applied.add(step.file().revision());
      } else {
        applied.remove(step.file().revision());
      }
    }
    Set<RevisionId> heads = new TreeSet<>(applied);
    for (MigrationFile file : chain) {
      if (applied.contains(file.revision())) {
        file.parents().forEach(heads::remove);
      }
    }
    return List.copyOf(heads);
  }
}
