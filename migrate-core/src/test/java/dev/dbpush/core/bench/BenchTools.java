package dev.dbpush.core.bench;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.Psql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The tools of a comparison, each prepared for one chain. */
final class BenchTools {
  private static final String FLYWAY = "12.4.0";
  private static final String LIQUIBASE = "4.33.0";
  private static final String DRIVER = "42.7.14";
  private static final String OURS = "0.1.0-SNAPSHOT";

  private final Path folder;
  private final String user;
  private final Migrations migrations;
  private final Map<String, Tool> tools = new LinkedHashMap<>();

  /** A tool that pushes the chain to a database behind a port. */
  interface Tool {
    void push(int port, String database) throws IOException;
  }

  BenchTools(Path folder, BenchChain chain, String user) throws IOException {
    this.folder = folder;
    this.user = user;
    chain.writeOurs(folder.resolve("ours"));
    migrations = Migrations.in(MigrationFolder.at(folder.resolve("ours/migrations")));
    if (migrations.chain().revisions().isEmpty()) {
      throw new IllegalArgumentException("no migrations in " + chain.name());
    }
    chain.writeFlyway(folder.resolve("flyway/sql"));
    chain.writeLiquibase(folder.resolve("liquibase/changes"));
    chain.writePsql(folder.resolve("chain.sql"));
    writePom("ours", "dev.dbpush", "migrate-maven-plugin", OURS, "<migrations>${basedir}/migrations</migrations>", "");
    writePom(
        "flyway",
        "org.flywaydb",
        "flyway-maven-plugin",
        FLYWAY,
        "<locations><location>filesystem:${basedir}/sql</location></locations><mixed>true</mixed>"
            + "<placeholderReplacement>false</placeholderReplacement>",
        dependency("org.flywaydb", "flyway-database-postgresql", FLYWAY));
    writePom(
        "liquibase",
        "org.liquibase",
        "liquibase-maven-plugin",
        LIQUIBASE,
        "<searchPath>${basedir}/changes</searchPath><changeLogFile>root.yaml</changeLogFile>"
            + "<promptOnNonLocalDatabase>false</promptOnNonLocalDatabase>",
        "");
    tools.put("psql -f", this::psql);
    tools.put("executor", this::executor);
    tools.put("mvn db:push", this::ours);
    tools.put("mvn flyway:migrate", this::flyway);
    tools.put("mvn liquibase:update", this::liquibase);
  }

  Map<String, Tool> tools() {
    return tools;
  }

  private void psql(int port, String database) throws IOException {
    run(
        List.of(
            Psql.required().folder().resolve("psql").toString(),
            "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", String.valueOf(port),
            "-U", user, "-d", database, "-o", "/dev/null", "-f",
            folder.resolve("chain.sql").toString()));
  }

  /** Reads no files: connects, reads the history, renders and runs, as an engine that has its chain. */
  private void executor(int port, String database) {
    new Migrator(
            MigratorConfig.of(migrations)
                .withDatabase(
                    new UrlDatabase(
                        DatabaseUrl.parse("postgresql://127.0.0.1:" + port + "/" + database),
                        user,
                        null,
                        "dbpush")))
        .push(Target.HEAD);
  }

  private void ours(int port, String database) throws IOException {
    maven("ours", "db:push", "-Ddb.url=" + jdbc(port, database), "-Ddb.user=" + user);
  }

  private void flyway(int port, String database) throws IOException {
    maven(
        "flyway",
        "flyway:migrate",
        "-Dflyway.url=" + jdbc(port, database),
        "-Dflyway.user=" + user,
        // Its default lock makes CREATE INDEX CONCURRENTLY wait for Flyway itself, without an end.
        "-Dflyway.postgresql.transactional.lock=false");
  }

  private void liquibase(int port, String database) throws IOException {
    maven(
        "liquibase",
        "liquibase:update",
        "-Dliquibase.url=" + jdbc(port, database),
        "-Dliquibase.username=" + user);
  }

  private static String jdbc(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private void maven(String project, String goal, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-q", "-o"));
    String arguments = System.getenv().getOrDefault("MAVEN_ARGS", "");
    if (!arguments.isBlank()) {
      command.addAll(List.of(arguments.trim().split("\\s+")));
    }
    command.addAll(List.of("-f", folder.resolve(project).toString(), goal));
    command.addAll(List.of(options));
    run(command);
  }

  /** Resolves the plugins once, so that no measured run downloads anything. */
  void warmUp(int port, String database) throws IOException {
    for (String project : List.of("ours", "flyway", "liquibase")) {
      List<String> command = new ArrayList<>(List.of("mvn", "-B", "-q"));
      String arguments = System.getenv().getOrDefault("MAVEN_ARGS", "");
      if (!arguments.isBlank()) {
        command.addAll(List.of(arguments.trim().replace("-o", "").trim().split("\\s+")));
      }
      command.addAll(List.of("-f", folder.resolve(project).toString()));
      switch (project) {
        case "ours" -> command.addAll(List.of("db:status", "-Ddb.url=" + jdbc(port, database), "-Ddb.user=" + user));
        case "flyway" -> command.addAll(List.of("flyway:info", "-Dflyway.url=" + jdbc(port, database), "-Dflyway.user=" + user));
        default -> command.addAll(List.of("liquibase:status", "-Dliquibase.url=" + jdbc(port, database), "-Dliquibase.username=" + user));
      }
      run(command);
    }
  }

  private void run(List<String> command) throws IOException {
    Path log = folder.resolve("last.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(20, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(command + " failed:\n" + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void writePom(
      String name, String group, String artifact, String version, String configuration, String more)
      throws IOException {
    Files.createDirectories(folder.resolve(name));
    Files.writeString(
        folder.resolve(name).resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>bench</groupId><artifactId>%s</artifactId><version>1</version><packaging>pom</packaging>
          <build><plugins><plugin>
            <groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>
            <configuration>%s</configuration>
            <dependencies>%s%s</dependencies>
          </plugin></plugins></build>
        </project>
        """
            .formatted(
                name,
                group,
                artifact,
                version,
                configuration,
                name.equals("ours") ? "" : dependency("org.postgresql", "postgresql", DRIVER),
                more));
  }

  private static String dependency(String group, String artifact, String version) {
    return "<dependency><groupId>"
        + group
        + "</groupId><artifactId>"
        + artifact
        + "</artifactId><version>"
        + version
        + "</version></dependency>";
  }
}
