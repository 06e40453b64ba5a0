package dev.dbpush.core.model;

import java.util.List;

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
   * What it says beside the schema itself; known after {@link #texts} only.
   *
   * @param defaultSchema the schema that names without one are in
   */
  default ModelFacts facts(String defaultSchema) {
    return ModelFacts.NONE;
  }
}
