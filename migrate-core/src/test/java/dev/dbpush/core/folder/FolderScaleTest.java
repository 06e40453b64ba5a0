package dev.dbpush.core.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.authoring.LockVerb;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.Planner;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.testing.Migrations;
import dev.dbpush.sql.file.MigrationTemplate;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many files and large ones. A quick slice; {@code -Dtest.files=10000 -Dtest.megabytes=100} for the
 * full run (a heap of 1 GB is enough).
 */
final class FolderScaleTest {
  @TempDir private Path temp;

  @Test
  void manyFilesAreReadLockedAndPlanned() throws IOException {
    int count = Integer.getInteger("test.files", 1_000);
    MigrationFolder folder = new MigrationFolder(temp, "m");
    String parent = "";
    for (int i = 0; i < count; i++) {
      String id = String.format("%012x", i * 0x9e3779b9L & 0xffff_ffff_ffffL);
      MigrationTemplate template = Migrations.template(id, parent);
      Files.writeString(temp.resolve(template.fileName()), template.text());
      parent = id;
    }
    new LockVerb(folder).lock(List.of());
    FolderContents contents = folder.read();
    Chain chain = contents.chain();

    assertThat(contents.lockDifferences(chain)).isEmpty();
    assertThat(new Planner(chain).push(List.of(), Target.HEAD).steps()).hasSize(count);
  }

  @Test
  void aLargeFileIsReadAndLocked() throws IOException {
    long bytes = Integer.getInteger("test.megabytes", 4) * 1_000_000L;
    MigrationTemplate template = Migrations.template("a", "");
    String[] parts = template.text().split("(?<=migrate:up\n)");
    String statement = "INSERT INTO t_a (id) VALUES (1234567890), (9876543210);\n";
    try (Writer out = Files.newBufferedWriter(temp.resolve(template.fileName()))) {
      out.write(parts[0]);
      for (long written = 0; written < bytes; written += statement.length()) {
        out.write(statement);
      }
      out.write(parts[1]);
    }
    MigrationFolder folder = new MigrationFolder(temp, "m");
    new LockVerb(folder).lock(List.of());
    FolderContents contents = folder.read();

    assertThat(contents.lockDifferences(contents.chain())).isEmpty();
    assertThat(contents.files().get(0).up().statements())
        .hasSize((int) ((bytes + statement.length() - 1) / statement.length()) + 1);
  }
}
