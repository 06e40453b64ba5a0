package dev.dbpush.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.Yaml;

/** What the last stage of a Dockerfile says, an instruction a line. */
record Dockerfile(List<String> lines) {

  static Dockerfile read() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("../examples/container/Dockerfile"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(line);
      }
    }
    return new Dockerfile(lines);
  }

  /** What stands behind an instruction, in the last stage. */
  List<String> all(String instruction) {
    int stage = 0;
    for (int i = 0; i < lines.size(); i++) {
      stage = lines.get(i).startsWith("FROM ") ? i : stage;
    }
    return lines.subList(stage, lines.size()).stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1))
        .toList();
  }

  String only(String instruction) {
    List<String> found = all(instruction);
    if (found.size() != 1) {
      throw new AssertionError("not one " + instruction + ": " + found);
    }
    return found.get(0);
  }

  /** An instruction in the form of a JSON array. */
  List<String> array(String instruction) {
    return new Yaml().load(only(instruction));
  }

  /** The modules of the Java in the image. */
  String modules() {
    String line =
        lines.stream().filter(each -> each.startsWith("RUN jlink ")).findFirst().orElseThrow();
    return line.replaceFirst(".*--add-modules (\\S+).*", "$1");
  }
}
