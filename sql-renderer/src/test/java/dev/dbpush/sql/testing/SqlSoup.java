package dev.dbpush.sql.testing;

import java.util.Random;

/**
 * Random texts made of the pieces that confuse a scanner. The same seed gives the same texts.
 *
 * <p>{@code -Dtest.seed=N} repeats a run, {@code -Dtest.fuzz=200000} makes it a full one.
 */
public final class SqlSoup {
  private static final String[] PIECES = {
    "'",
    "''",
    "\"",
    "\"\"",
    "$$",
    "$",
    "$a$",
    "$1",
    "$é$",
    "E'",
    "e'\\'",
    "U&'",
    "U&\"",
    "N'",
    "B'",
    "\\",
    "\\.",
    "\n\\.\n",
    "\\i x\n",
    "--",
    "-- x\n",
    "/*",
    "*/",
    "/*/",
    "-",
    "/",
    "*",
    "+",
    "@",
    ";",
    ";",
    ";\n",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    "..",
    ":",
    "::",
    "1",
    "1.",
    ".5",
    "1e",
    "0x",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\f",
    "\u000b",
    "\u00a0",
    "é",
    "日",
    "😀",
    "\ud83d",
    "a",
    "b$",
    "_",
    " begin ",
    " atomic ",
    " end ",
    " case ",
    " as ",
    "create function f() ",
    "create or replace ",
    "procedure ",
    "begin atomic select 1; end",
    "copy t from stdin;",
    "COPY t (a) FROM STDIN\n;\n",
    "copy ",
    " from ",
    " stdin ",
    "select ",
    "set standard_conforming_strings = off;",
    "set standard_conforming_strings = on;",
    "-- migrate:up\n",
    "-- migrate:down\n",
    "\n-- migrate:up transaction:false\n",
    "-- migrate:down irreversible: x\n",
    "-- migrate:lock-timeout 1s\n",
    "-- migrate:allow x\n",
    "--migrate:",
    "-- MIGRATE:Down\n",
    "-- parent: none\n",
    "\ufeff",
    "\0",
    "uescape '!'",
    "alter type t add value 'x'",
    "create index concurrently i on t (a)",
    "reindex (concurrently",
    "vacuum",
    "do $$ commit; $$",
    "select set_config('a', 'b', false)",
    "drop table ",
    "discard all;",
    "begin;",
    "commit;",
    "pg_advisory_unlock_all()",
    "alter subscription s set (",
    "declare c cursor with hold",
    "comment on role ",
    "grant ",
  };

  private final Random random;
  private final long seed;

  private SqlSoup(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** A source of texts, seeded by {@code test.seed}, or 1. */
  public static SqlSoup create() {
    return new SqlSoup(Long.getLong("test.seed", 1));
  }

  /** How many texts to try: a slice, or as many as {@code test.fuzz} says. */
  public static int count(int slice) {
    return Integer.getInteger("test.fuzz", slice);
  }

  /** What repeats this run. */
  public String describe() {
    return "-Dtest.seed=" + seed;
  }

  /** The next text. */
  public String next() {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(1 + random.nextInt(30)); i > 0; i--) {
      if (random.nextInt(12) == 0) {
        out.append((char) (1 + random.nextInt(0x17f)));
      } else {
        out.append(PIECES[random.nextInt(PIECES.length)]);
      }
    }
    return out.toString();
  }
}
