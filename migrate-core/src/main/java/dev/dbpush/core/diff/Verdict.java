package dev.dbpush.core.diff;

/** What it takes to turn one object into another of the same name. */
enum Verdict {
  SAME,
  ALTER,
  RECREATE
}
