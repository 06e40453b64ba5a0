package dev.dbpush.core.autogenerate;

import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.diff.DiffResult;
import dev.dbpush.core.diff.Refusal;
import dev.dbpush.core.diff.SnapshotDiffer;
import dev.dbpush.sql.schema.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A comparison that asks where it would refuse to guess. */
final class AskedRenames {
  private AskedRenames() {}

  /**
   * Compares; a yes may bring new questions, about the columns of a renamed table.
   *
   * @param question null where nobody is there to answer
   */
  static DiffResult diff(
      Snapshot before, Snapshot after, DiffOptions given, @Nullable RenameQuestion question) {
    DiffOptions options = given;
    DiffResult diff = SnapshotDiffer.diff(before, after, options);
    if (question == null) {
      return diff;
    }
    Set<String> asked = new HashSet<>();
    boolean denied = false;
    for (List<Refusal> open = open(diff, asked); !open.isEmpty(); open = open(diff, asked)) {
      List<String> pairs = new ArrayList<>();
      for (Refusal refusal : open) {
        String pair = String.valueOf(Refusals.rename(refusal));
        asked.add(pair);
        Boolean answer = question.isRename(refusal.message());
        if (answer == null) {
          return diff;
        }
        if (answer) {
          pairs.add(pair);
        } else {
          denied = true;
        }
      }
      options = options.and(pairs);
      diff = SnapshotDiffer.diff(before, after, options);
    }
    return denied
        ? SnapshotDiffer.diff(before, after, options.and(List.of(DiffOptions.NONE)))
        : diff;
  }

  private static List<Refusal> open(DiffResult diff, Set<String> asked) {
    return diff.refusals().stream()
        .filter(
            refusal -> {
              String pair = Refusals.rename(refusal);
              return pair != null && !asked.contains(pair);
            })
        .toList();
  }
}
