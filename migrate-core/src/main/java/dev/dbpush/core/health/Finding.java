package dev.dbpush.core.health;

import java.util.List;

/**
 * What a check found.
 *
 * @param level how bad it is
 * @param check which check, in kebab-case: {@code invalid-indexes}
 * @param what what was found, one line
 * @param details each thing that it is about, a line; may be empty
 * @param remedy what to do; empty where nothing is to be done
 */
public record Finding(Level level, String check, String what, List<String> details, String remedy) {

  /** How bad something is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** A person should look at it; the next push goes through. */
    WARNING,
    /** The next push fails or waits, or the application does. */
    PROBLEM
  }

  /** Copies the list. */
  public Finding {
    details = List.copyOf(details);
  }

  static Finding ok(String check, String what) {
    return new Finding(Level.OK, check, what, List.of(), "");
  }

  static Finding warning(String check, String what, List<String> details, String remedy) {
    return new Finding(Level.WARNING, check, what, details, remedy);
  }

  static Finding problem(String check, String what, List<String> details, String remedy) {
    return new Finding(Level.PROBLEM, check, what, details, remedy);
  }
}
