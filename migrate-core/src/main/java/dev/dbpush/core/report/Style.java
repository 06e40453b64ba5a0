package dev.dbpush.core.report;

import dev.dbpush.sql.syntax.Printable;
import java.util.regex.Pattern;

/** Colours, or none. The texts that come back may be longer than they look. */
public interface Style {
  /** Text as it is. */
  Style PLAIN = new Style() {};

  /** CRLF line ends of a file are no attempt to hide anything. */
  Pattern CARRIAGE_RETURNS = Pattern.compile("\r+(\n|\\z)");

  /**
   * A line as it may be shown: names and texts that other hands wrote do not steer a terminal.
   *
   * @param line may hold what the other methods made
   */
  default String shown(String line) {
    return Printable.text(CARRIAGE_RETURNS.matcher(line).replaceAll("$1"));
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
