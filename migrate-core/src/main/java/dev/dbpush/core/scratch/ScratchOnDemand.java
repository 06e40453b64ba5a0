package dev.dbpush.core.scratch;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A throw-away server that is started when the first scratch database is asked for, and stopped
 * when this is closed. Thread-safe.
 */
public final class ScratchOnDemand implements ScratchPlace, AutoCloseable {
  private final int major;
  private final Supplier<Started> start;
  private @Nullable Started started;

  /**
   * A running server.
   *
   * @param stop stops it
   */
  public record Started(ScratchServer server, Runnable stop) {}

  /**
   * @param major the major version that the server will have
   */
  public ScratchOnDemand(int major, Supplier<Started> start) {
    this.major = major;
    this.start = start;
  }

  @Override
  public int major() {
    return major;
  }

  @Override
  public String identity() {
    return ScratchServer.THROW_AWAY;
  }

  @Override
  public synchronized ScratchServer server() {
    Started running = started;
    if (running == null) {
      running = start.get();
      started = running;
    }
    return running.server();
  }

  @Override
  public synchronized void close() {
    if (started != null) {
      started.stop().run();
      started = null;
    }
  }
}
