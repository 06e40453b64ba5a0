package dev.dbpush.core.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The generated files to the letter: {@code generated/CASE/{old,new,expected}.sql}. {@code
 * -Dgolden.update=true} writes what is expected anew, for a person to read.
 */
final class GeneratedTextDbTest {
  private static final Path CASES = Path.of("src/test/resources/generated");

  private static final Pattern VIEW = Pattern.compile("CREATE (MATERIALIZED )?VIEW [^;]*;");

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path root;

  @TestFactory
  Stream<DynamicTest> aMigrationReadsAsAPersonWouldWriteIt() throws IOException {
    try (Stream<Path> cases = Files.list(CASES)) {
      return cases
          .sorted()
          .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> check(path)))
          .toList()
          .stream();
    }
  }

  private void check(Path path) throws IOException {
    Path project = Files.createDirectory(root.resolve(path.getFileName()));
    Workshop workshop = new Workshop(project, database).allowing("all");
    if (!path.endsWith("renames")) {
      workshop.renaming("none");
    }
    workshop.model(read(path.resolve("old.sql"))).dev(true, false);
    String text = workshop.model(read(path.resolve("new.sql"))).dev(true, false).text();
    Path expected = path.resolve("expected.sql");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, text);
    }
    int major = workshop.config().scratch().major();
    assertThat(comparable(text, major)).isEqualTo(comparable(read(expected), major));
    assertThat(workshop.dev(true, false).created()).isNull();
  }

  /** Before PostgreSQL 16 every column of a view's text has its table in front. */
  private static String comparable(String text, int major) {
    return major >= 16
        ? text
        : VIEW.matcher(text)
            .replaceAll(
                view ->
                    Matcher.quoteReplacement(
                        view.group().replaceAll("\\b(member|person|item)\\.", "")));
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
