package dev.dbpush.core.autogenerate;

import dev.dbpush.core.model.ModelText;
import dev.dbpush.core.model.jpa.JpaModel;
import dev.dbpush.core.model.jpa.JpaSettings;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Maven project with many entities, and a chain that has a revision for each of their tables. */
final class BenchProject {
  private static final String HIBERNATE = "7.1.11.Final";
  private static final String DRIVER = "42.7.14";
  private static final String OURS = "0.1.0-SNAPSHOT";
  private static final Pattern TABLE = Pattern.compile("\\btable\\s+(?:if exists\\s+)?(t\\d+)\\b");
  private static final Pattern INDEX = Pattern.compile("\\bindex\\b.*\\bon\\s+(t\\d+)\\b");

  private final Path root;
  private final int entities;

  BenchProject(Path root, int entities) {
    this.root = root;
    this.entities = entities;
  }

  /** Writes everything but the chain anew. */
  void write() throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(sources());
    Files.createDirectories(migrations());
    Files.writeString(root.resolve("pom.xml"), POM.formatted(HIBERNATE, DRIVER, OURS));
    for (int i = 0; i < entities; i++) {
      entity(i, "");
    }
  }

  Path migrations() {
    return root.resolve("migrations");
  }

  private Path sources() {
    return root.resolve("src/main/java/shop");
  }

  static String table(int i) {
    return String.format(Locale.ROOT, "t%04d", i);
  }

  /** An entity with a few columns, an index, and an association to one before it. */
  void entity(int i, String more) throws IOException {
    String type = table(i).toUpperCase(Locale.ROOT);
    String parent =
        i < 10
            ? ""
            : """
              @ManyToOne(fetch = FetchType.LAZY)
              @JoinColumn(name = "parent", foreignKey = @ForeignKey(name = "%s_parent_fkey"))
              %s parent;
            """
                .formatted(table(i), table(i / 2).toUpperCase(Locale.ROOT));
    Files.writeString(
        sources().resolve(type + ".java"),
        """
        package shop;

        import jakarta.persistence.*;
        import java.math.BigDecimal;
        import java.time.Instant;

        @Entity
        @Table(name = "%1$s", indexes = @Index(name = "%1$s_name_idx", columnList = "name"))
        public class %2$s {
          @Id
          @GeneratedValue(strategy = GenerationType.IDENTITY)
          Long id;

          @Column(nullable = false, length = 80)
          String name;

          @Column(nullable = false)
          String state;

          BigDecimal amount;

          @Column(nullable = false)
          Instant created;

        %3$s%4$s}
        """
            .formatted(table(i), type, parent, more));
  }

  /** Runs Maven in the project; a failure ends the bench. */
  String maven(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-f", root.toString()));
    String more = System.getenv().getOrDefault("MAVEN_ARGS", "");
    if (!more.isBlank()) {
      command.addAll(List.of(more.strip().split("\\s+")));
    }
    command.addAll(List.of(arguments));
    Path log = root.resolve("maven.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(20, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command + " failed:\n" + Files.readString(log));
    }
    return Files.readString(log);
  }

  /** The entities as they are compiled, for a reading of their own. */
  JpaModel model() throws IOException {
    List<Path> classPath = new ArrayList<>(List.of(root.resolve("target/classes")));
    for (String element : Files.readString(root.resolve("target/classpath.txt")).split(":")) {
      classPath.add(Path.of(element));
    }
    return new JpaModel(
        new JpaSettings(
            classPath, List.of(root.resolve("target/classes")), List.of(), null, Map.of()));
  }

  /** One revision for each table: what the provider says of it. */
  void chain(List<ModelText> texts) throws IOException {
    Map<String, StringBuilder> ups = new TreeMap<>();
    for (ModelText text : texts) {
      StatementSplitter.split(text.sql(), StatementSplitter.MetaCommands.SKIP)
          .statements()
          .forEach(
              statement -> {
                String sql = statement.text();
                Matcher table = TABLE.matcher(sql);
                Matcher index = INDEX.matcher(sql);
                Matcher found = index.find() ? index : table;
                if (found == index || table.find()) {
                  ups.computeIfAbsent(found.group(1), k -> new StringBuilder())
                      .append(sql.strip())
                      .append(";\n");
                }
              });
    }
    int i = 0;
    for (Map.Entry<String, StringBuilder> up : ups.entrySet()) {
      Files.writeString(
          migrations()
              .resolve(
                  String.format(
                      "2026_01_01_%02d%02d-%012x_%s.sql", i / 60 % 24, i % 60, i + 1, up.getKey())),
          String.format("-- revision: %012x\n-- parent: ", i + 1)
              + (i == 0 ? "none" : String.format("%012x", i))
              + "\n-- created: 2026-01-01T00:00Z\n\n-- migrate:up\n"
              + up.getValue()
              + "\n-- migrate:down\nDROP TABLE "
              + up.getKey()
              + ";\n");
      i++;
    }
  }

  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>bench</groupId>
        <artifactId>shop</artifactId>
        <version>1</version>
        <properties>
          <maven.compiler.release>17</maven.compiler.release>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        </properties>
        <dependencies>
          <dependency>
            <groupId>org.hibernate.orm</groupId>
            <artifactId>hibernate-core</artifactId>
            <version>%s</version>
          </dependency>
          <dependency>
            <groupId>org.postgresql</groupId>
            <artifactId>postgresql</artifactId>
            <version>%s</version>
          </dependency>
        </dependencies>
        <build>
          <plugins>
            <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version></plugin>
            <plugin><artifactId>maven-dependency-plugin</artifactId><version>3.8.1</version></plugin>
            <plugin>
              <groupId>dev.dbpush</groupId>
              <artifactId>migrate-maven-plugin</artifactId>
              <version>%s</version>
              <configuration>
                <model>jpa</model>
                <url>none</url>
              </configuration>
            </plugin>
          </plugins>
        </build>
      </project>
      """;
}
