package dev.dbpush.sql.script;

import dev.dbpush.sql.batch.AlterBatcher;
import dev.dbpush.sql.batch.BatchOptions;
import dev.dbpush.sql.batch.BatchedStatement;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.plan.Step;
import dev.dbpush.sql.segment.Segment;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges the {@code ALTER TABLE} statements of segments.
 *
 * <p>What is known of a table comes from the revisions before a step in chain order, never from
 * where a plan happens to start: so a step has the same text, and the same hash, in every script
 * that holds it. For the same reason a merge holds on every supported server version. The chain is
 * only read when there is something to merge. Not thread-safe.
 */
final class StepBatcher {
  private final boolean enabled;
  private final List<MigrationFile> chain;
  private final Map<RevisionId, Integer> places = new HashMap<>();
  private @Nullable AlterBatcher informed;
  private int informedUpTo;

  /**
   * A batcher.
   *
   * @param chain all revisions in chain order; may be empty, then less can be merged
   */
  StepBatcher(boolean enabled, List<MigrationFile> chain) {
    this.enabled = enabled;
    this.chain = chain;
    for (int i = 0; i < chain.size(); i++) {
      places.put(chain.get(i).revision(), i);
    }
  }

  /** The statements of each segment of a step, those of transactions merged. */
  List<List<BatchedStatement>> batch(Step step, List<Segment> segments) {
    AlterBatcher batcher = enabled && maySave(segments) ? batcher(step) : null;
    List<List<BatchedStatement>> batched = new ArrayList<>(segments.size());
    for (Segment segment : segments) {
      if (batcher != null && segment.transactional()) {
        batched.add(batcher.next(segment.statements()));
      } else {
        List<BatchedStatement> alone = new ArrayList<>(segment.statements().size());
        for (SqlStatement statement : segment.statements()) {
          alone.add(alone(statement));
        }
        batched.add(alone);
        if (batcher != null) {
          batcher.learn(segment.statements());
        }
      }
    }
    return batched;
  }

  private static BatchedStatement alone(SqlStatement statement) {
    return new BatchedStatement(statement.text(), List.of(statement), List.of());
  }

  private static boolean maySave(List<Segment> segments) {
    for (Segment segment : segments) {
      if (segment.transactional()) {
        int alters = 0;
        for (SqlStatement statement : segment.statements()) {
          alters += statement.startsWith("alter", "table") ? 1 : 0;
        }
        if (alters > 1) {
          return true;
        }
      }
    }
    return false;
  }

  private AlterBatcher batcher(Step step) {
    if (step.direction() == Direction.DOWN) {
      return new AlterBatcher(BatchOptions.ALL_VERSIONS);
    }
    int place = places.getOrDefault(step.file().revision(), -1);
    AlterBatcher batcher = informed;
    if (batcher == null || place < informedUpTo) {
      batcher = new AlterBatcher(BatchOptions.ALL_VERSIONS);
      informed = batcher;
      informedUpTo = 0;
    }
    while (informedUpTo < place) {
      batcher.learn(chain.get(informedUpTo).up().statements());
      informedUpTo++;
    }
    informedUpTo = place + 1; // the step itself goes through next
    return batcher;
  }
}
