package dev.dbpush.core.model.jpa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The class path of a persistence provider, fetched by the build into a folder of its own. */
enum Provider {
  HIBERNATE_7("hibernate-7", "jakarta"),
  HIBERNATE_6("hibernate-6", "jakarta"),
  HIBERNATE_5("hibernate-5", "javax"),
  ECLIPSELINK("eclipselink", "jakarta");

  private final String folder;
  private final String prefix;

  Provider(String folder, String prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  /** {@code jakarta} or {@code javax}. */
  String prefix() {
    return prefix;
  }

  List<Path> jars() {
    Path path = Path.of(System.getProperty("test.jpa", "target/jpa")).resolve(folder);
    Assumptions.assumeTrue(
        Files.isDirectory(path), () -> path + " is missing: mvn -Pjpa fetches it");
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
