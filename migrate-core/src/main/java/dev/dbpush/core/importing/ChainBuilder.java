package dev.dbpush.core.importing;

import dev.dbpush.core.importing.ImportReport.Imported;
import dev.dbpush.sql.file.Checksum;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.file.MigrationTemplate;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.file.Slug;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a chain of what was read: one parent each, ids of the content, minutes that rise. */
final class ChainBuilder {
  private static final int ID_LENGTH = 12;

  /** Stands in a section whose source has no statement: an empty one reads as a forgotten one. */
  private static final String NOTHING = "SELECT 1 WHERE false; -- nothing to do";

  private final Layout layout;
  private final Reading reading;
  private final SectionConverter converter;
  private final Minutes minutes = new Minutes();
  private final Set<RevisionId> ids = new HashSet<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<MigrationFile> files = new ArrayList<>();
  private final List<Imported> imported = new ArrayList<>();

  ChainBuilder(Layout layout, Reading reading) {
    this.layout = layout;
    this.reading = reading;
    this.converter = new SectionConverter(reading);
  }

  /** Builds the chain; what cannot be carried becomes a problem of the reading. */
  void build() {
    for (ForeignMigration migration : reading.migrations()) {
      add(migration);
    }
  }

  /** The files' contents by name, in chain order. */
  Map<String, String> texts() {
    return texts;
  }

  /** The files as they will be read, in chain order. */
  List<MigrationFile> files() {
    return files;
  }

  List<Imported> imported() {
    return imported;
  }

  private void add(ForeignMigration migration) {
    int problems = reading.problems().size();
    ForeignSection up = content(migration.up(), "no statement: carried as one that does nothing");
    ForeignSection foreignDown = migration.down();
    ForeignSection down =
        foreignDown == null
            ? null
            : content(
                foreignDown,
                "no statement: a downgrade over it changes nothing and counts as done; where that is"
                    + " not meant, fill the imported file's down in or mark it irreversible");
    String minute = minutes.next(migration.stamp());
    if (reading.problems().size() > problems) {
      return;
    }
    RevisionId id = id(migration, up, down);
    MigrationTemplate template =
        new MigrationTemplate(
            id,
            files.isEmpty() ? List.of() : List.of(files.get(files.size() - 1).revision()),
            minute,
            Slug.of(migration.name()),
            up.text(),
            down == null ? null : down.text(),
            "the imported migration has no down",
            List.of("Imported from " + layout + ": " + migration.source()),
            up.transactional(),
            down == null || down.transactional());
    MigrationFile file = check(migration, template, up, down);
    if (file == null) {
      return;
    }
    texts.put(template.fileName(), template.text());
    files.add(file);
    imported.add(
        new Imported(
            id,
            template.fileName(),
            migration.source(),
            migration.version(),
            migration.checksums(),
            file.up().statements().size(),
            down != null));
  }

  /** The section as ours; where it has no statement, with one that does nothing. */
  private ForeignSection content(ForeignSection foreign, String warning) {
    int problems = reading.problems().size();
    ForeignSection section = converter.convert(foreign);
    if (reading.problems().size() > problems
        || !StatementSplitter.split(section.text()).statements().isEmpty()) {
      return section;
    }
    reading.warn(section.file(), null, warning, "");
    String remarks = section.text().strip();
    return section.withText(remarks + (remarks.isEmpty() ? "" : "\n") + NOTHING + "\n");
  }

  /**
   * Digits of the hash of place, name and content; hashed again in the unlikely case of a clash.
   */
  private RevisionId id(
      ForeignMigration migration, ForeignSection up, @Nullable ForeignSection down) {
    String content =
        String.join(
            "\0",
            Integer.toString(imported.size() + 1),
            migration.version(),
            migration.name(),
            up.text(),
            down == null ? "" : down.text());
    String hash = Checksum.sha256(content);
    while (!ids.add(new RevisionId(hash.substring(0, ID_LENGTH)))) {
      hash = Checksum.sha256(hash);
    }
    return new RevisionId(hash.substring(0, ID_LENGTH));
  }

  /** Reads the new file back: it must hold the very statements of the source. */
  private @Nullable MigrationFile check(
      ForeignMigration migration,
      MigrationTemplate template,
      ForeignSection up,
      @Nullable ForeignSection down) {
    try {
      MigrationFile file = MigrationFileParser.parse(template.fileName(), template.text());
      Section fileDown = file.down();
      boolean equal =
          same(file.up(), up)
              && (down == null) == (fileDown == null)
              && (down == null || fileDown == null || same(fileDown, down));
      if (equal) {
        return file;
      }
    } catch (SqlSyntaxException e) {
      // said below: the place would be one in a file that does not exist
    }
    reading.problem(
        migration.source(),
        null,
        "in a file of ours this text would not hold the same statements",
        "end each statement with a semicolon, and each direction's SQL with a complete statement");
    return null;
  }

  private static boolean same(Section section, ForeignSection foreign) {
    return section.transactional() == foreign.transactional()
        && commands(section).equals(commands(Section.of(foreign.text())));
  }

  private static List<List<@Nullable String>> commands(Section section) {
    List<List<@Nullable String>> commands = new ArrayList<>();
    for (SqlStatement statement : section.statements()) {
      List<@Nullable String> command = new ArrayList<>();
      command.add(statement.text());
      command.add(statement.copyData());
      commands.add(command);
    }
    return commands;
  }
}
