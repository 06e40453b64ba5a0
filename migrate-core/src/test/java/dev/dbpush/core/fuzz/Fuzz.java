package dev.dbpush.core.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Gives one input after the other to a check, with a limit of time for each.
 *
 * <p>{@code -Dtest.fuzz=200000} makes a full run of a slice: so many inputs of each kind, or the
 * share of them that a slow kind states. {@code -Dtest.seed=N} repeats a run; the seed is printed.
 */
final class Fuzz {
  private static final int SLICE = 1_500;
  private static final long LIMIT_SECONDS = 10;

  private final String kind;
  private final double share;
  private final long seed = Long.getLong("test.seed", 1);

  /**
   * A run.
   *
   * @param kind what the inputs are, for messages
   * @param share the part of the inputs that this kind takes, above 0 and at most 1
   */
  Fuzz(String kind, double share) {
    this.kind = kind;
    this.share = share;
  }

  /** Looks at one input; throws for what is wrong. */
  interface Check<T> {
    void accept(T input) throws Exception;
  }

  /** The source of chance for this run. */
  Random random() {
    return new Random(seed * 31 + kind.hashCode());
  }

  /** Checks the inputs. The first that fails ends the run, shown with the seed and its number. */
  <T> void run(Supplier<T> inputs, Check<T> check) throws InterruptedException {
    int count = (int) Math.max(1, Integer.getInteger("test.fuzz", SLICE) * share);
    System.out.printf("fuzz: %d inputs, %s, seed %d%n", count, kind, seed);
    ExecutorService worker =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "fuzz");
              thread.setDaemon(true); // one that hangs must not keep the JVM
              return thread;
            });
    try {
      for (int i = 0; i < count; i++) {
        T input = inputs.get();
        Future<?> done =
            worker.submit(
                () -> {
                  check.accept(input);
                  return null;
                });
        try {
          done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          throw new AssertionError(e.getCause() + "\n" + shown(i, input), e.getCause());
        } catch (TimeoutException e) {
          throw new AssertionError("more than " + LIMIT_SECONDS + " s: " + shown(i, input), e);
        }
      }
    } finally {
      worker.shutdownNow();
    }
  }

  private String shown(int number, Object input) {
    String text =
        input instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "" + input;
    return kind + ", seed " + seed + ", input " + number + ":\n" + text;
  }
}
