package dev.dbpush.core.model;

import dev.dbpush.sql.syntax.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of DDL, or a folder whose {@code .sql} files are read in the order of their names, at any
 * depth. Thread-safe.
 *
 * @param path where it is
 * @param name as the user knows it, the first part of every place in a message
 */
public record SqlFiles(Path path, String name) implements ModelSource {

  @Override
  public String label() {
    return "sql:" + name;
  }

  @Override
  public List<ModelText> texts(int serverMajor) {
    if (!Files.exists(path)) {
      throw failure("there is no such file or folder", "db.model=sql:PATH names it");
    }
    List<ModelText> texts = new ArrayList<>();
    try {
      for (Path file : files()) {
        texts.add(new ModelText(name(file), Files.readString(file, StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw failure("cannot be read: " + e, "it must be readable, and UTF-8");
    }
    if (texts.isEmpty()) {
      throw failure("the folder holds no .sql file", "an empty file is an empty model");
    }
    return texts;
  }

  @Override
  public ModelFacts facts(String defaultSchema) {
    return texts(0).stream()
        .map(text -> ModelComments.read(text, defaultSchema))
        .reduce(ModelFacts.NONE, ModelFacts::and);
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(file -> file.toString().endsWith(".sql") && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }

  private String name(Path file) {
    return file.equals(path)
        ? name
        : name + "/" + path.relativize(file).toString().replace('\\', '/');
  }

  private ModelException failure(String message, String remedy) {
    return new ModelException(List.of(new Problem(name, null, message, remedy)));
  }
}
