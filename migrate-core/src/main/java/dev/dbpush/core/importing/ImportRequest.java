package dev.dbpush.core.importing;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to import, and where to.
 *
 * @param source the other tool's folder; only read
 * @param target the folder of our migrations; made if missing
 * @param layout the source's layout, or null to recognise it
 * @param placeholders values for Flyway's placeholders; names without {@code ${}}, in any case
 */
public record ImportRequest(
    Path source, Path target, @Nullable Layout layout, Map<String, String> placeholders) {

  /** Copies the map. */
  public ImportRequest {
    placeholders = Map.copyOf(placeholders);
  }

  /** A request that recognises the layout and has no placeholders. */
  public static ImportRequest of(Path source, Path target) {
    return new ImportRequest(source, target, null, Map.of());
  }
}
