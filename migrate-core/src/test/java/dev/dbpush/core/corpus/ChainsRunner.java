package dev.dbpush.core.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Imports and pushes every chain of a folder and compares the outcome with that of the same files run
 * one by one by psql: {@code it/chains FOLDER [--server URL] [--maven]}.
 */
public final class ChainsRunner {
  private ChainsRunner() {}

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
    boolean byMaven = List.of(arguments).contains("--maven");
    boolean failed = false;
    System.out.println(ChainResult.HEADING);
    try (ChainServer target = ChainServer.of(server)) {
      for (Path chain : chains(folder)) {
        ChainResult result = new ChainComparison(target, chain, byMaven).run();
        System.out.println(result.line());
        for (String problem : result.problems()) {
          System.out.println("    " + problem.replace("\n", "\n    "));
        }
        failed |= !result.isEqual();
      }
    }
    System.exit(failed ? 1 : 0);
  }

  /** The folders that hold {@code .up.sql} files, the folder itself included, sorted. */
  static List<Path> chains(Path folder) throws IOException {
    List<Path> chains = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder, 2)) {
      for (Path path : all.filter(Files::isDirectory).sorted().toList()) {
        try (Stream<Path> files = Files.list(path)) {
          if (files.anyMatch(file -> file.toString().endsWith(".up.sql"))) {
            chains.add(path);
          }
        }
      }
    }
    return chains;
  }
}
