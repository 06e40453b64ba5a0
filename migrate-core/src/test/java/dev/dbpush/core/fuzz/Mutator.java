package dev.dbpush.core.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes broken texts of sound ones. The same seed gives the same texts. */
final class Mutator {
  private static final int MOST_CHANGES = 6;

  private static final List<String> ODD =
      List.of(
          "\0",
          "\u0001",
          "\u001b[2J",
          "\r",
          "\r\n",
          "\n",
          "\u0085",
          "\u2028",
          "\u202e",
          "\ufeff",
          "\ud83d",
          "😀",
          "'",
          "\"",
          ";",
          "--",
          "/*",
          "*/",
          "$$",
          "\\",
          "%",
          "%00",
          "{",
          "}",
          ",",
          ":",
          "=",
          "-1",
          "2147483648",
          "99999999999999999999",
          "../",
          "é",
          " ");

  private final Random random;
  private final List<String> sound;
  private final List<String> words;

  /**
   * A mutator.
   *
   * @param sound valid inputs
   * @param words what means something in them
   */
  Mutator(Random random, List<String> sound, List<String> words) {
    this.random = random;
    this.sound = List.copyOf(sound);
    this.words = List.copyOf(words);
  }

  /** The next text; one in sixteen is made of words alone. */
  String text() {
    StringBuilder text =
        new StringBuilder(
            random.nextInt(16) == 0 ? soup() : sound.get(random.nextInt(sound.size())));
    int changes = random.nextInt(MOST_CHANGES + 1);
    for (int i = 0; i < changes; i++) {
      change(text);
    }
    return text.toString();
  }

  /** The next text in UTF-8; some with broken bytes, some nothing but bytes. */
  byte[] bytes() {
    if (random.nextInt(40) == 0) {
      byte[] raw = new byte[random.nextInt(300)];
      random.nextBytes(raw);
      return raw;
    }
    byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(20) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private String soup() {
    StringBuilder soup = new StringBuilder();
    for (int i = random.nextInt(30); i >= 0; i--) {
      soup.append(word());
    }
    return soup.toString();
  }

  private String word() {
    return random.nextInt(3) == 0
        ? ODD.get(random.nextInt(ODD.size()))
        : words.get(random.nextInt(words.size()));
  }

  private void change(StringBuilder text) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + 1 + random.nextInt(12));
    switch (random.nextInt(9)) {
      case 0 -> text.insert(at, word());
      case 1 -> text.delete(at, to);
      case 2 -> text.replace(at, to, word());
      case 3 -> text.insert(at, text.substring(at, to));
      case 4 -> text.setLength(at);
      case 5 -> line(text, true);
      case 6 -> line(text, false);
      case 7 -> text.insert(at, (char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
      default -> splice(text, at);
    }
  }

  /** Takes a line away, or puts it in again somewhere else. */
  private void line(StringBuilder text, boolean keep) {
    String[] lines = text.toString().split("\n", -1);
    String line = lines[random.nextInt(lines.length)] + "\n";
    int start = text.indexOf(line);
    if (start < 0) {
      return;
    }
    if (keep) {
      text.insert(random.nextInt(text.length() + 1), line);
    } else {
      text.delete(start, start + line.length());
    }
  }

  private void splice(StringBuilder text, int at) {
    String other = sound.get(random.nextInt(sound.size()));
    text.setLength(at);
    text.append(other.substring(random.nextInt(other.length() + 1)));
  }
}
