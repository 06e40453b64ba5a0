package dev.dbpush.core.options;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.importing.ImportRequest;
import dev.dbpush.core.importing.Layout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the options of an import. */
public final class ImportOptions {
  private ImportOptions() {}

  /**
   * A request.
   *
   * @param layout a layout's name; null or {@code auto} to recognise it
   * @param placeholders {@code name=value} pairs with commas; null for none
   * @throws MigrationException if an option cannot be read
   */
  public static ImportRequest request(
      Path source, Path target, @Nullable String layout, @Nullable String placeholders) {
    return new ImportRequest(source, target, layout(layout), placeholders(placeholders));
  }

  /**
   * The layout of an export.
   *
   * @throws MigrationException if it is missing or unknown
   */
  public static Layout exported(@Nullable String name) {
    Layout layout = layout(name);
    if (layout == null) {
      throw new MigrationException(
          "db.layout is missing: which tool should read the files?",
          "name one of " + Layout.known());
    }
    return layout;
  }

  private static @Nullable Layout layout(@Nullable String name) {
    if (name == null || name.isBlank() || name.strip().equalsIgnoreCase("auto")) {
      return null;
    }
    try {
      return Layout.of(name);
    } catch (IllegalArgumentException e) {
      throw new MigrationException(
          "db.layout: " + e.getMessage(), "write one of them; an import recognises it without", e);
    }
  }

  private static Map<String, String> placeholders(@Nullable String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : EngineOptions.list(text)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new MigrationException(
            "db.placeholders: \"" + pair + "\" has no name or no value", "write name=value");
      }
      values.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return values;
  }
}
