package dev.dbpush.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each line of the threat model names a test, and the test is there. */
final class ThreatModelTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final Pattern SCENARIO = Pattern.compile("`it: ([\\w-]+)`");

  @Test
  void everyThreatHasATestThatIsThere() throws IOException {
    List<Path> tests = tests();
    List<String> missing = new ArrayList<>();
    int threats = 0;
    for (String line : Files.readAllLines(ROOT.resolve("docs/threat-model.md"))) {
      if (!line.startsWith("| ") || line.startsWith("| threat ")) {
        continue;
      }
      threats++;
      String cell = line.substring(line.lastIndexOf('|', line.length() - 2));
      Matcher test = TEST.matcher(cell);
      Matcher scenario = SCENARIO.matcher(cell);
      boolean found =
          test.find()
              ? isThere(tests, test.group(1), test.group(2))
              : scenario.find()
                  && Files.isDirectory(ROOT.resolve("it/src/it").resolve(scenario.group(1)));
      if (!found) {
        missing.add(line);
      }
    }
    assertThat(missing).isEmpty();
    assertThat(threats).isGreaterThan(20);
  }

  private static boolean isThere(List<Path> tests, String type, String method) throws IOException {
    Pattern declared =
        Pattern.compile(
            "@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b[^;{}]*(\\{[^{}]*}[^;{}]*)?\\s"
                + method
                + "\\(");
    for (Path test : tests) {
      if (test.endsWith(type + ".java")) {
        return declared.matcher(withoutTexts(Files.readString(test))).find();
      }
    }
    return false;
  }

  /** What stands in quotes may hold braces and semicolons. */
  private static String withoutTexts(String source) {
    return source.replaceAll("\"(?:[^\"\\\\\\n]|\\\\.)*+\"", "");
  }

  private static List<Path> tests() throws IOException {
    List<Path> tests = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.toList()) {
        Path folder = module.resolve("src/test/java");
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.walk(folder)) {
            tests.addAll(files.filter(file -> file.toString().endsWith("Test.java")).toList());
          }
        }
      }
    }
    return tests;
  }
}
