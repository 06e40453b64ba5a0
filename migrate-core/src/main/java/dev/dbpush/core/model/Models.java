package dev.dbpush.core.model;

import dev.dbpush.sql.syntax.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Everything that says what the schema should be; together they make one schema.
 *
 * @param sources in the order in which they are made; statements that need another source are tried
 *     again after it
 */
public record Models(List<ModelSource> sources) {
  private static final String SQL = "sql:";

  /** Copies the list. */
  public Models {
    sources = List.copyOf(sources);
  }

  /**
   * Reads the option {@code db.model}: {@code sql:PATH} and {@code jpa}, with commas. What is
   * written in SQL is made first, since entities may use its types.
   *
   * @param files finds a file or folder by its path
   * @param jpa the project's entities
   * @throws ModelException for a source that is not known
   */
  public static Models parse(
      String option, Function<String, ModelSource> files, Supplier<ModelSource> jpa) {
    List<ModelSource> written = new ArrayList<>();
    List<ModelSource> entities = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (String part : option.split(",")) {
      String source = part.strip();
      if (source.startsWith(SQL) && source.length() > SQL.length()) {
        written.add(files.apply(source.substring(SQL.length()).strip()));
      } else if (source.equals("jpa")) {
        entities.add(jpa.get());
      } else if (!source.isEmpty()) {
        problems.add(
            new Problem(
                "",
                null,
                "db.model: \"" + source + "\" is no source of models",
                "write sql:PATH for a file or folder of DDL, jpa for entities"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
    written.addAll(entities);
    return new Models(written);
  }

  /**
   * What they say beside the schema itself; to be asked after {@link #load}.
   *
   * @param defaultSchema the schema that names without one are in
   */
  public ModelFacts facts(String defaultSchema) {
    return sources.stream()
        .map(source -> source.facts(defaultSchema))
        .reduce(ModelFacts.NONE, ModelFacts::and);
  }

  /** Whether there is no model at all. */
  public boolean isEmpty() {
    return sources.isEmpty();
  }

  /** The sources' names, with commas. */
  public String label() {
    return sources.stream().map(ModelSource::label).collect(Collectors.joining(", "));
  }

  /**
   * Makes the schema.
   *
   * @param connection to an empty database, in autocommit mode
   * @throws ModelException for everything that cannot be made, with its place
   * @throws SQLException if the connection fails
   */
  public void load(Connection connection) throws SQLException {
    SqlModel.load(connection, texts(connection.getMetaData().getDatabaseMajorVersion()));
  }

  /**
   * The models as SQL, in the order in which they are made.
   *
   * @param serverMajor the major version of the server that they are made for
   * @throws ModelException for every source that cannot be had
   */
  public List<ModelText> texts(int serverMajor) {
    List<ModelText> texts = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (ModelSource source : sources) {
      try {
        texts.addAll(source.texts(serverMajor));
      } catch (ModelException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
    return texts;
  }
}
