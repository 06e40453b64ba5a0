package dev.dbpush.core.importing;

import java.util.Map;
import java.util.TreeMap;

/** Sub-folders that a tool does not look into: one line each in the report. */
final class Folders {
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Layout layout;

  Folders(Layout layout) {
    this.layout = layout;
  }

  void add(SourceFile file) {
    String path = file.path();
    counts.merge(path.substring(0, path.indexOf('/') + 1), 1, Integer::sum);
  }

  void report(Reading reading) {
    counts.forEach(
        (folder, count) ->
            reading.skip(
                folder,
                layout
                    + " does not look into this folder ("
                    + (count == 1 ? "1 file)" : count + " files)")));
  }

  /** Why a file is left out. */
  static String notAMigration(SourceFile file, Layout layout) {
    return file.name().endsWith(".sql")
        ? "the name is not that of a " + layout + " migration"
        : "not a migration";
  }
}
