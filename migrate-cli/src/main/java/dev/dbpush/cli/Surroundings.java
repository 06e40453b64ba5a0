package dev.dbpush.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds around it.
 *
 * @param environment the environment's variables
 * @param folder where relative paths begin
 * @param out results
 * @param err warnings and errors
 * @param colours whether the output may be coloured
 * @param asker asks a question on the terminal; null where there is none
 */
record Surroundings(
    Map<String, String> environment,
    Path folder,
    PrintWriter out,
    PrintWriter err,
    boolean colours,
    @Nullable UnaryOperator<@Nullable String> asker) {

  /** Without a terminal. */
  Surroundings(
      Map<String, String> environment,
      Path folder,
      PrintWriter out,
      PrintWriter err,
      boolean colours) {
    this(environment, folder, out, err, colours, null);
  }

  /** Copies the map. */
  Surroundings {
    environment = Map.copyOf(environment);
  }
}
