package dev.dbpush.core.connect;

import java.time.Duration;

/**
 * How often and how patiently something is tried.
 *
 * @param attempts how often in all, at least 1
 * @param delay the pause before the second attempt; doubled before each further one
 */
public record Retry(int attempts, Duration delay) {
  /** Five attempts, two seconds first. */
  public static final Retry DEFAULT = new Retry(5, Duration.ofSeconds(2));

  /** Checks the bounds. */
  public Retry {
    if (attempts < 1 || delay.isNegative()) {
      throw new IllegalArgumentException(
          "attempts must be at least 1 and the delay not negative, got " + attempts + ", " + delay);
    }
  }

  /**
   * The pause after a failed attempt.
   *
   * @param attempt 1 for the first attempt
   */
  public Duration pauseAfter(int attempt) {
    return delay.multipliedBy(1L << Math.min(attempt - 1, 16));
  }
}
