package dev.dbpush.core.importing;

import dev.dbpush.sql.syntax.SourcePosition;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One of Flyway's SQL files with its configuration file, and its placeholders filled in.
 *
 * @param section the SQL
 * @param checksum what Flyway's history records for it
 */
record FlywayScript(ForeignSection section, String checksum) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}\\n]*)\\}");
  private static final Set<String> KNOWN =
      Set.of("executeintransaction", "encoding", "placeholderreplacement", "shouldexecute");

  static FlywayScript read(SourceFile file, @Nullable SourceFile configuration, Reading reading) {
    Map<String, String> settings =
        configuration == null ? Map.of() : settings(configuration, reading);
    String text = reading.text(file, charset(settings, configuration, reading));
    String checksum = Integer.toString(checksum(text));
    if (configuration != null && settings.containsKey("shouldexecute")) {
      reading.warn(
          configuration.path(),
          null,
          "shouldExecute = "
              + settings.get("shouldexecute")
              + " decides when it runs; it is"
              + " carried and always runs",
          "remove the imported migration if it must not run");
    }
    if (!isFalse(settings, "placeholderreplacement")) {
      text = replacePlaceholders(file, text, reading);
    }
    ForeignSection section = ForeignSection.whole(file, text);
    return new FlywayScript(
        section.transactional(!isFalse(settings, "executeintransaction")), checksum);
  }

  /** CRC-32 over the lines without their ends, as a signed number. */
  private static int checksum(String text) {
    CRC32 crc = new CRC32();
    text.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
    return (int) crc.getValue();
  }

  private static boolean isFalse(Map<String, String> settings, String key) {
    return "false".equalsIgnoreCase(settings.get(key));
  }

  private static Map<String, String> settings(SourceFile file, Reading reading) {
    Map<String, String> settings = new HashMap<>();
    for (String line : reading.text(file).split("\n")) {
      String kept = line.strip();
      int equals = kept.indexOf('=');
      if (kept.isEmpty() || kept.startsWith("#") || equals < 0) {
        continue;
      }
      String key = kept.substring(0, equals).strip();
      key = key.startsWith("flyway.") ? key.substring("flyway.".length()) : key;
      settings.put(key.toLowerCase(Locale.ROOT), kept.substring(equals + 1).strip());
      if (!KNOWN.contains(key.toLowerCase(Locale.ROOT))) {
        reading.warn(file.path(), null, "setting " + key + " is not carried", "");
      }
    }
    return settings;
  }

  private static Charset charset(
      Map<String, String> settings, @Nullable SourceFile configuration, Reading reading) {
    String name = settings.get("encoding");
    if (name == null || configuration == null) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      reading.problem(
          configuration.path(), null, "unknown encoding " + name, "name one that Java knows");
      return StandardCharsets.UTF_8;
    }
  }

  /** Flyway fills placeholders in everywhere: in strings, bodies and comments too. */
  private static String replacePlaceholders(SourceFile file, String text, Reading reading) {
    Map<String, String> values = new HashMap<>();
    reading.placeholders().forEach((key, value) -> values.put(key.toLowerCase(Locale.ROOT), value));
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String value = values.get(matcher.group(1).toLowerCase(Locale.ROOT));
      if (value == null) {
        reading.warn(
            file.path(),
            SourcePosition.of(text, matcher.start()),
            "placeholder " + SourceFile.printable(matcher.group()) + " has no value",
            "give its value to the import, or write it into the imported file before it is pushed");
      }
      matcher.appendReplacement(
          out, Matcher.quoteReplacement(value == null ? matcher.group() : value));
    }
    return matcher.appendTail(out).toString();
  }
}
