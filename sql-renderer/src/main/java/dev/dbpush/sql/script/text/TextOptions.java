package dev.dbpush.sql.script.text;

/**
 * How a script is written.
 *
 * @param flavour the client that it is for
 * @param variant what it does
 * @param idempotent whether steps that are applied are skipped; only in the psql flavour, and only
 *     where the script's guard serves databases at different revisions
 * @param copyAsInsert whether the data of {@code COPY … FROM stdin} becomes {@code INSERT}
 *     statements; otherwise a text that cannot hold the data is refused
 */
public record TextOptions(
    Flavour flavour, Variant variant, boolean idempotent, boolean copyAsInsert) {

  /** For psql, skipping what is applied. */
  public static final TextOptions DEFAULT =
      new TextOptions(Flavour.PSQL, Variant.RUN, true, false);

  /** Only psql can skip. */
  public TextOptions {
    idempotent = idempotent && flavour == Flavour.PSQL && variant == Variant.RUN;
  }
}
