package dev.dbpush.core.pairs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder SOURCE/CASE with old.sql, new.sql and perhaps roles.txt. */
record Pair(String source, String name, Path folder) {

  static List<Pair> in(Path root, String filter) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    try (Stream<Path> sources = Files.list(root)) {
      for (Path source : sources.filter(Files::isDirectory).sorted().toList()) {
        try (Stream<Path> cases = Files.list(source)) {
          for (Path folder : cases.filter(Files::isDirectory).sorted().toList()) {
            String name = source.getFileName() + "/" + folder.getFileName();
            if (java.util.Arrays.stream(filter.split(",", -1)).anyMatch(name::contains)
                && Files.exists(folder.resolve("old.sql"))) {
              pairs.add(
                  new Pair(
                      source.getFileName().toString(), folder.getFileName().toString(), folder));
            }
          }
        }
      }
    }
    return pairs;
  }

  String oldSql() throws IOException {
    return Files.readString(folder.resolve("old.sql"));
  }

  String newSql() throws IOException {
    return Files.readString(folder.resolve("new.sql"));
  }

  List<String> roles() throws IOException {
    Path file = folder.resolve("roles.txt");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().filter(line -> !line.isEmpty()).toList()
        : List.of();
  }
}
