package dev.dbpush.core.autogenerate;

import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.diff.DiffResult;
import dev.dbpush.core.diff.SnapshotDiffer;
import dev.dbpush.core.model.ModelFacts;
import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Two schemas and how to get from each to the other.
 *
 * @param from what one of them is: {@code the database}
 * @param to what the other is: {@code the chain}
 * @param forward the SQL from one to the other; empty if they are equal
 * @param back the SQL from the other to the one
 * @param changes the differences, one a line, sorted
 */
public record SchemaDifference(
    String from, String to, String forward, String back, List<String> changes) {

  /** Copies the list. */
  public SchemaDifference {
    changes = List.copyOf(changes);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Compares; nothing is refused, since nothing runs. */
  static SchemaDifference of(
      String from, Snapshot one, String to, Snapshot two, DiffOptions options) {
    DiffResult result =
        SnapshotDiffer.diff(
            one,
            two,
            options.and(List.of(DiffOptions.NONE)).allowing(Set.of("all")).concurrently(false));
    return new SchemaDifference(
        from,
        to,
        MigrationText.of(result.up(), one.environment(), ModelFacts.NONE),
        MigrationText.of(result.down(), two.environment(), ModelFacts.NONE),
        words(result, one.environment().defaultSchema()));
  }

  /** The changes of a comparison, one a line; what takes two statements is said once. */
  static List<String> words(DiffResult result, String defaultSchema) {
    List<String> words = new ArrayList<>();
    for (Change change : result.up()) {
      words.add(
          (change instanceof Change.Create ? "+ " : change instanceof Change.Drop ? "- " : "~ ")
              + change.id().kind().label()
              + " "
              + change.id().display(defaultSchema));
    }
    result.refusals().forEach(refusal -> words.add("? " + refusal.message()));
    return words.stream().distinct().toList();
  }
}
