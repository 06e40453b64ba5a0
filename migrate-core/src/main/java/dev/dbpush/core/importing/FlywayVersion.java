package dev.dbpush.core.importing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as Flyway orders them: numbers between dots or underscores, compared one by one, a
 * missing number counting as zero.
 *
 * @param text with dots, as Flyway's history shows it
 * @param parts the numbers, without zeros at the end
 */
record FlywayVersion(String text, List<BigInteger> parts) implements Comparable<FlywayVersion> {
  private static final Pattern SHAPE = Pattern.compile("\\d+(?:\\.\\d+)*");

  /** The version that a text says, or null. */
  static @Nullable FlywayVersion parse(String text) {
    String dotted = text.replace('_', '.');
    if (!SHAPE.matcher(dotted).matches()) {
      return null;
    }
    List<BigInteger> parts = new ArrayList<>();
    for (String part : dotted.split("\\.")) {
      parts.add(new BigInteger(part));
    }
    while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
      parts.remove(parts.size() - 1);
    }
    return new FlywayVersion(dotted, List.copyOf(parts));
  }

  @Override
  public int compareTo(FlywayVersion other) {
    int longest = Math.max(parts.size(), other.parts.size());
    for (int i = 0; i < longest; i++) {
      int order = part(i).compareTo(other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private BigInteger part(int index) {
    return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
  }

  /** Without regard to how it is written. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FlywayVersion version && parts.equals(version.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
