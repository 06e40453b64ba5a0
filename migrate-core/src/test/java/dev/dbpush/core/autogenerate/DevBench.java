package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.authoring.NewMigration;
import dev.dbpush.core.authoring.RevisionIds;
import dev.dbpush.core.catalog.CatalogReader;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.diff.SnapshotDiffer;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.model.Models;
import dev.dbpush.core.model.SqlFiles;
import dev.dbpush.core.model.SqlModel;
import dev.dbpush.core.safety.SchemaDump;
import dev.dbpush.core.scratch.ScratchServer;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.script.ScriptOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where the time of a db:dev goes, with one changed table of many, and the same two schemas for
 * other tools: {@code --server JDBC-URL --tables N --migra COMMAND --work FOLDER}. The server's
 * role must be able to create databases.
 */
public final class DevBench {
  private static final String CHANGED = "t0250";

  private final String server;
  private final int tables;
  private final Path work;
  private final MigrationFolder folder;
  private final AutogenerateConfig config;

  private DevBench(String server, int tables, Path work) {
    this.server = server;
    this.tables = tables;
    this.work = work;
    this.folder = new MigrationFolder(work.resolve("migrations"), "migrations");
    this.config =
        new AutogenerateConfig(
            folder,
            new Models(List.of(new SqlFiles(work.resolve("new.sql"), "new.sql"))),
            new ScratchServer(
                DatabaseUrl.parse(server.replaceFirst("\\?.*", "")), "postgres", null, false),
            ScriptOptions.defaults(),
            List.of("public"),
            DiffOptions.DEFAULT,
            work.resolve("cache"),
            MigrationListener.NONE);
  }

  public static void main(String[] arguments) throws Exception {
    List<String> options = List.of(arguments);
    String server = value(options, "--server", "");
    Path work = Path.of(value(options, "--work", "target/bench-dev")).toAbsolutePath();
    DevBench bench =
        new DevBench(server, Integer.parseInt(value(options, "--tables", "500")), work);
    bench.generate();
    bench.steps();
    String migra = value(options, "--migra", "");
    if (!migra.isEmpty()) {
      bench.others(migra);
    }
  }

  private static String value(List<String> options, String name, String otherwise) {
    int at = options.indexOf(name);
    return at < 0 ? otherwise : options.get(at + 1);
  }

  private static String table(int i) {
    return String.format(Locale.ROOT, "t%04d", i);
  }

  private static String ddl(int i, boolean changed) {
    String reference =
        i < 10 ? "" : ",\n  parent bigint REFERENCES " + table(i / 2) + " ON DELETE CASCADE";
    return "CREATE TABLE "
        + table(i)
        + " (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  name varchar(80) NOT NULL,\n"
        + "  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),\n"
        + "  amount numeric(12,2),\n  created timestamptz NOT NULL DEFAULT now()"
        + (changed ? ",\n  email text,\n  score int NOT NULL DEFAULT 0" : "")
        + reference
        + "\n);\nCREATE INDEX ON "
        + table(i)
        + " (name);\nCREATE VIEW v_"
        + table(i)
        + " AS SELECT id, name FROM "
        + table(i)
        + ";\n";
  }

  private void generate() throws IOException {
    delete(work);
    Files.createDirectories(folder.path());
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    for (int i = 0; i < tables; i++) {
      boolean changed = table(i).equals(CHANGED) || tables <= 250 && i == tables - 1;
      before.append(ddl(i, false));
      after.append(ddl(i, changed));
      Files.writeString(
          folder.path().resolve(String.format("2026_01_01_%04d-%012x_m.sql", i % 1440, i + 1)),
          String.format("-- revision: %012x\n-- parent: ", i + 1)
              + (i == 0 ? "none" : String.format("%012x", i))
              + "\n-- created: 2026-01-01T00:00Z\n\n-- migrate:up\n"
              + ddl(i, false)
              + "\n-- migrate:down\nDROP VIEW v_"
              + table(i)
              + ";\nDROP TABLE "
              + table(i)
              + ";\n");
    }
    Files.writeString(work.resolve("old.sql"), before);
    Files.writeString(work.resolve("new.sql"), after);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void steps() throws Exception {
    Chain chain = timed("read the chain of " + tables, () -> folder.read().chain());
    Snapshot after;
    int server = Scratch.serverMajor(config);
    try (Scratch models =
        timed(
            "models on a scratch database",
            () -> Scratch.of(config, config.models().texts(server)))) {
      after = timed("snapshot of it", models::snapshot);
      SchemaDump dump =
          SchemaDump.fitting(after.environment().version(), System.getenv("PATH")).orElseThrow();
      timed("pg_dump of it", () -> models.dump(dump));
    }
    int major = after.environment().version();
    Snapshot before;
    try (ChainSide side = new ChainSide(config, chain, major)) {
      before = timed("the chain's end, pushed", side::end);
    }
    try (ChainSide side = new ChainSide(config, chain, major)) {
      timed("the chain's end, kept", side::end);
    }
    timed("diff", () -> SnapshotDiffer.diff(before, after, config.diff()));
    delete(work.resolve("cache"));
    timed("all of db:dev, first run", () -> dev());
    timed("all of db:dev, nothing to do", () -> dev());
    Files.writeString(
        work.resolve("new.sql"),
        Files.readString(work.resolve("new.sql")) + "CREATE TABLE more (id int PRIMARY KEY);\n");
    timed("all of db:dev, a second change", () -> dev());
  }

  private DevOutcome dev() {
    return new DevVerb(config, new NewMigration(folder, Clock.systemUTC(), RevisionIds.random()))
        .run(new DevVerb.Request("bench", true, false), null);
  }

  private static <T> T timed(String what, Callable<T> work) throws Exception {
    long start = System.nanoTime();
    T result = work.call();
    System.out.printf(
        Locale.ROOT,
        "%-40s %7d ms%n",
        what,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    return result;
  }

  /** The change of one table, and one of many kinds, by another tool. */
  private void others(String command) throws Exception {
    String kinds =
        """
        CREATE TYPE mood AS ENUM ('low', 'high'%s);
        CREATE DOMAIN email AS text CHECK (VALUE LIKE '%%@%%');
        CREATE TABLE person (id int PRIMARY KEY, mood mood DEFAULT 'low', born %s, mail email);
        CREATE VIEW people AS SELECT id, born FROM person;
        CREATE FUNCTION twice(x int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT %s * x';
        CREATE TABLE calc (x int, y int GENERATED ALWAYS AS (twice(x)) STORED);
        CREATE TABLE part (at date) PARTITION BY RANGE (at);
        CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2026-01-01') TO (%s);
        ALTER TABLE person %s ROW LEVEL SECURITY;
        COMMENT ON TABLE person IS '%s';
        """;
    compare(
        command,
        "one table of " + tables,
        Files.readString(work.resolve("old.sql")),
        Files.readString(work.resolve("new.sql")));
    compare(
        command,
        "ten kinds",
        String.format(kinds, "", "date", "2", "'2027-01-01'", "DISABLE", "old"),
        String.format(kinds, ", 'mid'", "timestamp", "3", "'2026-07-01'", "ENABLE", "new"));
  }

  private void compare(String command, String what, String one, String two) throws Exception {
    String base = server.replaceFirst("/[^/]*$", "/");
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    try (Connection connection = DriverManager.getConnection(server)) {
      for (String name : List.of("bench_old", "bench_new")) {
        execute(connection, "DROP DATABASE IF EXISTS " + name);
        execute(connection, "CREATE DATABASE " + name);
      }
    }
    try (Connection from = DriverManager.getConnection(base + "bench_old?user=postgres");
        Connection to = DriverManager.getConnection(base + "bench_new?user=postgres")) {
      SqlModel.load(from, "old.sql", one);
      SqlModel.load(to, "new.sql", two);
      words.add(base.replace("jdbc:", "").replace("//", "//postgres@") + "bench_old");
      words.add(base.replace("jdbc:", "").replace("//", "//postgres@") + "bench_new");
      String sql =
          timed(
              words.get(0) + ", " + what,
              () -> {
                Process process = new ProcessBuilder(words).start();
                String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                process.waitFor();
                return output;
              });
      String verdict;
      try {
        execute(from, sql);
        Snapshot reached = CatalogReader.read(from, config.read());
        verdict = String.join(" | ", reached.differences(CatalogReader.read(to, config.read())));
      } catch (SQLException e) {
        verdict = "fails: " + e.getMessage().replace('\n', ' ');
      }
      System.out.println("  " + (verdict.isEmpty() ? "equal" : verdict));
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
