package dev.dbpush.embedded;

/** What a request to stop a server led to. */
public enum StopOutcome {
  /** The server ran and is stopped. */
  STOPPED,
  /** There was no server to stop. */
  NOT_RUNNING,
  /** Others use the server; the last of them stops it. */
  IN_USE
}
