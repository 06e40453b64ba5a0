package dev.dbpush.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final int MOST_LINES = 400;

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.dbpush.core");

  @Test
  void theChainAndTheDiffKnowNoDatabase() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.dbpush.core.chain..", "dev.dbpush.core.diff..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.postgresql..")
        .check(classes);
  }

  @Test
  void theEnginePrintsNothing() {
    noClasses().should().accessField(System.class, "out").check(classes);
    noClasses().should().accessField(System.class, "err").check(classes);
  }

  @Test
  void noFileIsTooLongToRead() throws IOException {
    List<String> tooLong = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          long count = lines.count();
          if (count > MOST_LINES) {
            tooLong.add(file + ": " + count);
          }
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }
}
