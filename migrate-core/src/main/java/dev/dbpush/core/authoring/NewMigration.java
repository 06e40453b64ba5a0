package dev.dbpush.core.authoring;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.chain.LockLine;
import dev.dbpush.core.folder.FileChange;
import dev.dbpush.core.folder.FolderContents;
import dev.dbpush.core.folder.FolderWriter;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationTemplate;
import dev.dbpush.sql.file.RevisionId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Adds a migration behind the head, with an open line in {@code chain.lock}. */
public final class NewMigration {
  private final MigrationFolder folder;
  private final FileMaker maker;

  /** Adds to a folder, which is created if need be. */
  public NewMigration(MigrationFolder folder, Clock clock, RevisionIds ids) {
    this.folder = folder;
    this.maker = new FileMaker(clock, ids);
  }

  /**
   * Adds an empty migration.
   *
   * @param name what it will do
   * @throws ChainException as {@link #create(Draft)}
   */
  public CreatedMigration create(String name) {
    return create(Draft.empty(name));
  }

  /**
   * Adds a migration.
   *
   * @throws ChainException if the name is blank, the chain or its lock file is not sound, or the
   *     chain has two heads
   * @throws dev.dbpush.sql.syntax.SqlSyntaxException if the draft's SQL is not sound
   */
  public CreatedMigration create(Draft draft) {
    return write(prepare(draft));
  }

  /**
   * A migration that is not written yet.
   *
   * @param contents the folder as it was read
   * @param file the migration, as it will be read again
   * @param text the file's content
   */
  public record Prepared(FolderContents contents, MigrationFile file, String text) {}

  /** Makes a migration's text without writing it; throws as {@link #create(Draft)}. */
  public Prepared prepare(Draft draft) {
    if (draft.name().isBlank()) {
      throw ChainException.of(
          "a migration needs a name", "say what it does: -Ddb.name=add_email_to_member");
    }
    FolderContents contents = FileMaker.contents(folder);
    Chain chain = contents.chain();
    RevisionId head = chain.head();
    MigrationTemplate template =
        maker.make(draft, head == null ? List.of() : List.of(head), chain, contents.lock());
    return new Prepared(contents, FileMaker.parsed(template), template.text());
  }

  /**
   * Writes it, with an open line in the lock file.
   *
   * @throws ChainException if the folder was changed meanwhile
   */
  public CreatedMigration write(Prepared prepared) {
    FolderContents contents = prepared.contents();
    MigrationFile file = prepared.file();
    List<LockLine> lines = new ArrayList<>(contents.lock().lock().lines());
    lines.add(LockLine.open(file));
    FolderWriter.write(
        folder,
        List.of(
            new FileChange(file.name(), null, prepared.text()),
            new FileChange(ChainLock.FILE_NAME, contents.lockText(), new ChainLock(lines).text())));
    return new CreatedMigration(file.name(), file.revision(), file.parents());
  }
}
