package dev.dbpush.sql.alter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column's definition.
 *
 * @param name the column
 * @param type its type as it was written, without {@code COLLATE}
 * @param defaultExpression the expression of {@code DEFAULT}, as it was written; else null
 * @param generation how its value comes about
 * @param generationExpression the expression of {@code GENERATED ALWAYS AS (…)} with its
 *     parentheses; else null
 * @param constraints its constraints, {@code NOT NULL} among them, in their order
 */
public record ColumnSpec(
    String name,
    String type,
    @Nullable String defaultExpression,
    Generation generation,
    @Nullable String generationExpression,
    List<ConstraintSpec> constraints) {

  /** How a column's value comes about. */
  public enum Generation {
    /** Given, or the default. */
    NONE,
    /** {@code smallserial}, {@code serial}, {@code bigserial}: an own sequence as the default. */
    SERIAL,
    /** {@code GENERATED … AS IDENTITY}. */
    IDENTITY,
    /** {@code GENERATED ALWAYS AS (…) STORED}. */
    STORED,
    /** {@code GENERATED ALWAYS AS (…) VIRTUAL}, since 18. */
    VIRTUAL,
    /** {@code GENERATED ALWAYS AS (…)} with neither word: virtual since 18, an error before. */
    UNSAID
  }

  /** Copies the list. */
  public ColumnSpec {
    constraints = List.copyOf(constraints);
  }

  /** Whether it has a constraint of this kind. */
  public boolean has(ConstraintSpec.Kind kind) {
    for (ConstraintSpec constraint : constraints) {
      if (constraint.kind() == kind) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code NOT NULL} follows from the definition. */
  public boolean notNull() {
    return has(ConstraintSpec.Kind.NOT_NULL)
        || has(ConstraintSpec.Kind.PRIMARY_KEY)
        || generation == Generation.SERIAL
        || generation == Generation.IDENTITY;
  }
}
