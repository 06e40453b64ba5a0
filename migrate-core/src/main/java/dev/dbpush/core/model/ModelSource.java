package dev.dbpush.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that says what the schema should be. Implementations are thread-safe. */
public interface ModelSource {

  /** What it is called in options and messages: {@code sql:schema.sql}, {@code jpa}. */
  String label();

  /**
   * The model as SQL.
   *
   * @param serverMajor the major version of the server that it is made for
   * @throws ModelException if it cannot be had
   */
  List<ModelText> texts(int serverMajor);

  /**
   * What in the models a table stands for, for comments; null where nothing more is to be said.
   *
   * @param table the table's name as SQL writes it; known after {@link #texts} only
   */
  default @Nullable String element(String table) {
    return null;
  }
}
