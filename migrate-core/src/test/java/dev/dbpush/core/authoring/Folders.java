package dev.dbpush.core.authoring;

import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.folder.FolderContents;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.Migrations;
import dev.dbpush.sql.file.MigrationTemplate;
import dev.dbpush.sql.file.RevisionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A folder of small migrations for tests. */
final class Folders {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-03T04:05:59Z"), ZoneOffset.UTC);

  private Folders() {}

  /** Ids that count: 000000000001, 000000000002. */
  static RevisionIds counting() {
    AtomicInteger next = new AtomicInteger();
    return () -> new RevisionId(String.format("%012x", next.incrementAndGet()));
  }

  /** Writes {@code "a< b<a"} and a sealed lock file. */
  static MigrationFolder sealed(Path path, String graph) {
    MigrationFolder folder = unlocked(path, graph);
    write(folder, ChainLock.FILE_NAME, ChainLock.sealed(folder.read().chain()).text());
    return folder;
  }

  static MigrationFolder unlocked(Path path, String graph) {
    MigrationFolder folder = new MigrationFolder(path, "m");
    if (!graph.isBlank()) {
      for (String node : graph.strip().split("\\s+")) {
        String[] sides = node.split("<", -1);
        MigrationTemplate template = Migrations.template(sides[0], sides[1].replace(',', ' '));
        write(folder, template.fileName(), template.text());
      }
    }
    return folder;
  }

  static String name(String shortId) {
    return Migrations.template(shortId, "").fileName();
  }

  static void write(MigrationFolder folder, String name, String text) {
    try {
      Files.createDirectories(folder.path());
      Files.writeString(folder.path().resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void edit(MigrationFolder folder, String name, String from, String to) {
    String before = folder.text(name);
    if (!before.contains(from)) {
      throw new IllegalArgumentException(name + " does not hold " + from);
    }
    write(folder, name, before.replace(from, to));
  }

  static String lock(MigrationFolder folder) {
    return folder.text(ChainLock.FILE_NAME);
  }

  /** Every file and its content: to see that nothing was written. */
  static Map<String, String> everything(MigrationFolder folder) {
    try (Stream<Path> files = Files.list(folder.path())) {
      Map<String, String> all = new TreeMap<>();
      for (Path file : files.toList()) {
        all.put(file.getFileName().toString(), Files.readString(file));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CheckReport check(FolderContents contents) {
    return new Check(java.util.List.of()).run(contents);
  }
}
