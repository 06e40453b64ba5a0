package dev.dbpush.core.report;

import dev.dbpush.core.MigrationListener;

/** Tells what is heard where nothing runs in a database. */
public final class ToSink implements MigrationListener {
  private final TextListener.Sink sink;

  /** Tells it there. */
  public ToSink(TextListener.Sink sink) {
    this.sink = sink;
  }

  @Override
  public void info(String message) {
    sink.info(message);
  }

  @Override
  public void warning(String message) {
    sink.warn(message);
  }
}
