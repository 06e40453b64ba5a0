package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.diff.SnapshotDiffer;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.model.Models;
import dev.dbpush.core.model.jpa.JpaModel;
import dev.dbpush.core.safety.SchemaDump;
import dev.dbpush.core.scratch.ScratchServer;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.script.ScriptOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where the time of a {@code db:dev} goes, with one changed entity of many and as many revisions:
 * {@code --server URL [--entities N] [--rounds N] [--work FOLDER]}. The server's role must be able
 * to create databases. Prints medians in milliseconds.
 */
public final class DevBench {
  private static final String SECOND = "  String second;\n";

  private final Map<String, List<Long>> times = new LinkedHashMap<>();
  private final int entities;
  private final BenchProject project;
  private final MigrationFolder folder;
  private final Path work;
  private final String server;

  private DevBench(String server, int entities, Path work) {
    this.server = server;
    this.entities = entities;
    this.work = work;
    this.project = new BenchProject(work, entities);
    this.folder = new MigrationFolder(project.migrations(), "migrations");
  }

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    List<String> options = List.of(arguments);
    Path work = Path.of(value(options, "--work", "target/bench-dev")).toAbsolutePath();
    int rounds = Integer.parseInt(value(options, "--rounds", "3"));
    DevBench bench =
        new DevBench(
            value(options, "--server", ""),
            Integer.parseInt(value(options, "--entities", "500")),
            work);
    bench.prepare();
    for (int round = 0; round < rounds; round++) {
      bench.steps(round);
      bench.goals(round);
    }
    bench.times.forEach(
        (what, all) ->
            System.out.printf(
                Locale.ROOT,
                "%-48s %7d ms%n",
                what,
                all.stream().sorted().toList().get(all.size() / 2)));
  }

  static String value(List<String> options, String name, String otherwise) {
    int at = options.indexOf(name);
    return at < 0 ? otherwise : options.get(at + 1);
  }

  private void prepare() throws Exception {
    project.write();
    timed(
        "compile, all of the entities",
        () ->
            project.maven(
                "compile", "dependency:build-classpath", "-Dmdep.outputFile=target/classpath.txt"));
    project.chain(project.model().texts(Scratch.serverMajor(config(project.model()))));
    project.maven("db:lock"); // finds whatever a measured run would have to fetch
    project.maven("db:dev", "-Ddb.createOnly");
    Files.deleteIfExists(work.resolve("none"));
  }

  private AutogenerateConfig config(JpaModel model) {
    return new AutogenerateConfig(
        folder,
        new Models(List.of(model)),
        new ScratchServer(DatabaseUrl.parse(server), "postgres", null, false),
        ScriptOptions.defaults(),
        List.of("public"),
        DiffOptions.DEFAULT,
        work.resolve("target/bench"),
        MigrationListener.NONE);
  }

  /** What a run does, one after the other, in this process. */
  private void steps(int round) throws Exception {
    project.entity(entities / 2, "  String email;\n  Integer score;\n  long round" + round + ";\n");
    timed("mvn compile, one entity changed", () -> project.maven("-o", "-q", "compile"));
    Chain chain = timed("  read the chain of " + entities, () -> folder.read().chain());
    JpaModel model = project.model();
    AutogenerateConfig config = config(model);
    int major = Scratch.serverMajor(config);
    timed("  DDL of the entities, by the provider", () -> model.texts(major));
    Snapshot after;
    try (Scratch scratch =
        timed(
            "  scratch database, models made",
            () -> Scratch.of(config, config.models().texts(major)))) {
      after = timed("  snapshot", scratch::snapshot);
      SchemaDump.fitting(major, System.getenv("PATH"))
          .ifPresent(dump -> untold("  pg_dump", () -> scratch.dump(dump)));
    }
    empty(work.resolve("target/bench"));
    Snapshot before;
    try (ChainSide side = new ChainSide(config, chain, major)) {
      before = timed("  the chain pushed, snapshot", side::end);
    }
    try (ChainSide side = new ChainSide(config, chain, major)) {
      timed("  the same, kept from another run", side::end);
    }
    timed("  diff", () -> SnapshotDiffer.diff(before, after, config.diff()));
  }

  /** The goal as its user runs it, Maven's start and the embedded server's included. */
  private void goals(int round) throws Exception {
    empty(work.resolve("target/db"));
    timed("mvn db:dev, nothing kept", () -> project.maven("-o", "db:dev"));
    timed("mvn db:dev, nothing to do", () -> project.maven("-o", "db:dev"));
    project.entity(entities / 2 + 1, SECOND.replace("second", "second" + round));
    timed("mvn db:dev, another entity changed", () -> project.maven("-o", "db:dev"));
  }

  private static void empty(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void untold(String what, Callable<?> work) {
    try {
      timed(what, work);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T timed(String what, Callable<T> work) throws Exception {
    long start = System.nanoTime();
    T result = work.call();
    times
        .computeIfAbsent(what, k -> new ArrayList<>())
        .add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    return result;
  }
}
