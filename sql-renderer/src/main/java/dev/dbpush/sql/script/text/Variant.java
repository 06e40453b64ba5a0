package dev.dbpush.sql.script.text;

import java.util.Locale;

/** What a text does with a script. */
public enum Variant {
  /** Runs it. */
  RUN,
  /** Runs it in one transaction and takes everything back; for a copy of the database. */
  REHEARSAL,
  /** Looks whether what the script leaves behind is there; read-only. */
  VERIFY,
  /** Looks what the script would meet; read-only. */
  PREFLIGHT;

  /** As the option {@code db.variant} writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
