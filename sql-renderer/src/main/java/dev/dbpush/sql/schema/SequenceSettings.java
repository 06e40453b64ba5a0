package dev.dbpush.sql.schema;

import java.io.Serializable;

/**
 * The numbers of a sequence.
 *
 * @param type smallint, integer or bigint
 * @param start the first value
 * @param increment the step; negative counts down
 * @param min the lowest value
 * @param max the highest value
 * @param cache how many numbers a session takes at once
 * @param cycle whether it starts again behind the end
 */
public record SequenceSettings(
    String type, long start, long increment, long min, long max, long cache, boolean cycle)
    implements Serializable {

  /** The settings of a sequence of which only the type is said. */
  public static SequenceSettings of(String type) {
    return new SequenceSettings(type, 1, 1, 1, highest(type), 1, false);
  }

  /** The lowest value that is used where none is said. */
  public long defaultMin() {
    return increment > 0 ? 1 : -highest(type) - 1;
  }

  /** The highest value that is used where none is said. */
  public long defaultMax() {
    return increment > 0 ? highest(type) : -1;
  }

  /** The first value that is used where none is said. */
  public long defaultStart() {
    return increment > 0 ? min : max;
  }

  /** The settings after AS type: a bound that was the end of the old type's range follows. */
  public SequenceSettings as(String other) {
    return new SequenceSettings(
        other,
        start,
        increment,
        min == lowest(type) ? lowest(other) : min,
        max == highest(type) ? highest(other) : max,
        cache,
        cycle);
  }

  /** Whether the numbers are in the range of their type and the first is between the bounds. */
  public boolean fits() {
    return min >= lowest(type) && max <= highest(type) && start >= min && start <= max;
  }

  private static long lowest(String type) {
    return -highest(type) - 1;
  }

  private static long highest(String type) {
    return switch (type) {
      case "smallint" -> Short.MAX_VALUE;
      case "integer" -> Integer.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }
}
