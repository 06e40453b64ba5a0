package dev.dbpush.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param environment the environment's variables
 * @param folder where relative paths begin
 * @param out results
 * @param err warnings and errors
 * @param colours whether the output may be coloured
 */
record Surroundings(
    Map<String, String> environment,
    Path folder,
    PrintWriter out,
    PrintWriter err,
    boolean colours) {

  /** Copies the map. */
  Surroundings {
    environment = Map.copyOf(environment);
  }
}
