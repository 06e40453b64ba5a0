package dev.dbpush.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.catalog.CatalogReader;
import dev.dbpush.core.catalog.ReadOptions;
import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.diff.DiffResult;
import dev.dbpush.core.diff.SnapshotDiffer;
import dev.dbpush.core.options.EngineOptions;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.schema.Snapshot;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RenameFuzzDbTest {
  private static final List<String> SOUND =
      List.of(
          "member.nick:member.nickname",
          "member:person",
          "public.member.nick:nickname, mood.calm:mood.quiet",
          "\"Odd \"\"table\".\"a.b\":\"Odd \"\"table\".\"c:d\"",
          "member_pkey:person_pkey",
          "none");

  private static final List<String> WORDS =
      List.of(
          "member",
          "nick",
          "nickname",
          "person",
          "mood",
          "calm",
          "\"Odd \"\"table\"",
          "\"a.b\"",
          "public",
          ".",
          ":",
          ",",
          "\"",
          "\"\"",
          "none",
          "U&\"",
          " ");

  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  @Test
  void aBrokenRenameIsToldOfByItsOption() throws Exception {
    DATABASE.execute(
        """
        CREATE TYPE mood AS ENUM ('calm', 'wild');
        CREATE TABLE member (id int PRIMARY KEY, nick text, now mood);
        CREATE TABLE "Odd ""table" ("a.b" int);
        """);
    Snapshot before = read();
    DATABASE.execute(
        """
        ALTER TYPE mood RENAME VALUE 'calm' TO 'quiet';
        ALTER TABLE member RENAME TO person;
        ALTER TABLE person RENAME COLUMN nick TO nickname;
        ALTER TABLE "Odd ""table" RENAME COLUMN "a.b" TO "c:d";
        """);
    Snapshot after = read();
    Fuzz fuzz = new Fuzz("renames", 0.05);
    Mutator mutator = new Mutator(fuzz.random(), SOUND, WORDS);
    fuzz.run(
        mutator::text,
        text -> {
          DiffResult result =
              SnapshotDiffer.diff(
                  before, after, DiffOptions.DEFAULT.renaming(EngineOptions.list(text)));
          result
              .refusals()
              .forEach(
                  refusal -> {
                    assertThat(refusal.message()).isNotBlank();
                    assertThat(refusal.remedy()).isNotBlank();
                  });
        });
  }

  private static Snapshot read() throws Exception {
    try (Connection connection = DATABASE.connect()) {
      return CatalogReader.read(connection, new ReadOptions(List.of("public"), "public", Set.of()));
    }
  }
}
