package dev.dbpush.embedded;

import java.util.List;

/** How careful a server is with its data. */
enum ServerMode {
  /** Data that is kept: every commit reaches the disk. */
  DURABLE(List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on")),
  /** Data that is thrown away: nothing waits for the disk. */
  SCRATCH(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"));

  private final List<String> settings;

  ServerMode(List<String> settings) {
    this.settings = settings;
  }

  List<String> settings() {
    return settings;
  }
}
