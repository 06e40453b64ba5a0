package dev.dbpush.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page, what editors are told, and what is bound are one list. */
final class PropertiesPageTest {
  private static final Pattern PROPERTY =
      Pattern.compile(
          "\"name\": \"(dbpush\\.[a-z.-]+)\",\\s+\"type\": \"[^\"]+\",\\s+\"description\":"
              + " \"[^\"]+\",\\s+\"sourceType\": \"[^\"]+\"(?:,\\s+\"defaultValue\": \"?([^\"\\n"
              + "]*)\"?)?");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ((?:`dbpush\\.[a-z.-]+` ?)+)\\|([^|]*)\\|");

  @Test
  void thePageNamesEachPropertyWithItsDefault() throws IOException {
    Map<String, String> told = metadata();
    assertThat(told).hasSizeGreaterThan(10);
    assertThat(page()).isEqualTo(told);
  }

  @Test
  void aConfigurationIsPrintedWithoutItsSecrets() {
    DbpushProperties properties =
        new DbpushProperties(
            true,
            List.of("classpath:migrations"),
            false,
            Duration.ZERO,
            null,
            Duration.ZERO,
            Duration.ZERO,
            List.of("public"),
            "postgresql://a:secret1@h/d",
            "a",
            "secret2",
            new DbpushProperties.History("public", "t"),
            new DbpushProperties.Retry(1, Duration.ZERO));
    assertThat(properties.toString()).doesNotContain("secret");
  }

  private static Map<String, String> metadata() throws IOException {
    Map<String, String> properties = new TreeMap<>();
    try (InputStream in =
        DbpushProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      assertThat(in).as("the metadata of the jar").isNotNull();
      Matcher matcher = PROPERTY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      while (matcher.find()) {
        properties.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
      }
    }
    return properties;
  }

  private static Map<String, String> page() throws IOException {
    Map<String, String> properties = new TreeMap<>();
    Matcher rows = ROW.matcher(Files.readString(Path.of("../docs/spring-boot.md")));
    while (rows.find()) {
      String[] names = rows.group(1).replace("`", "").strip().split(" ");
      String[] defaults = rows.group(2).strip().split(" ");
      for (int i = 0; i < names.length; i++) {
        String value =
            names.length == 1 ? rows.group(2).strip() : i < defaults.length ? defaults[i] : "";
        properties.put(names[i], value.equals("the timeout") ? "" : value);
      }
    }
    return properties;
  }
}
