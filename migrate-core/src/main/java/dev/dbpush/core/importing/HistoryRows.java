package dev.dbpush.core.importing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the rows of a tool's history mean. One instance a reading; not thread-safe. */
final class HistoryRows {
  /** An entry whose tool records no checksum. */
  static final String NO_CHECKSUM = "";

  private final Layout layout;
  private final Map<String, String> ran = new LinkedHashMap<>();
  private final Set<String> failed = new TreeSet<>();
  private final List<String> notes = new ArrayList<>();
  private @Nullable String upTo;

  HistoryRows(Layout layout) {
    this.layout = layout;
  }

  /** The columns that are read, and that the table is known by. */
  static Set<String> columns(Layout layout) {
    return switch (layout) {
      case GOLANG_MIGRATE -> ordered("version", "dirty");
      case FLYWAY -> ordered("installed_rank", "version", "type", "script", "checksum", "success");
      case DIESEL -> ordered("version", "run_on");
      case PRISMA -> ordered("migration_name", "checksum", "finished_at", "rolled_back_at");
      case DBMATE -> ordered("version");
      case GOOSE -> ordered("id", "version_id", "is_applied");
    };
  }

  private static Set<String> ordered(String... names) {
    return new LinkedHashSet<>(List.of(names));
  }

  static String orderBy(Layout layout) {
    return switch (layout) {
      case GOLANG_MIGRATE, DIESEL, DBMATE -> "version";
      case FLYWAY -> "installed_rank";
      case PRISMA -> "started_at, migration_name";
      case GOOSE -> "id";
    };
  }

  /** The versions that were run, in the form of {@link #key}, with their checksums. */
  Map<String, String> ran() {
    return ran;
  }

  /** The versions that failed and were not cleaned up. */
  Set<String> failed() {
    return failed;
  }

  /** The version up to which everything counts as run, in the form of {@link #key}, or null. */
  @Nullable String upTo() {
    return upTo;
  }

  List<String> notes() {
    return notes;
  }

  /** The form in which versions are compared: numbers without regard to leading zeros. */
  static String key(Layout layout, String version) {
    switch (layout) {
      case GOLANG_MIGRATE, GOOSE:
        return version.matches("-?\\d+") ? new BigInteger(version).toString() : version;
      case FLYWAY:
        FlywayVersion parsed = FlywayVersion.parse(version);
        return parsed == null ? version : parsed.parts().toString();
      default:
        return version;
    }
  }

  /** Takes the next row. */
  void add(Map<String, @Nullable String> row) {
    switch (layout) {
      case GOLANG_MIGRATE -> golangMigrate(row);
      case FLYWAY -> flyway(row);
      case PRISMA -> prisma(row);
      case GOOSE -> goose(row);
      case DIESEL, DBMATE -> ran.put(text(row, "version"), NO_CHECKSUM);
    }
  }

  private void golangMigrate(Map<String, @Nullable String> row) {
    String version = key(layout, text(row, "version"));
    upTo = version;
    if (isTrue(row, "dirty")) {
      failed.add(version);
    }
  }

  private void flyway(Map<String, @Nullable String> row) {
    String type = text(row, "type");
    String script = SourceFile.printable(text(row, "script"));
    if (type.equals("SCHEMA")) {
      return; // Flyway made the schema itself
    }
    String version = row.get("version");
    if (version == null) {
      notes.add("a repeatable migration was run: " + script);
      return;
    }
    String key = key(layout, version);
    if (!isTrue(row, "success")) {
      failed.add(version + " (" + script + ")");
    } else if (type.startsWith("UNDO") || type.equals("DELETE")) {
      ran.remove(key);
    } else if (type.contains("BASELINE")) {
      upTo = key;
      notes.add("the history begins with a baseline at version " + version);
    } else {
      String checksum = row.get("checksum");
      ran.put(key, checksum == null ? NO_CHECKSUM : checksum);
    }
  }

  private void prisma(Map<String, @Nullable String> row) {
    String name = text(row, "migration_name");
    if (row.get("rolled_back_at") != null) {
      return;
    }
    if (row.get("finished_at") == null) {
      failed.add(name);
    } else {
      ran.put(name, text(row, "checksum"));
    }
  }

  private void goose(Map<String, @Nullable String> row) {
    String version = key(layout, text(row, "version_id"));
    if (!isTrue(row, "is_applied")) {
      ran.remove(version);
    } else if (!version.equals("0")) {
      ran.put(version, NO_CHECKSUM);
    }
  }

  private static String text(Map<String, @Nullable String> row, String column) {
    String value = row.get(column);
    return value == null ? "" : value;
  }

  private static boolean isTrue(Map<String, @Nullable String> row, String column) {
    return "true".equals(row.get(column)) || "t".equals(row.get(column));
  }
}
