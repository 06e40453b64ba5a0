package dev.dbpush.core.importing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * diesel: a folder a migration, with {@code up.sql}, {@code down.sql} and {@code metadata.toml}.
 */
final class DieselReader implements LayoutReader {
  private static final Pattern NO_TRANSACTION =
      Pattern.compile("(?m)^\\s*run_in_transaction\\s*=\\s*false\\b");

  @Override
  public boolean recognises(SourceFolder source) {
    return source.any(file -> isMigrationFolder(file.folder()) && file.name().equals("up.sql"));
  }

  private static boolean isMigrationFolder(String folder) {
    return !folder.isEmpty() && folder.indexOf('/') < 0;
  }

  @Override
  public void read(SourceFolder source, Reading reading) {
    Map<String, SourceGroup> byVersion = new TreeMap<>();
    for (SourceGroup group : SourceGroup.ofFolders(source, reading, Layout.DIESEL)) {
      if (group.file("up.sql") == null && group.file("down.sql") == null) {
        group.skipAll(reading, "no up.sql and no down.sql in this folder");
        continue;
      }
      SourceGroup before = byVersion.putIfAbsent(version(group.folder()), group);
      if (before != null) {
        reading.problem(
            group.path(),
            null,
            "version "
                + version(group.folder())
                + " stands twice: "
                + before.path()
                + " has it too",
            "rename one of the two folders");
      }
    }
    byVersion.forEach((version, group) -> add(version, group, reading));
  }

  private static void add(String version, SourceGroup group, Reading reading) {
    SourceFile up = group.file("up.sql");
    SourceFile down = group.file("down.sql");
    SourceFile metadata = group.file("metadata.toml");
    group.skipOthers(reading, List.of("up.sql", "down.sql", "metadata.toml"));
    if (up == null) {
      reading.problem(group.path(), null, "no up.sql in this folder", "add it, or move the folder");
      return;
    }
    boolean transactional =
        metadata == null || !NO_TRANSACTION.matcher(reading.text(metadata)).find();
    int underscore = group.folder().indexOf('_');
    reading.add(
        new ForeignMigration(
            version,
            underscore < 0 ? group.folder() : group.folder().substring(underscore + 1),
            up.path(),
            group.folder(),
            ForeignSection.whole(up, reading.text(up)).transactional(transactional),
            down == null
                ? null
                : ForeignSection.whole(down, reading.text(down)).transactional(transactional),
            Set.of()));
  }

  /** What diesel records: the folder's name up to the first underscore, without dashes. */
  private static String version(String folder) {
    int underscore = folder.indexOf('_');
    return (underscore < 0 ? folder : folder.substring(0, underscore)).replace("-", "");
  }
}
