package dev.dbpush.core.bench;

import dev.dbpush.core.testing.WireProxy;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts round trips and statements, and can make each round trip slower. A round trip is a turn of
 * the client: everything that it sends before it reads an answer.
 */
final class CountingProxy extends WireProxy {
  private final long delayMillis;
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final AtomicInteger statements = new AtomicInteger();

  CountingProxy(String host, int port, long delayMillis) throws IOException {
    super(host, port);
    this.delayMillis = delayMillis;
    start();
  }

  int roundTrips() {
    return roundTrips.get();
  }

  int statements() {
    return statements.get();
  }

  @Override
  protected Seen connected() {
    return new Turns();
  }

  /** Whose turn it is; the client's begins with its first byte behind an answer. */
  private final class Turns implements Seen {
    private volatile boolean clients;

    @Override
    public void message(int type, byte[] body) {
      // A farewell gets no answer, and comes when it likes.
      if (!clients && type != 'X') {
        clients = true;
        roundTrips.incrementAndGet();
        pause();
      }
      count(type, body);
    }

    @Override
    public void answered() {
      clients = false;
    }
  }

  private void count(int type, byte[] body) {
    if (type == 'E') {
      statements.incrementAndGet();
    } else if (type == 'Q') {
      String text = new String(body, 0, body.length - 1, StandardCharsets.UTF_8);
      try {
        statements.addAndGet(StatementSplitter.split(text).statements().size());
      } catch (SqlSyntaxException e) {
        statements.incrementAndGet();
      }
    }
  }

  private void pause() {
    if (delayMillis > 0) {
      try {
        Thread.sleep(delayMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
