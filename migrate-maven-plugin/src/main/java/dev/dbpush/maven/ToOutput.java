package dev.dbpush.maven;

import dev.dbpush.core.MigrationListener;

/** Tells what is heard where no database is configured. */
final class ToOutput implements MigrationListener {
  private final Output output;

  ToOutput(Output output) {
    this.output = output;
  }

  @Override
  public void info(String message) {
    output.info(message);
  }

  @Override
  public void warning(String message) {
    output.warn(message);
  }
}
