package dev.dbpush.core.corpus;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One chain: psql on one side, import and push on the other. */
final class ChainComparison {
  private static final Pattern SEARCH_PATH = Pattern.compile("\"search_path\"\\s*:\\s*\"([^\"]+)\"");

  private final ChainServer server;
  private final Path source;
  private final String name;
  private final String searchPath;
  private final boolean byMaven;
  private final List<String> problems = new ArrayList<>();

  /**
   * A comparison.
   *
   * @param byMaven whether the goals import and push, in a Maven of their own, or the engine
   */
  ChainComparison(ChainServer server, Path source, boolean byMaven) throws IOException {
    this.server = server;
    this.byMaven = byMaven;
    this.source = source;
    this.name = String.valueOf(source.getFileName());
    this.searchPath = searchPath(source);
  }

  static String searchPath(Path source) throws IOException {
    Path json = source.resolve("chain.json");
    Matcher matcher =
        Files.exists(json) ? SEARCH_PATH.matcher(Files.readString(json)) : SEARCH_PATH.matcher("");
    return matcher.find() ? matcher.group(1) : "";
  }

  ChainResult run() throws IOException {
    Path work = Files.createTempDirectory("dbpush-chain-");
    try {
      return compare(work);
    } finally {
      try (Stream<Path> files = Files.walk(work)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
      server.close();
    }
  }

  private ChainResult compare(Path work) throws IOException {
    Path folder = work.resolve("migrations");
    String byPsql = server.create("psql");
    String byUs = server.create("push");
    Migrator migrator = migrator(folder, byUs);
    ChainTool tool =
        byMaven
            ? new MavenTool(work, source, server, byUs, searchPath)
            : new EngineTool(migrator, source, folder);
    tool.importFiles();
    List<Path> ups = files(".up.sql");
    String failure = psql(byPsql, ups);
    long start = System.nanoTime();
    if (!push(tool, failure)) {
      return new ChainResult(name, 0, 0, 0, 0, "failed", "-", "-", problems);
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    String up = same(byPsql, "after the push");
    String again = tool.push() ? "nothing" : "something";
    if (again.equals("something")) {
      problems.add("the second push ran something");
    }
    Script script = migrator.between(Target.BASE, Target.HEAD);
    return new ChainResult(
        name,
        script.steps().size(),
        script.statementCount(),
        script.segmentCount(),
        millis,
        up,
        again,
        downAndUp(tool, migrator.chain().revisions(), byPsql, ups),
        problems);
  }

  private boolean push(ChainTool tool, String psqlFailure) throws IOException {
    try {
      if (tool.push()) {
        problems.add("the first push had nothing to do");
      }
      if (!psqlFailure.isEmpty()) {
        problems.add("psql failed where the push did not: " + psqlFailure);
      }
      return true;
    } catch (MigrationException e) {
      problems.add(e.report() + (psqlFailure.isEmpty() ? "" : "\npsql too: " + psqlFailure));
      return false;
    }
  }

  /** Down as far as there are ways back, and up again, on both sides. */
  private String downAndUp(
      ChainTool tool, List<MigrationFile> revisions, String byPsql, List<Path> ups)
      throws IOException {
    int keep = revisions.size();
    while (keep > 0 && revisions.get(keep - 1).down() != null) {
      keep--;
    }
    if (keep == revisions.size()) {
      return "no downs";
    }
    Target target =
        keep == 0 ? Target.BASE : new Target.Exactly(revisions.get(keep - 1).revision().value());
    List<Path> downs = files(".down.sql");
    List<Path> way = new ArrayList<>(ups.subList(keep, ups.size()));
    List<Path> back = new ArrayList<>(downs.subList(downs.size() - way.size(), downs.size()));
    Collections.reverse(back);
    String psqlDown = psql(byPsql, back);
    String ours = attempt(() -> tool.downgrade(target));
    String verdict = verdict("down", psqlDown, ours);
    if (!verdict.equals("equal") || !psqlDown.isEmpty()) {
      return verdict;
    }
    String down = same(byPsql, "after the downgrade");
    String psqlUp = psql(byPsql, way);
    String oursUp = attempt(tool::push);
    verdict = verdict("up", psqlUp, oursUp);
    return way.size()
        + " down "
        + down
        + ", up "
        + (verdict.equals("equal") && psqlUp.isEmpty() ? same(byPsql, "after down and up") : verdict);
  }

  /** Both went well, or both stopped at the same file: what is broken in a chain is not ours. */
  private String verdict(String way, String psql, String ours) {
    if (psql.isEmpty() && ours.isEmpty()) {
      return "equal";
    }
    String psqlFile = psql.lines().findFirst().orElse("");
    if (!psql.isEmpty() && !ours.isEmpty()) {
      String step = psqlFile.replaceFirst("^(\\d+)_(.*?)\\.(up|down)\\.sql.*$", "$2").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
      if (ours.contains(step.length() > 40 ? step.substring(0, 40) : step)) {
        return way + " stops in both at " + psqlFile;
      }
    }
    problems.add(way + ": psql said \"" + psql + "\"\nwe said \"" + ours + '"');
    return "differs";
  }

  private interface Action {
    void run() throws IOException;
  }

  private static String attempt(Action action) throws IOException {
    try {
      action.run();
      return "";
    } catch (MigrationException e) {
      return e.report();
    }
  }

  private String same(String byPsql, String when) throws IOException {
    String expected = server.dump(byPsql);
    String actual = server.dump(byPsql.replace("_psql", "_push"));
    if (expected.equals(actual)) {
      return "equal";
    }
    List<String> missing = new ArrayList<>(Arrays.asList(expected.split("\n")));
    List<String> extra = new ArrayList<>(Arrays.asList(actual.split("\n")));
    for (String line : actual.split("\n")) {
      missing.remove(line);
    }
    for (String line : expected.split("\n")) {
      extra.remove(line);
    }
    problems.add(
        when + ": the dumps differ\nonly psql: " + missing.stream().limit(8).toList()
            + "\nonly ours: " + extra.stream().limit(8).toList());
    return "differs";
  }

  private String psql(String database, List<Path> files) throws IOException {
    for (Path file : files) {
      String errors = server.psql(database, file, searchPath);
      if (!errors.isEmpty()) {
        return file.getFileName() + "\n" + errors.strip();
      }
    }
    return "";
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.list(source)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private Migrator migrator(Path folder, String database) {
    ScriptOptions options = ScriptOptions.defaults();
    if (!searchPath.isEmpty()) {
      options = options.withSearchPath(List.of(searchPath.split("\\s*,\\s*")));
    }
    return new Migrator(
        MigratorConfig.of(Migrations.in(MigrationFolder.at(folder)))
            .withDatabase(server.database(database))
            .withScript(options));
  }
}
