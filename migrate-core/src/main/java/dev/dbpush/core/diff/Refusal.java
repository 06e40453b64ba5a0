package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.ObjectId;

/**
 * A reason not to write a migration.
 *
 * @param rule {@code rename}, a rule of data loss ({@code drop-column}) or {@code not-managed}
 * @param object what it is about
 * @param message what is refused, one line
 * @param remedy the option that settles it, ready to paste
 */
public record Refusal(String rule, ObjectId object, String message, String remedy) {
  @Override
  public String toString() {
    return message + " [" + rule + "]\n  " + remedy;
  }
}
