package dev.dbpush.core.corpus;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.importing.ImportRequest;
import dev.dbpush.core.importing.Importer;
import dev.dbpush.core.offline.OfflineScript;
import dev.dbpush.core.offline.RenderedScript;
import dev.dbpush.core.offline.ScriptFile;
import dev.dbpush.core.offline.ScriptRequest;
import dev.dbpush.core.testing.RecordingProxy;
import dev.dbpush.core.testing.SentStatements;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.ScriptOptions;
import dev.dbpush.sql.script.text.Flavour;
import dev.dbpush.sql.script.text.TextOptions;
import dev.dbpush.sql.script.text.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One chain: pushed online on one side, run by psql from a script on the other. */
final class ScriptComparison {
  private static final int STOPS = 10;
  private static final String ROWS =
      "SELECT h::text FROM (SELECT revision, parents, slug, checksum, segments, segments_done,"
          + " segment_started, segment_hashes, state, direction, applied_by%s FROM"
          + " public.dbpush_history ORDER BY revision) h";

  private final ChainServer server;
  private final Path source;
  private final String searchPath;
  private final List<String> problems = new ArrayList<>();
  private boolean onlyOnce;
  private Path folder = Path.of("");
  private Path work = Path.of("");

  ScriptComparison(ChainServer server, Path source) throws IOException {
    this.server = server;
    this.source = source;
    this.searchPath = ChainComparison.searchPath(source);
  }

  ScriptResult run() throws IOException {
    work = Files.createTempDirectory("dbpush-script-");
    folder = work.resolve("migrations");
    try {
      return compare();
    } finally {
      try (Stream<Path> files = Files.walk(work)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
      server.close();
    }
  }

  /** Only what the two send, and where they end. */
  ScriptResult runOnce() throws IOException {
    onlyOnce = true;
    return run();
  }

  private ScriptResult compare() throws IOException {
    Importer.run(ImportRequest.of(source, folder));
    String pushed = server.create("pushed");
    Migrator online = new Migrator(config(pushed));
    List<String> sent = pushed(pushed);
    RenderedScript exact = render(Direction.UP, Target.BASE, Target.HEAD, false);
    RenderedScript idempotent = render(Direction.UP, Target.BASE, Target.HEAD, true);
    String scripted = server.create("scripted");
    String up;
    String wire;
    try (RecordingProxy proxy = server.recorder()) {
      up = outcome(psql(server.behind(proxy), scripted, exact), pushed, scripted, true);
      wire = wire(sent, SentStatements.of(proxy));
    }
    String verify = onlyOnce ? "" : verify(scripted);
    String rehearsal = onlyOnce ? "" : rehearse();
    String again = onlyOnce ? "" : refuses(psql(scripted, exact), "is already applied");
    String stops = onlyOnce ? "" : stops(pushed, idempotent);
    String down = onlyOnce ? "" : down(online, pushed, scripted);
    return new ScriptResult(
        String.valueOf(source.getFileName()),
        exact.script().steps().size(),
        exact.script().statementCount(),
        exact.asString().length(),
        up,
        wire,
        again,
        verify,
        rehearsal,
        stops,
        down,
        problems);
  }

  /** Pushes online, and says what that sent for the segments. */
  private List<String> pushed(String database) throws IOException {
    try (RecordingProxy proxy = server.recorder()) {
      new Migrator(config(server.behind(proxy), database)).push(Target.HEAD);
      return SentStatements.of(proxy);
    }
  }

  /** The statements of every segment are those of the push, one by one. */
  private String wire(List<String> online, List<String> psql) {
    String difference = SentStatements.difference(online, psql);
    if (!difference.isEmpty()) {
      problems.add("the push and psql sent different statements: " + difference);
      return "differs";
    }
    return online.size() + " in " + SentStatements.segments(online);
  }

  /** Every row of the verify script must pass. */
  private String verify(String scripted) throws IOException {
    String rows = output(scripted, Variant.VERIFY);
    long failed = rows.lines().filter(line -> line.strip().startsWith("FAIL")).count();
    long passed = rows.lines().filter(line -> line.strip().startsWith("PASS")).count();
    if (failed > 0 || passed == 0) {
      problems.add(
          "verify: "
              + rows.lines().filter(line -> line.strip().startsWith("FAIL")).limit(8).toList());
    }
    return failed > 0 ? failed + " fail" : passed + " pass";
  }

  /** A rehearsal goes well where a script does, and leaves nothing behind. */
  private String rehearse() throws IOException {
    String empty = server.create("rehearsed");
    String before = server.dump(empty);
    String said = output(empty, Variant.REHEARSAL);
    if (!server.dump(empty).equals(before)) {
      problems.add("the rehearsal left something behind");
    }
    if (!said.contains("rehearsed, and taken back")) {
      problems.add("rehearsal: " + said.strip());
      return "failed";
    }
    return said.contains("the rehearsal ends before")
        ? "ends at " + said.replaceAll("(?s).*the rehearsal ends before (\\d+)/.*", "$1")
        : "whole";
  }

  private String output(String database, Variant variant) throws IOException {
    RenderedScript script =
        new OfflineScript(MigratorConfig.of(source()).withScript(options()))
            .render(
                ScriptRequest.push()
                    .between(Target.BASE, Target.HEAD)
                    .written(new TextOptions(Flavour.PSQL, variant, false, true)));
    Path file = work.resolve(script.fileName());
    ScriptFile.write(script, file);
    return server.psqlOutput(database, file);
  }

  /** Databases that an online push left at different revisions, and one that is empty. */
  private String stops(String pushed, RenderedScript idempotent) throws IOException {
    List<MigrationFile> revisions = new Migrator(config(pushed)).chain().revisions();
    TreeSet<Integer> places = new TreeSet<>();
    for (int i = 0; i < STOPS; i++) {
      places.add(i * revisions.size() / (STOPS - 1));
    }
    int equal = 0;
    for (int place : places) {
      String stopped = server.create("stop" + place);
      if (place > 0) {
        new Migrator(config(stopped))
            .push(new Target.Exactly(revisions.get(place - 1).revision().value()));
      }
      String outcome = outcome(psql(stopped, idempotent), pushed, stopped, false);
      equal += outcome.equals("equal") ? 1 : 0;
      if (place == revisions.size()) {
        outcome(psql(stopped, idempotent), pushed, stopped, false);
      }
    }
    return equal + " of " + places.size() + " equal";
  }

  private String down(Migrator online, String pushed, String scripted) throws IOException {
    List<MigrationFile> revisions = online.chain().revisions();
    int keep = revisions.size();
    while (keep > 0 && revisions.get(keep - 1).down() != null) {
      keep--;
    }
    if (keep == revisions.size()) {
      return "no downs";
    }
    Target target =
        keep == 0 ? Target.BASE : new Target.Exactly(revisions.get(keep - 1).revision().value());
    String ours = "";
    try {
      online.downgrade(target);
    } catch (MigrationException e) {
      ours = e.report();
    }
    String psql = psql(scripted, render(Direction.DOWN, Target.HEAD, target, true));
    if (ours.isEmpty()) {
      return (revisions.size() - keep) + " down, " + outcome(psql, pushed, scripted, false);
    }
    if (psql.isEmpty()) {
      problems.add("the online downgrade failed where the script did not: " + ours);
    }
    return "stops in both, " + outcome("", pushed, scripted, false);
  }

  private String refuses(String errors, String expected) {
    if (errors.contains(expected)) {
      return "refused";
    }
    problems.add("run again, the exact script said: " + errors);
    return "differs";
  }

  private String outcome(String errors, String pushed, String other, boolean digest)
      throws IOException {
    if (!errors.isEmpty()) {
      problems.add(other + ": psql said " + errors.strip());
      return "failed";
    }
    String expected = server.dump(pushed);
    String actual = server.dump(other);
    if (!expected.equals(actual)) {
      List<String> only = new ArrayList<>(List.of(expected.split("\n")));
      only.removeAll(List.of(actual.split("\n")));
      problems.add(other + ": the dumps differ; only online: " + only.stream().limit(8).toList());
      return "differs";
    }
    List<String> history = history(pushed, digest);
    if (!history.equals(history(other, digest))) {
      history.removeAll(history(other, digest));
      problems.add(other + ": the histories differ; only online: " + history);
      return "history differs";
    }
    return "equal";
  }

  private List<String> history(String database, boolean digest) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = server.database(database).open();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(String.format(ROWS, digest ? ", script_digest" : ""))) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  private String psql(String database, RenderedScript script) throws IOException {
    return psql(server, database, script);
  }

  private String psql(ChainServer through, String database, RenderedScript script)
      throws IOException {
    Path file = work.resolve(script.fileName());
    ScriptFile.write(script, file);
    return through.psql(database, file, "");
  }

  private RenderedScript render(Direction way, Target from, Target to, boolean idempotent) {
    return new OfflineScript(MigratorConfig.of(source()).withScript(options()))
        .render(
            ScriptRequest.push()
                .going(way)
                .between(from, to)
                .written(new TextOptions(Flavour.PSQL, Variant.RUN, idempotent, idempotent)));
  }

  private MigratorConfig config(String database) {
    return config(server, database);
  }

  private MigratorConfig config(ChainServer through, String database) {
    return MigratorConfig.of(source())
        .withDatabase(through.database(database))
        .withScript(options());
  }

  private Migrations source() {
    return Migrations.in(MigrationFolder.at(folder));
  }

  private ScriptOptions options() {
    ScriptOptions options = ScriptOptions.defaults();
    return searchPath.isEmpty()
        ? options
        : options.withSearchPath(List.of(searchPath.split("\\s*,\\s*")));
  }
}
