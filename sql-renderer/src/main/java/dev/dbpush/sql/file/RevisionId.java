package dev.dbpush.sql.file;

import java.util.regex.Pattern;

/**
 * The id of a revision: 12 hexadecimal digits in lower case.
 *
 * @param value the digits
 */
public record RevisionId(String value) implements Comparable<RevisionId> {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{12}");

  /** Checks the shape. */
  public RevisionId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a revision is 12 hexadecimal digits in lower case, got \"" + value + '"');
    }
  }

  /** Whether a text has the shape of a revision id. */
  public static boolean isValid(String value) {
    return SHAPE.matcher(value).matches();
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
