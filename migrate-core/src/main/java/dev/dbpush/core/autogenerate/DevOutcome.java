package dev.dbpush.core.autogenerate;

import dev.dbpush.core.PushOutcome;
import dev.dbpush.core.StampOutcome;
import dev.dbpush.core.authoring.CreatedMigration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a comparison of chain and models.
 *
 * @param created the new file; null where there was nothing to write
 * @param text the new file's content; empty where there is none
 * @param changes what it changes, one a line
 * @param notes what a person should know: lost data, objects that are not managed
 * @param drift in what the development database differed from the chain; null where nobody looked
 * @param pushed what was pushed; null where nothing was to be
 * @param stamped what was stamped, for a migration that describes the database as it is
 */
public record DevOutcome(
    @Nullable CreatedMigration created,
    String text,
    List<String> changes,
    List<String> notes,
    @Nullable SchemaDifference drift,
    @Nullable PushOutcome pushed,
    @Nullable StampOutcome stamped) {

  /** Copies the lists. */
  public DevOutcome {
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
  }
}
