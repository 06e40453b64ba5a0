package dev.dbpush.core.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Renders the same generated chain as one SQL script with several tools, in turns, without a
 * database: {@code it/bench-script [--revisions N] [--rounds N] [--tools a,b]}. Prints medians of
 * time and of processor time, less what the same program takes to do nothing, and the most memory.
 */
public final class ScriptBench {
  private static final String LIQUIBASE = "4.33.0";

  private final Path folder;
  private final Map<String, Tool> tools = new LinkedHashMap<>();

  /** A tool: what renders, what starts the same program for nothing, and what it wrote. */
  private record Tool(List<String> render, List<String> nothing, Path script) {}

  /** Seconds of time and of processor time, and megabytes. */
  private record Cost(double time, double cpu, long megabytes) {}

  private ScriptBench(Path folder, int revisions, String jar) throws IOException {
    this.folder = folder;
    BenchChain chain = BenchChain.generated(revisions);
    chain.writeOurs(folder.resolve("ours"));
    chain.writeLiquibase(folder.resolve("liquibase/changes"));
    chain.writeAlembic(folder.resolve("alembic"));
    Files.writeString(folder.resolve("liquibase/pom.xml"), pom());
    ours("dbpush script", jar);
    ours("dbpush script, -Xmx128m", jar, "-Xmx128m");
    ours("dbpush script, flags of docs/cli.md", jar, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    List<String> maven = new ArrayList<>(List.of("mvn", "-B", "-q"));
    String arguments = System.getenv().getOrDefault("MAVEN_ARGS", "");
    if (!arguments.isBlank()) {
      maven.addAll(List.of(arguments.trim().split("\\s+")));
    }
    maven.addAll(List.of("-f", folder.resolve("liquibase").toString()));
    Path history = folder.resolve("liquibase/history.csv");
    Path updates = folder.resolve("liquibase/update.sql");
    tools.put(
        "mvn liquibase:updateSQL",
        new Tool(
            with(
                maven,
                "org.liquibase:liquibase-maven-plugin:" + LIQUIBASE + ":updateSQL",
                "-Dliquibase.url=offline:postgresql?version=17.0&changeLogFile=" + history,
                "-Dliquibase.migrationSqlOutputFile=" + updates),
            with(maven, "validate"),
            updates));
    Path python = folder.resolve("alembic/upgrade.sql");
    String enter = "cd '" + folder.resolve("alembic") + "' && alembic ";
    tools.put(
        "alembic upgrade head --sql",
        new Tool(
            List.of("bash", "-c", enter + "upgrade head --sql > '" + python + "'"),
            List.of("bash", "-c", enter + "--version"),
            python));
  }

  private void ours(String name, String jar, String... flags) {
    List<String> java = with(with(List.of("java"), flags), "-jar", jar);
    Path script = folder.resolve("ours/push.sql");
    tools.put(
        name,
        new Tool(
            with(
                java,
                "script",
                "--from=base",
                "--migrations=" + folder.resolve("ours/migrations"),
                "--script=" + script),
            with(java, "--version"),
            script));
  }

  private static List<String> with(List<String> start, String... more) {
    List<String> all = new ArrayList<>(start);
    all.addAll(List.of(more));
    return all;
  }

  /** Runs the comparison. */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
    }
    int revisions = Integer.parseInt(options.getOrDefault("revisions", "10000"));
    int rounds = Integer.parseInt(options.getOrDefault("rounds", "5"));
    ScriptBench bench =
        new ScriptBench(
            Files.createTempDirectory("dbpush-bench-script-"), revisions, options.get("jar"));
    List<String> names = new ArrayList<>(bench.tools.keySet());
    if (options.containsKey("tools")) {
      List<String> wanted = List.of(options.get("tools").split(","));
      names.removeIf(name -> wanted.stream().noneMatch(name::startsWith));
    }
    bench.run(revisions, rounds, names);
  }

  private void run(int revisions, int rounds, List<String> names) throws IOException {
    Map<String, List<Cost>> rendered = new LinkedHashMap<>();
    Map<String, List<Cost>> started = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      List<String> turn = new ArrayList<>(names);
      Collections.rotate(turn, round); // no tool always comes first
      for (String name : turn) {
        Tool tool = tools.get(name);
        Files.deleteIfExists(tool.script());
        Files.deleteIfExists(folder.resolve("liquibase/history.csv"));
        add(started, name, measure(tool.nothing()));
        add(rendered, name, measure(tool.render()));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%n%d revisions, %d statements, medians of %d interleaved rounds%n%n",
        revisions,
        revisions * 4,
        rounds);
    System.out.println(
        "| | time | beyond its start | processor | beyond its start | memory | script |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (String name : names) {
      Cost whole = median(rendered.get(name));
      Cost start = median(started.get(name));
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f s | %.1f s | %.1f s | %.1f s | %d MB | %.1f MB |%n",
          name,
          whole.time(),
          whole.time() - start.time(),
          whole.cpu(),
          whole.cpu() - start.cpu(),
          whole.megabytes(),
          Files.size(tools.get(name).script()) / 1e6);
    }
  }

  private static void add(Map<String, List<Cost>> costs, String name, Cost cost) {
    costs.computeIfAbsent(name, any -> new ArrayList<>()).add(cost);
  }

  private static Cost median(List<Cost> costs) {
    int middle = costs.size() / 2;
    return new Cost(
        costs.stream().map(Cost::time).sorted().toList().get(middle),
        costs.stream().map(Cost::cpu).sorted().toList().get(middle),
        costs.stream().map(Cost::megabytes).sorted().toList().get(middle));
  }

  /** Runs a command under GNU time, which tells processor time and memory. */
  private Cost measure(List<String> command) throws IOException {
    Path log = folder.resolve("last.log");
    Path told = folder.resolve("last.time");
    List<String> timed =
        new ArrayList<>(List.of("/usr/bin/time", "-o", told.toString(), "-f", "%e %U %S %M"));
    timed.addAll(command);
    Process process =
        new ProcessBuilder(timed).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(30, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(command + " failed:\n" + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    String[] parts = Files.readString(told).strip().split("\\s+");
    return new Cost(
        Double.parseDouble(parts[0]),
        Double.parseDouble(parts[1]) + Double.parseDouble(parts[2]),
        Long.parseLong(parts[3]) / 1024);
  }

  private static String pom() {
    return """
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <modelVersion>4.0.0</modelVersion>
      <groupId>bench</groupId><artifactId>liquibase</artifactId><version>1</version><packaging>pom</packaging>
      <build><plugins><plugin>
        <groupId>org.liquibase</groupId><artifactId>liquibase-maven-plugin</artifactId><version>%s</version>
        <configuration><searchPath>${basedir}/changes</searchPath><changeLogFile>root.yaml</changeLogFile></configuration>
      </plugin></plugins></build>
    </project>
    """
        .formatted(LIQUIBASE);
  }
}
