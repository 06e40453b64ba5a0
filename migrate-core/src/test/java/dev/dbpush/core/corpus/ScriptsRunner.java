package dev.dbpush.core.corpus;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Renders every chain of a folder as a script without a database, runs it with psql, and compares
 * schema and history with those of an online push: {@code it/scripts FOLDER [--server URL]}.
 */
public final class ScriptsRunner {
  private ScriptsRunner() {}

  /** Prints a table; exits with 1 if a chain differs. */
  @SuppressWarnings("PMD.SystemPrintln")
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String server = System.getProperty("server", "");
    for (int i = 1; i + 1 < arguments.length; i++) {
      if (arguments[i].equals("--server")) {
        server = arguments[i + 1];
      }
    }
    boolean failed = false;
    System.out.println(ScriptResult.HEADING);
    try (ChainServer target = ChainServer.of(server)) {
      for (Path chain : ChainsRunner.chains(folder)) {
        ScriptResult result = new ScriptComparison(target, chain).run();
        System.out.println(result.line());
        for (String problem : result.problems()) {
          System.out.println("    " + problem.replace("\n", "\n    "));
        }
        failed |= !result.isEqual();
      }
    }
    System.exit(failed ? 1 : 0);
  }
}
