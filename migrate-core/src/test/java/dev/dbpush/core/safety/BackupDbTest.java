package dev.dbpush.core.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.history.DatabaseState;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.core.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Dumps by an installed pg_dump, and by programs that only pretend. */
final class BackupDbTest {
  @RegisterExtension final TestDatabase database = TestDatabase.on(TestServer::dumpable);

  @TempDir Path folder;

  private TestChain chain;
  private Path backups;

  @BeforeEach
  void write() {
    backups = folder.resolve("new/backups");
    chain = new TestChain(folder.resolve("migrations"), database);
    chain.revision(
        1, "CREATE TABLE member (id int); INSERT INTO member VALUES (7);", "DROP TABLE member;");
  }

  @Test
  void aNukeGoesOnOnceTheDumpIsCompleteAndTheDumpBringsItBack() throws Exception {
    chain.migrator().push(Target.HEAD);
    SafetyOptions options =
        new SafetyOptions(database.name(), null, Set.of(), false, backups, List.of("public"));
    DestroyOutcome outcome = new NukeVerb(chain.config(), options).run();
    Path dump = outcome.backup();
    assertThat(files()).containsExactly(dump);
    assertThat(dump.getFileName().toString())
        .matches(database.name() + "-" + TestChain.id(1) + "-\\d{8}T\\d{6}Z\\.dump");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dump)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backups)))
        .isEqualTo("rwx------");
    assertThat(database.query("SELECT to_regclass('member')")).containsExactly("null");
    restore(dump);
    assertThat(database.query("SELECT id FROM member")).containsExactly("7");
    assertThat(chain.migrator().status().isClean()).isTrue();
  }

  @Test
  void aPushWithNothingToDoTakesNoDump() throws Exception {
    GuardedOutcome dry = new GuardedPush(chain.config(), backups, true).to(Target.HEAD);
    assertThat(dry.script().steps()).hasSize(1);
    assertThat(backups).doesNotExist();
    assertThat(database.query("SELECT to_regclass('member')")).containsExactly("null");
    GuardedOutcome pushed = new GuardedPush(chain.config(), backups, false).to(Target.HEAD);
    assertThat(files()).containsExactly(pushed.backup());
    assertThat(files().get(0).getFileName().toString()).contains("-base-");
    assertThat(new GuardedPush(chain.config(), backups, false).to(Target.HEAD).backup()).isNull();
    assertThat(files()).hasSize(1);
  }

  @Test
  void aDumpThatFailsLeavesNothingAndNothingIsRun() throws Exception {
    chain.migrator().push(Target.HEAD);
    String fake = programs("echo 'pg_dump: error: out of luck' >&2; exit 1", "exit 0");
    assertThatThrownBy(() -> take(fake))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("nothing was run")
        .hasMessageContaining("out of luck");
    assertThat(files()).isEmpty();
  }

  @Test
  void aDumpThatCannotBeListedIsNotKept() throws Exception {
    String fake =
        programs(
            "for a in \"$@\"; do case $a in --file=*) echo half > \"${a#--file=}\";; esac; done",
            "echo 'input file is too short' >&2; exit 1");
    assertThatThrownBy(() -> take(fake)).hasMessageContaining("too short");
    assertThat(files()).isEmpty();
  }

  @Test
  void anAddressIsInTheEnvironmentAndNoWordOfItOnTheCommandLine() throws Exception {
    Path seen = folder.resolve("seen");
    String fake = programs("echo \"$@\" > " + seen + "; env >> " + seen, "exit 0");
    UrlDatabase secret =
        new UrlDatabase(
            DatabaseUrl.parse("postgresql://db.example:5433/shop?sslmode=verify-full"),
            "app",
            "hunter2",
            "dbpush");
    new Backup(secret, backups, MigrationListener.NONE, clock(), fake).take(state("a/../b", 97));
    List<String> lines = Files.readAllLines(seen);
    assertThat(lines.get(0)).startsWith("--format=custom --no-password --file=");
    assertThat(lines.get(0)).doesNotContain("hunter2", "db.example", "shop");
    assertThat(lines)
        .contains(
            "PGPASSWORD=hunter2",
            "PGHOST=db.example",
            "PGPORT=5433",
            "PGUSER=app",
            "PGDATABASE=shop",
            "PGSSLMODE=verify-full");
    assertThat(files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("a____b-base-20260105T091200Z.dump");
    new Backup(secret, backups, MigrationListener.NONE, clock(), fake).take(state("a/../b", 97));
    assertThat(files()).hasSize(2);
  }

  @Test
  void anOlderDumpProgramIsNotUsed() throws IOException {
    String fake = programs("exit 0", "exit 0");
    assertThatThrownBy(
            () ->
                new Backup(url(), backups, MigrationListener.NONE, clock(), fake)
                    .take(state("shop", 98)))
        .hasMessageContaining("there is no pg_dump for PostgreSQL 98")
        .hasMessageContaining("97");
  }

  private Path take(String path) throws SQLException {
    return new Backup(url(), backups, MigrationListener.NONE, clock(), path)
        .take(state("shop", 97));
  }

  private UrlDatabase url() {
    return (UrlDatabase) chain.config().database();
  }

  private static Clock clock() {
    return Clock.fixed(Instant.parse("2026-01-05T09:12:00Z"), ZoneOffset.UTC);
  }

  private static DatabaseState state(String name, int major) {
    return new DatabaseState(name, "app", "", major, false, 1, false, List.of(), Map.of());
  }

  /** A folder for the path with programs that say they are of version 97. */
  private String programs(String dump, String restore) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    script(
        bin.resolve("pg_dump"),
        "[ \"$1\" = --version ] && echo 'pg_dump (PostgreSQL) 97.1' && exit\n" + dump);
    script(bin.resolve("pg_restore"), restore);
    return bin.toString();
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(backups)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(backups)) {
      return files.toList();
    }
  }

  private void restore(Path dump) throws IOException {
    database.close();
    DumpProgram program =
        DumpProgram.installed(System.getenv("PATH")).stream()
            .filter(any -> any.major() >= database.server().major())
            .findFirst()
            .orElseThrow();
    database.name();
    DumpProgram.Result result =
        DumpProgram.run(
            List.of(program.restore(), "--dbname=" + database.name(), dump.toString()),
            url().libpqEnvironment());
    assertThat(result.output()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }
}
