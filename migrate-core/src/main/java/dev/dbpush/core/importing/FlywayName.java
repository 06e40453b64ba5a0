package dev.dbpush.core.importing;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file's name says to Flyway.
 *
 * @param kind what the file is
 * @param version for versioned kinds
 * @param description what stands behind the two underscores, as written
 */
record FlywayName(Kind kind, @Nullable FlywayVersion version, String description) {
  private static final Pattern CALLBACK =
      Pattern.compile("(?:(?:before|after)[A-Z][A-Za-z]*|createSchema)(?:__.*)?", Pattern.DOTALL);
  private static final Pattern CODE =
      Pattern.compile("(.*)\\.(java|kt|kts|groovy|scala|class)", Pattern.DOTALL);
  private static final Pattern SCRIPT =
      Pattern.compile("(.*)\\.(sh|bash|bat|cmd|ps1|py)", Pattern.DOTALL);

  enum Kind {
    VERSIONED,
    UNDO,
    BASELINE,
    REPEATABLE,
    CALLBACK,
    /** A versioned migration that is no SQL: Java, Kotlin, a shell script. */
    CODE,
    OTHER
  }

  static FlywayName of(String fileName) {
    if (fileName.endsWith(".sql")) {
      return ofStem(fileName.substring(0, fileName.length() - ".sql".length()));
    }
    boolean code = CODE.matcher(fileName).matches();
    if (code || SCRIPT.matcher(fileName).matches()) {
      FlywayName name = ofStem(fileName.substring(0, fileName.lastIndexOf('.')));
      boolean named = name.kind != Kind.OTHER && (code || name.kind != Kind.CALLBACK);
      return new FlywayName(named ? Kind.CODE : Kind.OTHER, name.version, name.description);
    }
    return new FlywayName(Kind.OTHER, null, "");
  }

  private static FlywayName ofStem(String stem) {
    int separator = stem.indexOf("__");
    String description = separator < 0 ? "" : stem.substring(separator + 2);
    String head = separator < 0 ? stem : stem.substring(0, separator);
    if (CALLBACK.matcher(stem).matches()) {
      return new FlywayName(Kind.CALLBACK, null, description);
    }
    if (head.equals("R") && separator > 0) {
      return new FlywayName(Kind.REPEATABLE, null, description);
    }
    FlywayVersion version = head.isEmpty() ? null : FlywayVersion.parse(head.substring(1));
    if (version == null) {
      return new FlywayName(Kind.OTHER, null, description);
    }
    return switch (head.charAt(0)) {
      case 'V' -> new FlywayName(Kind.VERSIONED, version, description);
      case 'U' -> new FlywayName(Kind.UNDO, version, description);
      case 'B' -> new FlywayName(Kind.BASELINE, version, description);
      default -> new FlywayName(Kind.OTHER, null, description);
    };
  }
}
