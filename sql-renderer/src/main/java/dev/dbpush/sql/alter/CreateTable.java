package dev.dbpush.sql.alter;

import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code CREATE TABLE} statement.
 *
 * @param name the table, as it was named
 * @param ifNotExists whether {@code IF NOT EXISTS} was said
 * @param temporary whether it is a temporary table
 * @param columns the columns that are spelled out
 * @param constraints the constraints of the table, without those of its columns
 * @param parents the tables of {@code INHERITS}, or the one of {@code PARTITION OF}
 * @param likes the tables of {@code LIKE}
 * @param partitioned whether it is divided into partitions
 * @param query whether it is filled by a query ({@code AS}) or typed ({@code OF}), so that its
 *     columns are not all known
 * @param complete whether every element was understood
 */
public record CreateTable(
    QualifiedName name,
    boolean ifNotExists,
    boolean temporary,
    List<ColumnSpec> columns,
    List<ConstraintSpec> constraints,
    List<QualifiedName> parents,
    List<QualifiedName> likes,
    boolean partitioned,
    boolean query,
    boolean complete) {

  /** Copies the lists. */
  public CreateTable {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
    parents = List.copyOf(parents);
    likes = List.copyOf(likes);
  }

  /** Reads a statement; null if it is no {@code CREATE TABLE}. */
  public static @Nullable CreateTable read(SqlStatement statement) {
    return statement.firstWord().equals("create") ? new CreateTableReader(statement).read() : null;
  }
}
