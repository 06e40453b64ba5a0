package dev.dbpush.sql.json;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Builds a JSON text (RFC 8259), members in the order that they are given, so the same calls give
 * the same bytes: two blanks a level, LF, no line end behind the last bracket. Not thread-safe.
 *
 * <pre>{@code
 * new JsonWriter().object().field("name", "a").array("parts").value(1).end().end().toString()
 * }</pre>
 */
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private final Deque<Level> levels = new ArrayDeque<>();
  private boolean afterName;

  /** Opens an object, as a value. */
  public JsonWriter object() {
    return open('{', '}');
  }

  /** Opens an object, as a member of the object that is open. */
  public JsonWriter object(String name) {
    return name(name).object();
  }

  /** Opens an array, as a value. */
  public JsonWriter array() {
    return open('[', ']');
  }

  /** Opens an array, as a member of the object that is open. */
  public JsonWriter array(String name) {
    return name(name).array();
  }

  /** Closes the object or array that was opened last. */
  public JsonWriter end() {
    Level level = levels.pop();
    if (level.filled) {
      newLine();
    }
    out.append(level.close);
    return this;
  }

  /** A member with a text, or null. */
  public JsonWriter field(String name, @Nullable String value) {
    return name(name).value(value);
  }

  /** A member with a whole number. */
  public JsonWriter field(String name, long value) {
    return name(name).raw(Long.toString(value));
  }

  /** A member with true or false. */
  public JsonWriter field(String name, boolean value) {
    return name(name).raw(Boolean.toString(value));
  }

  /** A member with an array of texts, in the collection's order. */
  public JsonWriter field(String name, Collection<String> values) {
    array(name);
    values.forEach(this::value);
    return end();
  }

  /** A text as an element of an array, or null. */
  public JsonWriter value(@Nullable String value) {
    return raw(value == null ? "null" : quote(value));
  }

  /** A whole number as an element of an array. */
  public JsonWriter value(long value) {
    return raw(Long.toString(value));
  }

  /** The text so far; complete when everything that was opened is closed. */
  @Override
  public String toString() {
    return out.toString();
  }

  /** A text as a JSON string, with its quotes. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < 0x20 || c >= 0x7f && c < 0xa0 || Character.isSurrogate(c) && !isPaired(text, i)) {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean isPaired(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  private JsonWriter open(char open, char close) {
    raw(String.valueOf(open));
    levels.push(new Level(close));
    return this;
  }

  private JsonWriter name(String name) {
    separate();
    out.append(quote(name)).append(": ");
    afterName = true;
    return this;
  }

  private JsonWriter raw(String value) {
    if (!afterName) {
      separate();
    }
    afterName = false;
    out.append(value);
    return this;
  }

  private void separate() {
    Level level = levels.peek();
    if (level == null) {
      return;
    }
    if (level.filled) {
      out.append(',');
    }
    level.filled = true;
    newLine();
  }

  private void newLine() {
    out.append('\n').append("  ".repeat(levels.size()));
  }

  private static final class Level {
    private final char close;
    private boolean filled;

    Level(char close) {
      this.close = close;
    }
  }
}
