package dev.dbpush.core.report;

import dev.dbpush.sql.syntax.Printable;

/** Colours, or none. The texts that come back may be longer than they look. */
public interface Style {
  /** Text as it is. */
  Style PLAIN = new Style() {};

  /**
   * A line as it may be shown: names and texts that other hands wrote do not steer a terminal. Line
   * ends of a file with CRLF are no attempt to hide anything.
   *
   * @param line may hold what the other methods made
   */
  default String shown(String line) {
    return Printable.text(line.indexOf('\r') < 0 ? line : line.replaceAll("\r+(\n|\\z)", "$1"));
  }

  /** What the eye should find first. */
  default String strong(String text) {
    return text;
  }

  /** All is well. */
  default String good(String text) {
    return text;
  }

  /** Look at this. */
  default String warn(String text) {
    return text;
  }

  /** This is wrong. */
  default String bad(String text) {
    return text;
  }
}
