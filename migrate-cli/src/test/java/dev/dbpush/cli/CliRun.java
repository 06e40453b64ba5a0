package dev.dbpush.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a command printed, and how it ended. */
record CliRun(int code, String out, String err) {
  /** Runs a command in this process. */
  static CliRun of(Path folder, Map<String, String> environment, String... arguments) {
    return of(folder, environment, false, arguments);
  }

  /** Runs a command that may colour its output. */
  static CliRun of(
      Path folder, Map<String, String> environment, boolean colours, String... arguments) {
    return of(folder, environment, colours, null, arguments);
  }

  /** Runs a command at a terminal where somebody answers. */
  static CliRun of(
      Path folder,
      Map<String, String> environment,
      UnaryOperator<@Nullable String> asker,
      String... arguments) {
    return of(folder, environment, false, asker, arguments);
  }

  private static CliRun of(
      Path folder,
      Map<String, String> environment,
      boolean colours,
      @Nullable UnaryOperator<@Nullable String> asker,
      String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Dbpush.run(
            new Surroundings(
                environment, folder, new PrintWriter(out), new PrintWriter(err), colours, asker),
            arguments);
    return new CliRun(code, out.toString(), err.toString());
  }
}
