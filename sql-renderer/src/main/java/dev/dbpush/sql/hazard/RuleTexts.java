package dev.dbpush.sql.hazard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts of the rules, from {@code rules.txt}. */
final class RuleTexts {
  private static final Map<String, Text> TEXTS = read();

  private RuleTexts() {}

  /** What a rule says. */
  record Text(String why, String recipe) {}

  /** The text of the rule with this id. */
  static Text of(String id) {
    Text text = TEXTS.get(id);
    if (text == null) {
      throw new IllegalStateException("rules.txt has no block " + id);
    }
    return text;
  }

  /** The ids that have a text. */
  static List<String> ids() {
    return TEXTS.keySet().stream().sorted().toList();
  }

  private static Map<String, Text> read() {
    Map<String, Text> texts = new HashMap<>();
    String id = "";
    String why = "";
    for (String line : lines()) {
      if (line.startsWith("why: ")) {
        why = line.substring("why: ".length());
      } else if (line.startsWith("safe: ")) {
        texts.put(id, new Text(why, line.substring("safe: ".length())));
      } else if (!line.startsWith("#")) {
        id = line;
      }
    }
    return texts;
  }

  private static List<String> lines() {
    try (InputStream in = RuleTexts.class.getResourceAsStream("rules.txt")) {
      if (in == null) {
        throw new IllegalStateException("rules.txt is missing beside " + RuleTexts.class.getName());
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
