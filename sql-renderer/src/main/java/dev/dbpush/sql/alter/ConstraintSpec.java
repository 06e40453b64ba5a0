package dev.dbpush.sql.alter;

import dev.dbpush.sql.syntax.QualifiedName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table or of a column.
 *
 * @param kind which constraint
 * @param name the name that was given; null where the server chooses one
 * @param columns its own columns; for a constraint on a column that column; empty for {@code CHECK}
 *     on a table and with {@code USING INDEX}
 * @param expression the condition of {@code CHECK}, the elements of {@code EXCLUDE} with its {@code
 *     WHERE}; with the parentheses, as it was written; else null
 * @param references the table that a foreign key refers to; else null
 * @param referencedColumns its columns; empty where the primary key is meant
 * @param usingIndex the index of {@code USING INDEX}; else null
 * @param flags what else was said
 */
public record ConstraintSpec(
    Kind kind,
    @Nullable String name,
    List<String> columns,
    @Nullable String expression,
    @Nullable QualifiedName references,
    List<String> referencedColumns,
    @Nullable String usingIndex,
    Set<Flag> flags) {

  /** Which constraint. */
  public enum Kind {
    /** {@code NOT NULL}; of a table only since 18. */
    NOT_NULL,
    /** {@code CHECK (…)}. */
    CHECK,
    /** {@code UNIQUE}. */
    UNIQUE,
    /** {@code PRIMARY KEY}. */
    PRIMARY_KEY,
    /** {@code FOREIGN KEY … REFERENCES}, or {@code REFERENCES} on a column. */
    FOREIGN_KEY,
    /** {@code EXCLUDE}. */
    EXCLUDE
  }

  /** A word that changes what a constraint does. */
  public enum Flag {
    /** {@code NOT VALID}: existing rows are not checked. */
    NOT_VALID,
    /** {@code NOT ENFORCED}, since 18. */
    NOT_ENFORCED,
    /** {@code NO INHERIT}. */
    NO_INHERIT,
    /** {@code DEFERRABLE}. */
    DEFERRABLE,
    /** {@code INITIALLY DEFERRED}. */
    INITIALLY_DEFERRED,
    /** {@code NULLS NOT DISTINCT}, since 15. */
    NULLS_NOT_DISTINCT
  }

  /** Copies the lists. */
  public ConstraintSpec {
    columns = List.copyOf(columns);
    referencedColumns = List.copyOf(referencedColumns);
    flags = Set.copyOf(flags);
  }

  /** Whether this was said. */
  public boolean has(Flag flag) {
    return flags.contains(flag);
  }
}
