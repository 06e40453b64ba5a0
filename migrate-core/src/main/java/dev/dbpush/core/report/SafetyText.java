package dev.dbpush.core.report;

import dev.dbpush.core.safety.ProtectOutcome;
import dev.dbpush.sql.json.JsonWriter;
import java.util.List;

/** What verbs that protect or destroy did, for people and for machines. */
public final class SafetyText {
  private SafetyText() {}

  /** What became of the protection. */
  public static List<String> lines(ProtectOutcome outcome, Style style) {
    String now = outcome.changed() ? "" : " already";
    return outcome.on()
        ? List.of(
            style.good(outcome.database() + " is" + now + " protected."),
            "db:reset, db:nuke and db:downgrade refuse it; db:protect -Ddb.off lifts the mark.")
        : List.of(
            style.warn(
                outcome.database() + (outcome.changed() ? " is no longer protected." : " is not protected.")));
  }

  /** The same as one object. */
  public static String json(ProtectOutcome outcome) {
    return new JsonWriter()
        .object()
        .field("database", outcome.database())
        .field("protected", outcome.on())
        .field("changed", outcome.changed())
        .end()
        .toString();
  }
}
