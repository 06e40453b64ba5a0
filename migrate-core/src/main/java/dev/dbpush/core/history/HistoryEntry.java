package dev.dbpush.core.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the history table.
 *
 * @param revision the id, as stored; a foreign tool may have written anything
 * @param parents its parents' ids
 * @param slug the readable name
 * @param checksum of the up section when it ran
 * @param segments how many segments the section that runs, or ran, has
 * @param segmentsDone how many of them are done
 * @param segmentStarted a segment outside a transaction that began and is not recorded as done;
 *     null for none
 * @param segmentHashes the hashes of the done segments of the up section
 * @param state {@code done}, or {@code running} while segments are missing
 * @param direction {@code up} or {@code down}: which section is running or ran last
 * @param appliedAt when it was written last
 * @param appliedBy the session's user
 * @param appliedVia {@code online}, {@code script}, {@code stamp} or {@code startup}
 * @param executionMs milliseconds on the server; null where nothing ran
 * @param scriptDigest the digest of the script that wrote it; null for a stamp
 */
public record HistoryEntry(
    String revision,
    List<String> parents,
    String slug,
    String checksum,
    int segments,
    int segmentsDone,
    @Nullable Integer segmentStarted,
    List<String> segmentHashes,
    String state,
    String direction,
    Instant appliedAt,
    String appliedBy,
    String appliedVia,
    @Nullable Long executionMs,
    @Nullable String scriptDigest) {

  private static final int LONGEST_SHOWN = 40;

  /** Copies the lists. */
  public HistoryEntry {
    parents = List.copyOf(parents);
    segmentHashes = List.copyOf(segmentHashes);
  }

  /** Whether the revision is applied, all of it. */
  public boolean isDone() {
    return state.equals("done");
  }

  /** Whether a downgrade of it began and did not end. */
  public boolean isHalfDown() {
    return !isDone() && direction.equals("down");
  }

  /** What of the row the tool never writes; empty where it is sound. */
  String damage() {
    if (!state.equals("done") && !state.equals("running")) {
      return "state is \"" + shortened(state) + "\", not done or running";
    }
    if (!direction.equals("up") && !direction.equals("down")) {
      return "direction is \"" + shortened(direction) + "\", not up or down";
    }
    if (segments < 0 || segmentsDone < 0 || segmentsDone > segments) {
      return "segments_done is " + segmentsDone + " of " + segments + " segments";
    }
    if (segmentStarted != null && (segmentStarted < 1 || segmentStarted > segments)) {
      return "segment_started is " + segmentStarted + " of " + segments + " segments";
    }
    return "";
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
  }
}
