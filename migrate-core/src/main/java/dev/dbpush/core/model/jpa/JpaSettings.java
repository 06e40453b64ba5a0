package dev.dbpush.core.model.jpa;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the project's entities are.
 *
 * @param classPath folders and jars that the project runs with, its own classes first
 * @param outputs the parts of the class path whose entities belong to the model: {@code
 *     target/classes}
 * @param packages packages whose entities belong to it too, wherever in the class path they are,
 *     subpackages included
 * @param unit the unit of {@code persistence.xml}; null where there is one at most
 * @param properties for the provider; they hold over those of the project's own files
 */
public record JpaSettings(
    List<Path> classPath,
    List<Path> outputs,
    List<String> packages,
    @Nullable String unit,
    Map<String, String> properties) {

  /** Copies the collections. */
  public JpaSettings {
    classPath = List.copyOf(classPath);
    outputs = List.copyOf(outputs);
    packages = List.copyOf(packages);
    properties = Map.copyOf(properties);
  }
}
