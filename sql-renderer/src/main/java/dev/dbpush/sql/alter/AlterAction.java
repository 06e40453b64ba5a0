package dev.dbpush.sql.alter;

import dev.dbpush.sql.syntax.QualifiedName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One action of an {@code ALTER TABLE}.
 *
 * @param kind which sub-command
 * @param text the action as it was written, from its first token to its last, comments inside
 *     included
 * @param start 0-based offset of the text in the statement's text
 * @param column the column that it alters, adds, drops or renames; else null
 * @param name what else it names: a constraint, trigger, rule or index, the new owner, tablespace,
 *     access method or schema; else null
 * @param newName the new name of a rename; else null
 * @param other the other relation or type: the parent of {@code INHERIT}, the partition, the type
 *     of {@code OF}; else null
 * @param type the new type of {@code TYPE}, as it was written, with its {@code COLLATE}; else null
 * @param expression the expression of {@code SET DEFAULT}, {@code USING} or {@code SET EXPRESSION},
 *     the bounds of {@code ATTACH PARTITION}, the attributes of {@code ALTER CONSTRAINT}, as they
 *     were written; else null
 * @param definition the column of {@code ADD COLUMN}; else null
 * @param constraint the constraint of {@code ADD CONSTRAINT}; else null
 * @param parameters the names inside {@code SET (…)} and {@code RESET (…)}, in lower case
 * @param flags what else was said
 */
public record AlterAction(
    AlterKind kind,
    String text,
    int start,
    @Nullable String column,
    @Nullable String name,
    @Nullable String newName,
    @Nullable QualifiedName other,
    @Nullable String type,
    @Nullable String expression,
    @Nullable ColumnSpec definition,
    @Nullable ConstraintSpec constraint,
    List<String> parameters,
    Set<Flag> flags) {

  /** A word that changes what an action does. */
  public enum Flag {
    /** {@code IF EXISTS} behind {@code DROP}. */
    IF_EXISTS,
    /** {@code IF NOT EXISTS} behind {@code ADD COLUMN}. */
    IF_NOT_EXISTS,
    /** {@code CASCADE}. */
    CASCADE,
    /** {@code DETACH … CONCURRENTLY}. */
    CONCURRENTLY,
    /** {@code DETACH … FINALIZE}. */
    FINALIZE
  }

  /** Copies the lists. */
  public AlterAction {
    parameters = List.copyOf(parameters);
    flags = Set.copyOf(flags);
  }

  /** Offset behind the last character in the statement's text. */
  public int end() {
    return start + text.length();
  }

  /** Whether this was said. */
  public boolean has(Flag flag) {
    return flags.contains(flag);
  }
}
