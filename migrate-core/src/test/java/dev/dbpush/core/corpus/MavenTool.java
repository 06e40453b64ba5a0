package dev.dbpush.core.corpus;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.chain.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The goals, as a user runs them: {@code mvn db:import db:push} in a project of its own. */
final class MavenTool implements ChainTool {
  private static final String VERSION = "0.1.0-SNAPSHOT";

  private final Path project;
  private final Path source;
  private final ChainServer server;
  private final String database;
  private final String searchPath;

  MavenTool(Path project, Path source, ChainServer server, String database, String searchPath)
      throws IOException {
    this.project = project;
    this.source = source;
    this.server = server;
    this.database = database;
    this.searchPath = searchPath;
    Files.writeString(
        project.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>org.example</groupId>
          <artifactId>chain</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <build>
            <plugins>
              <plugin>
                <groupId>dev.dbpush</groupId>
                <artifactId>migrate-maven-plugin</artifactId>
                <version>%s</version>
              </plugin>
            </plugins>
          </build>
        </project>
        """
            .formatted(VERSION));
  }

  @Override
  public void importFiles() throws IOException {
    maven("db:import", "-Ddb.source=" + source);
  }

  @Override
  public boolean push() throws IOException {
    return maven("db:push").contains("Nothing to do");
  }

  @Override
  public void downgrade(Target target) throws IOException {
    String to = target instanceof Target.Exactly exactly ? exactly.idOrPrefix() : "base";
    maven("db:downgrade", "-Ddb.to=" + to, "-Ddb.confirm=" + database);
  }

  private String maven(String goal, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp"));
    String arguments = System.getenv().getOrDefault("MAVEN_ARGS", "");
    if (!arguments.isBlank()) {
      command.addAll(List.of(arguments.trim().split("\\s+")));
    }
    command.addAll(List.of("-f", project.toString(), goal));
    command.addAll(server.options(database));
    if (!searchPath.isEmpty()) {
      command.add("-Ddb.searchPath=" + searchPath);
    }
    command.addAll(List.of(options));
    Path log = project.resolve("maven.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(goal + " did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    String output = Files.readString(log);
    if (process.exitValue() != 0) {
      throw new MigrationException(output, "see " + goal + " above");
    }
    return output;
  }
}
