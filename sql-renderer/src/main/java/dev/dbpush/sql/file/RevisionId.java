package dev.dbpush.sql.file;

import org.jspecify.annotations.Nullable;

/**
 * The id of a revision: 12 hexadecimal digits in lower case.
 *
 * @param value the digits
 */
public record RevisionId(String value) implements Comparable<RevisionId> {
  private static final int DIGITS = 12;

  /** Checks the shape. */
  public RevisionId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a revision is 12 hexadecimal digits in lower case, got \"" + value + '"');
    }
  }

  /** Whether a text has the shape of a revision id. */
  public static boolean isValid(String value) {
    return value.length() == DIGITS && startsIn(value, 0);
  }

  /** Whether the shape of a revision id begins at an offset of a text. */
  static boolean startsIn(String text, int start) {
    if (text.length() < start + DIGITS) {
      return false;
    }
    for (int i = start; i < start + DIGITS; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  // By hand: what a record brings is linked at run time, which takes longer than a short run's use.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RevisionId that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(RevisionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
