package dev.dbpush.cli;

import dev.dbpush.sql.file.Checksum;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the schemas of chains and models are kept from run to run: one folder a chain. */
final class KeptSchemas {
  /** The folder itself; empty for none. */
  private static final String VARIABLE = "DBPUSH_CACHE";

  private static final int NAME_LENGTH = 16;

  private KeptSchemas() {}

  /** Null where nothing is to be kept, or there is no home to keep it in. */
  static @Nullable Path of(Map<String, String> environment, Path migrations) {
    String named = environment.get(VARIABLE);
    if (named != null && named.isBlank()) {
      return null;
    }
    try {
      Path root = named == null ? userCache(environment) : Path.of(named);
      if (root == null || !root.isAbsolute()) {
        return null;
      }
      String chain = Checksum.sha256(migrations.toAbsolutePath().normalize().toString());
      return root.resolve(chain.substring(0, NAME_LENGTH));
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static @Nullable Path userCache(Map<String, String> environment) {
    for (String variable : new String[] {"XDG_CACHE_HOME", "LOCALAPPDATA"}) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isBlank()) {
        return Path.of(value).resolve("dbpush");
      }
    }
    String home = environment.getOrDefault("HOME", "");
    return home.isBlank() ? null : Path.of(home, ".cache", "dbpush");
  }
}
