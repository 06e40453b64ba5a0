package dev.dbpush.core.authoring;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.chain.LockLine;
import dev.dbpush.core.chain.LockReading;
import dev.dbpush.core.folder.FolderContents;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.file.MigrationTemplate;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.file.Slug;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What the verbs that add a file have in common. */
final class FileMaker {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MOST_ATTEMPTS = 1_000;

  private final Clock clock;
  private final RevisionIds ids;

  FileMaker(Clock clock, RevisionIds ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /** A file's text under an id that nothing in the folder has. */
  MigrationTemplate make(Draft draft, List<RevisionId> parents, Chain chain, LockReading lock) {
    return new MigrationTemplate(
        freeId(chain, lock),
        parents,
        MINUTE.format(clock.instant()),
        Slug.of(draft.name()),
        draft.up(),
        draft.down(),
        draft.irreversible(),
        draft.remarks());
  }

  /**
   * Reads back what is about to be written.
   *
   * @throws dev.dbpush.sql.syntax.SqlSyntaxException if the SQL of a draft is not sound
   */
  static MigrationFile parsed(MigrationTemplate template) {
    return MigrationFileParser.parse(template.fileName(), template.text());
  }

  /** The contents of a folder, which may not exist yet. */
  static FolderContents contents(MigrationFolder folder) {
    return folder.exists()
        ? folder.read()
        : new FolderContents(
            folder.name(),
            List.of(),
            List.of(),
            null,
            LockReading.absent(folder.name() + "/" + ChainLock.FILE_NAME));
  }

  /** Whether nothing was locked under an id either: its file may be on another branch. */
  private RevisionId freeId(Chain chain, LockReading lock) {
    List<RevisionId> locked = lock.lockLines().stream().map(LockLine::revision).toList();
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      RevisionId id = ids.next();
      if (!chain.contains(id) && !locked.contains(id)) {
        return id;
      }
    }
    throw new IllegalStateException("no free id in " + MOST_ATTEMPTS + " attempts");
  }
}
