package dev.dbpush.sql.schema;

import java.util.regex.Pattern;

/**
 * The default of a column.
 *
 * @param id what it is called
 * @param expression as SQL
 * @param ofView whether the column is a view's
 */
public record ColumnDefault(ObjectId id, String expression, boolean ofView)
    implements SchemaObject {

  /** An attribute that its type got later is written without its type, until it is read again. */
  private static final Pattern NULL_OF_TYPE =
      Pattern.compile("\\bNULL::[^,()]+(?:\\([\\d, -]*\\))?[^,()]*(?=[,)])");

  @Override
  public Traits traits() {
    return Traits.NONE;
  }

  @Override
  public ColumnDefault comparable() {
    return expression.startsWith("ROW(")
        ? new ColumnDefault(id, NULL_OF_TYPE.matcher(expression).replaceAll("NULL"), ofView)
        : this;
  }

  @Override
  public ColumnDefault with(Traits traits) {
    return this;
  }

  @Override
  public ColumnDefault with(ObjectId id) {
    return new ColumnDefault(id, expression, ofView);
  }
}
