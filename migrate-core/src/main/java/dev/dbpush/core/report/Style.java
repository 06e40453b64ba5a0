package dev.dbpush.core.report;

/** Colours, or none. The texts that come back may be longer than they look. */
public interface Style {
  /** Text as it is. */
  Style PLAIN = new Style() {};

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
