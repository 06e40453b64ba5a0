package dev.dbpush.core.model.jpa;

import dev.dbpush.core.model.ModelException;
import dev.dbpush.sql.syntax.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the classes that a provider has to know, by reading class files; loads none. */
final class EntityScan {
  private static final Pattern MANAGED =
      Pattern.compile(
          "(?:jakarta|javax)\\.persistence\\.(?:Entity|Embeddable|MappedSuperclass|Converter)");

  private final JpaSettings settings;
  private final Map<String, ClassFile> found = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private EntityScan(JpaSettings settings) {
    this.settings = settings;
  }

  /**
   * Scans.
   *
   * @return by class name
   * @throws ModelException if a class file cannot be read
   */
  static Map<String, ClassFile> run(JpaSettings settings) {
    EntityScan scan = new EntityScan(settings);
    settings.outputs().forEach(output -> scan.element(output, true));
    if (!settings.packages().isEmpty()) {
      settings.classPath().stream()
          .filter(element -> !settings.outputs().contains(element))
          .forEach(element -> scan.element(element, false));
    }
    if (!scan.problems.isEmpty()) {
      throw new ModelException(scan.problems);
    }
    return scan.found;
  }

  private void element(Path element, boolean all) {
    try {
      if (Files.isDirectory(element)) {
        folder(element, all);
      } else if (Files.isRegularFile(element) && element.toString().endsWith(".jar")) {
        jar(element, all);
      }
    } catch (IOException e) {
      problems.add(
          new Problem(element.toString(), null, "cannot be read: " + e, "build the project again"));
    }
  }

  private void folder(Path folder, boolean all) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        if (all || wanted(folder.relativize(file).toString().replace('\\', '/'))) {
          try {
            add(ClassFile.read(Files.readAllBytes(file)));
          } catch (IOException e) {
            problems.add(
                new Problem(file.toString(), null, "cannot be read: " + e, "compile it again"));
          }
        }
      }
    }
  }

  private void jar(Path path, boolean all) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().endsWith(".class")
            && !entry.getName().startsWith("META-INF/")
            && (all || wanted(entry.getName()))) {
          try (InputStream in = jar.getInputStream(entry)) {
            add(ClassFile.read(in.readAllBytes()));
          }
        }
      }
    }
  }

  private boolean wanted(String file) {
    String name = file.replace('/', '.');
    return settings.packages().stream().anyMatch(prefix -> name.startsWith(prefix + "."));
  }

  private void add(ClassFile file) {
    if (file.annotations().keySet().stream().anyMatch(a -> MANAGED.matcher(a).matches())) {
      found.put(file.name(), file);
    }
  }
}
