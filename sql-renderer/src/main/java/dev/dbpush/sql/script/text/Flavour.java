package dev.dbpush.sql.script.text;

/** Which client a text is for. */
public enum Flavour {
  /** {@code psql}: stops at an error, tells its progress, can skip what is applied. */
  PSQL,
  /** Any client that sends one statement at a time. */
  PLAIN;

  /** As the option {@code db.flavour} writes it. */
  public String word() {
    return this == PSQL ? "psql" : "plain";
  }
}
