package dev.dbpush.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.authoring.NewMigration;
import dev.dbpush.core.authoring.RevisionIds;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.sql.file.RevisionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {
  @TempDir private Path temporary;

  @Test
  void sealingWhatRanTouchesOnlyItsLines() throws IOException {
    MigrationFolder folder = MigrationFolder.at(temporary);
    NewMigration verb = new NewMigration(folder, Clock.systemUTC(), RevisionIds.random());
    verb.create("one");
    verb.create("two");
    List<RevisionId> ids =
        Migrations.in(folder).chain().revisions().stream().map(file -> file.revision()).toList();

    assertThat(Migrations.in(folder).seal(Set.of(ids.get(0)))).isNull();

    List<String> lines =
        Files.readAllLines(temporary.resolve("chain.lock")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith(ids.get(0) + " none v1:");
    assertThat(lines.get(1)).startsWith(ids.get(1) + " " + ids.get(0) + " - - ");
    String sealed = Files.readString(temporary.resolve("chain.lock"));
    assertThat(Migrations.in(folder).seal(Set.of(ids.get(0)))).isNull();
    assertThat(temporary.resolve("chain.lock")).hasContent(sealed);
  }
}
