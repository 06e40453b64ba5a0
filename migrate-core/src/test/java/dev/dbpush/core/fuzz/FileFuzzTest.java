package dev.dbpush.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.authoring.Check;
import dev.dbpush.core.authoring.CheckReport;
import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.chain.LockLine;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.folder.FolderContents;
import dev.dbpush.core.folder.MigrationSource;
import dev.dbpush.core.folder.SourceReader;
import dev.dbpush.core.offline.OfflineScript;
import dev.dbpush.core.offline.ScriptRequest;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.script.text.Flavour;
import dev.dbpush.sql.script.text.TextOptions;
import dev.dbpush.sql.script.text.Variant;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FileFuzzTest {
  private static final String FIRST = "2026_01_01_0000-0000000000a1_first.sql";
  private static final String SECOND = "2026_01_02_0000-0000000000b2_second.sql";
  private static final String THIRD = "2026_01_03_0000-0000000000c3_third.sql";

  /** Refuses no COPY, which is refused where it may be skipped. */
  private static final TextOptions EXACT = new TextOptions(Flavour.PSQL, Variant.RUN, false, false);

  private static final Map<String, String> FILES = new TreeMap<>();

  static {
    FILES.put(
        FIRST,
        """
        -- revision: 0000000000a1
        -- parent: none
        -- created: 2026-01-01T00:00Z
        -- format: 1

        -- migrate:up
        CREATE TABLE guild (id bigint PRIMARY KEY, name text NOT NULL);
        ALTER TABLE guild ADD COLUMN a int;
        ALTER TABLE guild ALTER COLUMN a SET NOT NULL, ADD CHECK (a > 0);
        CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END;

        -- migrate:down
        DROP FUNCTION f(); DROP TABLE guild;
        """);
    FILES.put(
        SECOND,
        """
        -- revision: 0000000000b2
        -- parent: 0000000000a1
        -- created: 2026-01-02T00:00Z

        -- migrate:up transaction:false
        -- migrate:lock-timeout 2s
        -- migrate:statement-timeout 10min
        -- migrate:allow drop-table we know
        SET search_path = public;
        CREATE INDEX CONCURRENTLY guild_name ON guild (name);
        COPY guild (id, name) FROM stdin;
        1\tone
        \\.
        SELECT set_config('work_mem', '1MB', false);

        -- migrate:down irreversible: the data is gone
        """);
    FILES.put(
        THIRD,
        """
        -- revision: 0000000000c3
        -- parent: 0000000000b2
        -- replaces: 0000000000d4,0000000000e5
        -- created: 2026-01-03T00:00Z

        -- migrate:up
        DO $body$ BEGIN RAISE NOTICE 'x;y'; END $body$;
        INSERT INTO guild VALUES (1, E'it\\'s', U&'\\0041', $$x$$);
        ALTER TYPE mood ADD VALUE 'calm'; /* a /* nested */ comment */

        -- migrate:down
        SELECT "quoted ""name";
        """);
  }

  private static final List<String> WORDS =
      List.of(
          "-- migrate:up",
          "-- migrate:down",
          "\n-- migrate:down\n",
          "-- migrate:down irreversible: why",
          "transaction:false",
          "-- migrate:lock-timeout 99999d",
          "-- migrate:statement-timeout none",
          "-- migrate:allow all",
          "-- migrate:unknown",
          "-- revision: 0000000000a1\n",
          "-- parent: none\n",
          "-- parent: 0000000000a1,0000000000b2\n",
          "-- parent: 0000000000c3\n",
          "-- created: 2026-13-45T99:99Z\n",
          "-- format: 2\n",
          "-- replaces: \n",
          "\\copy x from y\n",
          "\\i evil.sql\n",
          "COPY guild FROM stdin;\n",
          "\n\\.\n",
          "BEGIN;",
          "COMMIT;",
          "ROLLBACK TO x;",
          "SET ROLE postgres;",
          "RESET ALL;",
          "DISCARD ALL;",
          "VACUUM;",
          "CREATE INDEX CONCURRENTLY i ON t (a);",
          "ALTER TABLE guild ADD COLUMN b int, DROP COLUMN b;",
          "ALTER TABLE guild ",
          "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p;",
          "ALTER SYSTEM SET x = 1;",
          "$body$",
          "E'\\",
          "U&'\\",
          "BEGIN ATOMIC",
          "(",
          ")",
          "[");

  private static final List<String> LOCK_WORDS =
      List.of(
          "<<<<<<< ours\n",
          "||||||| base\n",
          "=======\n",
          ">>>>>>> theirs\n",
          "none",
          "0000000000a1",
          "0000000000a1,0000000000b2",
          "0000000000A1",
          "v1:",
          "v2:abcdef",
          "-",
          " - - ",
          "# comment\n",
          FIRST,
          "../" + FIRST,
          "/etc/passwd",
          "a\\b.sql",
          "\t");

  /** Files by their names and bytes. */
  private record Bytes(Map<String, byte[]> all) implements MigrationSource {
    @Override
    public String name() {
      return "migrations";
    }

    @Override
    public List<SourceFile> files() {
      List<SourceFile> files = new ArrayList<>();
      all.forEach((name, bytes) -> files.add(new SourceFile(name, () -> bytes)));
      return files;
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      all.forEach(
          (name, bytes) ->
              text.append("== ")
                  .append(name)
                  .append('\n')
                  .append(new String(bytes, StandardCharsets.UTF_8))
                  .append('\n'));
      return text.toString();
    }
  }

  @Test
  void aBrokenFileIsToldOfClearly() throws Exception {
    Fuzz fuzz = new Fuzz("migration files", 0.35);
    Mutator mutator = new Mutator(fuzz.random(), new ArrayList<>(FILES.values()), WORDS);
    List<String> names = new ArrayList<>(FILES.keySet());
    var turn = fuzz.random();
    fuzz.run(
        () -> {
          Map<String, byte[]> files = sound();
          files.put(names.get(turn.nextInt(names.size())), mutator.bytes());
          if (turn.nextInt(4) == 0) {
            files.remove(ChainLock.FILE_NAME);
          }
          return new Bytes(files);
        },
        FileFuzzTest::check);
  }

  @Test
  void aBrokenLockFileIsToldOfClearly() throws Exception {
    Fuzz fuzz = new Fuzz("chain.lock", 0.25);
    String lock = lock();
    String[] lines = lock.split("\n");
    String conflicted =
        "<<<<<<< ours\n"
            + lines[lines.length - 1]
            + "\n||||||| base\n=======\n"
            + lines[1]
            + "\n>>>>>>> theirs\n"
            + lock;
    Mutator mutator = new Mutator(fuzz.random(), List.of(lock, conflicted), LOCK_WORDS);
    fuzz.run(
        () -> {
          Map<String, byte[]> files = sound();
          files.put(ChainLock.FILE_NAME, mutator.bytes());
          return new Bytes(files);
        },
        FileFuzzTest::check);
  }

  private static void check(Bytes source) {
    FolderContents contents = SourceReader.read(source);
    CheckReport report = Check.withStatements(0).run(contents);
    Clear.problems(report.problems());
    contents.lock().lines().stream()
        .map(line -> line.line().file())
        .forEach(name -> assertThat(MigrationFileParser.isMigrationFileName(name)).isTrue());
    MigratorConfig config = MigratorConfig.of(Migrations.from(source));
    try {
      new OfflineScript(config)
          .render(ScriptRequest.push().between(Target.BASE, Target.HEAD).written(EXACT))
          .asString();
    } catch (RuntimeException e) {
      Clear.failure(e);
      assertThat(report.passed()).as("check finds what a script refuses: %s", e).isFalse();
    }
  }

  private static Map<String, byte[]> sound() {
    Map<String, byte[]> files = new TreeMap<>();
    FILES.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    files.put(ChainLock.FILE_NAME, lock().getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static String lock() {
    List<LockLine> lines = new ArrayList<>();
    FILES.forEach(
        (name, text) -> {
          MigrationFile file = MigrationFileParser.parse(name, text);
          lines.add(LockLine.sealed(file));
        });
    return new ChainLock(lines).text();
  }
}
