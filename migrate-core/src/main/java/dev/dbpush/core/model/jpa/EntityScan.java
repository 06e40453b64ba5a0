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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the classes that a provider has to know, by reading class files; loads none. */
final class EntityScan {
  private static final Pattern MANAGED =
      Pattern.compile(
          "(?:jakarta|javax)\\.persistence\\.(?:Entity|Embeddable|MappedSuperclass|Converter)");
  private static final Pattern ENTITY = Pattern.compile("(?:jakarta|javax)\\.persistence\\.Entity");
  private static final Pattern TABLE = Pattern.compile("(?:jakarta|javax)\\.persistence\\.Table");

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

  /**
   * The name of an entity's table without underscores, as far as its class file tells.
   *
   * @return null for a class that is no entity
   */
  static @Nullable String table(ClassFile file) {
    String name = null;
    for (Map.Entry<String, Map<String, String>> annotation : file.annotations().entrySet()) {
      if (TABLE.matcher(annotation.getKey()).matches()
          && annotation.getValue().containsKey("name")) {
        return plain(annotation.getValue().get("name"));
      }
      if (ENTITY.matcher(annotation.getKey()).matches()) {
        String simple = file.name().substring(file.name().lastIndexOf('.') + 1);
        name =
            annotation
                .getValue()
                .getOrDefault("name", simple.substring(simple.lastIndexOf('$') + 1));
      }
    }
    return name == null ? null : plain(name);
  }

  /** A name as every naming strategy leaves it recognisable. */
  static String plain(String name) {
    return name.replaceAll("[_\"`]", "").toLowerCase(Locale.ROOT);
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
