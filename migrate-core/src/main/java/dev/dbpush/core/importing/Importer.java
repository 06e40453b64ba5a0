package dev.dbpush.core.importing;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.syntax.Problem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a chain of another tool's folder. Stateless and thread-safe; the same source gives the same
 * bytes.
 *
 * <p>The SQL is carried as it was written, a BOM and CR apart. Each revision has the one before as
 * its parent. Ids are digits of SHA-256 over place, name and content.
 */
public final class Importer {
  private Importer() {}

  /**
   * Reads the source and writes the migration files and the lock file: all, or, where anything is
   * wrong, none. A target that holds exactly these files already is left alone.
   *
   * @throws ImportException with everything that is wrong in the source, or why the target cannot
   *     be written
   */
  public static ImportReport run(ImportRequest request) {
    Path target = request.target().toAbsolutePath().normalize();
    if (request.source().toAbsolutePath().normalize().equals(target)) {
      throw new ImportException(
          new Problem(
              target.toString(),
              null,
              "source and target are one folder",
              "move the other tool's files, or choose another folder with db.migrations"));
    }
    SourceFolder source = SourceFolder.scan(request.source(), target);
    refuseOwnFiles(source, request.source());
    Layout layout = layout(source, request);
    Reading reading = new Reading(request.placeholders());
    source.unread().forEach(skipped -> reading.skip(skipped.path(), skipped.reason()));
    LayoutReader.of(layout).read(source, reading);
    ChainBuilder chain = new ChainBuilder(layout, reading);
    chain.build();
    if (chain.files().isEmpty() && reading.problems().isEmpty()) {
      throw new ImportException(nothingFound(request.source(), layout));
    }
    if (!reading.problems().isEmpty()) {
      throw new ImportException(reading.problems());
    }
    Map<String, String> files = new LinkedHashMap<>(chain.texts());
    files.put(ChainLock.FILE_NAME, ChainLock.sealed(Chain.of(chain.files())).text());
    boolean changed = new TargetFolder(target).write(files);
    return new ImportReport(
        layout,
        chain.imported(),
        reading.skipped(),
        reading.warnings(),
        reading.modelFiles(),
        changed);
  }

  private static void refuseOwnFiles(SourceFolder source, Path folder) {
    if (source.any(file -> file.inRoot() && MigrationFileParser.isMigrationFileName(file.name()))) {
      throw new ImportException(
          new Problem(
              folder.toString(),
              null,
              "the source already holds migrations of ours",
              "use it as it is, with db.migrations"));
    }
  }

  private static Layout layout(SourceFolder source, ImportRequest request) {
    Layout named = request.layout();
    if (named != null) {
      return named;
    }
    List<Layout> found =
        Arrays.stream(Layout.values())
            .filter(layout -> LayoutReader.of(layout).recognises(source))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new ImportException(nothingFound(request.source(), null));
    }
    throw new ImportException(
        new Problem(
            request.source().toString(),
            null,
            "files of several tools are here: "
                + found.stream().map(Layout::id).collect(Collectors.joining(", ")),
            "say which with db.layout"));
  }

  private static Problem nothingFound(Path source, @Nullable Layout layout) {
    return new Problem(
        source.toString(),
        null,
        layout == null
            ? "no migrations of a known layout here"
            : "no " + layout + " migrations here",
        "name the folder that holds the migration files; known layouts: " + Layout.known());
  }
}
