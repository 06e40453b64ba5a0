package dev.dbpush.core.model.jpa;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A project with entities, compiled against one provider. */
final class EntityProject {
  private final Path root;
  private final Provider provider;
  private final List<Path> more = new ArrayList<>();
  private final List<String> packages = new ArrayList<>();
  private final Map<String, String> properties = new HashMap<>();
  private boolean withProvider = true;

  EntityProject(Path root, Provider provider) {
    this.root = root;
    this.provider = provider;
  }

  /** Compiles a class of package {@code app} into the project's own output. */
  EntityProject java(String name, String body) {
    return java("classes", "app", name, body);
  }

  /** Compiles a class into an output; imports of JPA are there already. */
  EntityProject java(String output, String packageName, String name, String body) {
    try {
      Path source =
          root.resolve("src").resolve(packageName.replace('.', '/')).resolve(name + ".java");
      Files.createDirectories(source.getParent());
      Files.createDirectories(root.resolve(output));
      Files.writeString(
          source,
          "package "
              + packageName
              + ";\nimport "
              + provider.prefix()
              + ".persistence.*;\n"
              + "import java.util.*;\n"
              + body);
      compile(source, root.resolve(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private void compile(Path source, Path output) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("-proc:none", "-cp", path(classPath()), "-d", output.toString()),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      if (!compiled) {
        throw new IllegalStateException(messages.toString());
      }
    }
  }

  private static String path(List<Path> elements) {
    return elements.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** Takes a compiled class of package {@code app} away. */
  EntityProject without(String name) {
    try {
      Files.delete(root.resolve("classes").resolve("app").resolve(name + ".class"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  EntityProject file(String name, String content) {
    try {
      Path file = root.resolve("classes").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  EntityProject property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  EntityProject dependency(String output, String... scanned) {
    more.add(root.resolve(output));
    packages.addAll(List.of(scanned));
    return this;
  }

  EntityProject withoutProvider() {
    withProvider = false;
    return this;
  }

  private List<Path> classPath() {
    List<Path> elements = new ArrayList<>(List.of(root.resolve("classes")));
    elements.addAll(more);
    elements.addAll(provider.jars());
    return elements;
  }

  JpaSettings settings() {
    List<Path> elements =
        classPath().stream()
            .filter(
                path ->
                    withProvider || !path.toString().matches(".*(hibernate-core|eclipse).*\\.jar"))
            .toList();
    return new JpaSettings(elements, List.of(root.resolve("classes")), packages, null, properties);
  }

  JpaModel model() {
    return new JpaModel(settings());
  }
}
