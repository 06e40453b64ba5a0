package dev.dbpush.core.model.jpa;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a provider is told: the project's own settings, and that it shall write DDL, no more. */
final class ProviderSettings {
  /** Connections, caches and what happens to a database when the application starts. */
  private static final Pattern NOT_OURS =
      Pattern.compile(
          "(?:jakarta|javax)\\.persistence\\.(?:jdbc|schema-generation|jtaDataSource"
              + "|nonJtaDataSource|sql-load|create-database).*"
              + "|hibernate\\.(?:connection|hikari|c3p0|agroal|hbm2ddl|cache|jdbc\\.batch).*"
              + "|eclipselink\\.(?:ddl|jdbc|connection|cache|session-event|logging).*");

  private static final String CAMEL_CASE =
      "org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy";

  /** Until Spring Boot 2.6 a class of Spring's own. */
  private static final String OLD_CAMEL_CASE =
      "org.springframework.boot.orm.jpa.hibernate.SpringPhysicalNamingStrategy";

  private static final List<String> IMPLICIT =
      List.of(
          "org.springframework.boot.orm.jpa.hibernate.SpringImplicitNamingStrategy",
          "org.springframework.boot.hibernate.SpringImplicitNamingStrategy");

  /** 5.x finds no dialect without a connection; this one knows identity columns. */
  private static final String DIALECT_OF_5 = "org.hibernate.dialect.PostgreSQL10Dialect";

  private final ProjectLoader loader;
  private final JpaSettings settings;

  ProviderSettings(ProjectLoader loader, JpaSettings settings) {
    this.loader = loader;
    this.settings = settings;
  }

  /**
   * The settings.
   *
   * @param prefix {@code jakarta} or {@code javax}
   * @param serverMajor what the DDL is for
   * @param target where it is to be written
   */
  Map<String, Object> of(
      String prefix, @Nullable PersistenceXml unit, int serverMajor, Writer target) {
    Map<String, Object> map = new HashMap<>();
    spring(map);
    if (unit != null) {
      map.putAll(unit.properties());
    }
    map.putAll(settings.properties());
    map.keySet().removeIf(key -> NOT_OURS.matcher(key).matches());
    map.putIfAbsent("hibernate.cache.use_second_level_cache", "false");
    if (hibernateMajor() == 5) {
      map.putIfAbsent("hibernate.dialect", DIALECT_OF_5);
    }
    String persistence = prefix + ".persistence.";
    map.put(persistence + "schema-generation.database.action", "none");
    map.put(persistence + "schema-generation.scripts.action", "create");
    map.put(persistence + "schema-generation.scripts.create-target", target);
    map.put(persistence + "schema-generation.create-source", "metadata");
    map.put(persistence + "create-database-schemas", "true");
    map.put(persistence + "database-product-name", "PostgreSQL");
    map.put(persistence + "database-major-version", String.valueOf(serverMajor));
    map.put(persistence + "database-minor-version", "0");
    map.put("hibernate.hbm2ddl.delimiter", ";");
    map.put("hibernate.boot.allow_jdbc_metadata_access", "false");
    map.put("hibernate.temp.use_jdbc_metadata_defaults", "false");
    map.put("eclipselink.target-database", "PostgreSQL");
    map.put("eclipselink.weaving", "false");
    map.put("eclipselink.logging.level", "SEVERE");
    return map;
  }

  /** What Spring Boot would add: its naming strategies, and the project's own words for them. */
  private void spring(Map<String, Object> map) {
    if (!loader.has("org.springframework.boot.SpringApplication")) {
      return;
    }
    if (loader.has(CAMEL_CASE) || loader.has(OLD_CAMEL_CASE)) {
      map.put(
          "hibernate.physical_naming_strategy",
          loader.has(CAMEL_CASE) ? CAMEL_CASE : OLD_CAMEL_CASE);
    }
    IMPLICIT.stream()
        .filter(loader::has)
        .findFirst()
        .ifPresent(name -> map.put("hibernate.implicit_naming_strategy", name));
    Properties application = application();
    for (String key : application.stringPropertyNames()) {
      String value = application.getProperty(key);
      if (value.contains("${")) {
        continue; // known only while the application runs
      }
      if (key.startsWith("spring.jpa.properties.")) {
        map.put(key.substring("spring.jpa.properties.".length()), value);
      }
      switch (key) {
        case "spring.jpa.hibernate.naming.physical-strategy" ->
            map.put("hibernate.physical_naming_strategy", value);
        case "spring.jpa.hibernate.naming.implicit-strategy" ->
            map.put("hibernate.implicit_naming_strategy", value);
        case "spring.jpa.database-platform" -> map.put("hibernate.dialect", value);
        default -> {}
      }
    }
  }

  private Properties application() {
    Properties properties = new Properties();
    for (Path output : settings.outputs()) {
      Path file = output.resolve("application.properties");
      if (Files.isRegularFile(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
          throw JpaModel.failure(file + " cannot be read: " + e.getMessage(), "mend the file");
        }
      }
    }
    return properties;
  }

  /** The major version of Hibernate; 0 where there is none. */
  private int hibernateMajor() {
    if (!loader.has("org.hibernate.Version")) {
      return 0;
    }
    try {
      Class<?> version = loader.loadClass("org.hibernate.Version");
      String text = String.valueOf(version.getMethod("getVersionString").invoke(null));
      return text.startsWith("5.") ? 5 : 6;
    } catch (ReflectiveOperationException e) {
      return 0;
    }
  }
}
