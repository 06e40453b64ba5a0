package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.ObjectId;
import java.util.List;

/**
 * A reason not to write a migration.
 *
 * @param rule {@code rename}, a rule of data loss ({@code drop-column}) or {@code not-managed}
 * @param object what it is about
 * @param message what is refused, one line
 * @param remedy the option that settles it, ready to paste
 * @param values the values of the object that go, if it is about those
 */
public record Refusal(
    String rule, ObjectId object, String message, String remedy, List<String> values) {

  /** Copies the list. */
  public Refusal {
    values = List.copyOf(values);
  }

  /** About the whole object. */
  Refusal(String rule, ObjectId object, String message, String remedy) {
    this(rule, object, message, remedy, List.of());
  }

  @Override
  public String toString() {
    return message + " [" + rule + "]\n  " + remedy;
  }
}
