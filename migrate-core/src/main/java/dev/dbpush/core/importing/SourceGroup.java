package dev.dbpush.core.importing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of one migration's folder. */
final class SourceGroup {
  private final String folder;
  private final Map<String, SourceFile> files = new TreeMap<>();
  private final List<SourceFile> deeper = new ArrayList<>();

  private SourceGroup(String folder) {
    this.folder = folder;
  }

  /** The folders right below the root, by name; files in the root are skipped with a reason. */
  static Collection<SourceGroup> ofFolders(SourceFolder source, Reading reading, Layout layout) {
    Map<String, SourceGroup> groups = new TreeMap<>();
    for (SourceFile file : source.files()) {
      if (file.inRoot()) {
        if (!file.name().equals("migration_lock.toml")) {
          reading.skip(file.path(), "not a migration; one of " + layout + "'s is a folder");
        }
        continue;
      }
      int slash = file.folder().indexOf('/');
      String top = slash < 0 ? file.folder() : file.folder().substring(0, slash);
      SourceGroup group = groups.computeIfAbsent(top, SourceGroup::new);
      if (slash < 0) {
        group.files.put(file.name(), file);
      } else {
        group.deeper.add(file);
      }
    }
    return groups.values();
  }

  String folder() {
    return folder;
  }

  /** The folder for a report. */
  String path() {
    return SourceFile.printable(folder) + "/";
  }

  @Nullable SourceFile file(String name) {
    return files.get(name);
  }

  void skipAll(Reading reading, String reason) {
    reading.skip(path(), reason);
  }

  void skipOthers(Reading reading, List<String> known) {
    files.values().stream()
        .filter(file -> !known.contains(file.name()))
        .forEach(file -> reading.skip(file.path(), "not part of the migration"));
    deeper.forEach(file -> reading.skip(file.path(), "not part of the migration"));
  }
}
