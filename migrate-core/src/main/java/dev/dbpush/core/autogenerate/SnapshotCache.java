package dev.dbpush.core.autogenerate;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.model.ModelText;
import dev.dbpush.sql.file.Checksum;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.schema.Snapshot;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot of a chain's end, or of what came of models, kept in a file that is named by all
 * that it depends on. Whatever is wrong with the file, the snapshot is made anew.
 */
final class SnapshotCache {
  /** Object streams read and write a few bytes at a time. */
  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * Nothing but values of the schema model is ever read, and nothing that is nested without end.
   */
  private static final ObjectInputFilter FILTER =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=50;dev.dbpush.sql.schema.*;java.util.*;java.lang.*;!*");

  private final @Nullable Path folder;
  private final String suffix;

  /** Of chains' ends. */
  SnapshotCache(@Nullable Path folder) {
    this(folder, ".snapshot");
  }

  private SnapshotCache(@Nullable Path folder, String suffix) {
    this.folder = folder;
    this.suffix = suffix;
  }

  /** Of what came of models. */
  static SnapshotCache ofModels(@Nullable Path folder) {
    return new SnapshotCache(folder, ".model");
  }

  /** A name for the end of a chain, as this build of the tool reads it from such a server. */
  static String key(AutogenerateConfig config, Chain chain, int serverMajor) {
    StringBuilder text = place(config, serverMajor);
    for (MigrationFile file : chain.revisions()) {
      text.append(file.revision()).append(file.parents()).append(file.upChecksum()).append('\n');
    }
    return Checksum.sha256(text.toString());
  }

  /** A name for what comes of models, as this build of the tool reads it from such a server. */
  static String key(AutogenerateConfig config, List<ModelText> models, int serverMajor) {
    StringBuilder text = place(config, serverMajor);
    for (ModelText model : models) {
      text.append(Checksum.sha256(model.sql())).append('\n');
    }
    return Checksum.sha256(text.toString());
  }

  private static StringBuilder place(AutogenerateConfig config, int serverMajor) {
    StringBuilder text = new StringBuilder();
    text.append(build()).append('\n').append(serverMajor).append('\n');
    text.append(config.schemas()).append('\n').append(config.script().searchPath()).append('\n');
    text.append(config.script().table()).append('\n');
    return text.append(config.scratch().identity()).append('\n');
  }

  /** Two builds may read a catalog differently, or keep other facts of it. */
  private static String build() {
    CodeSource source = SnapshotCache.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "";
    }
    try {
      File file = new File(source.getLocation().toURI());
      return file + " " + file.length() + " " + file.lastModified();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return source.getLocation().toString();
    }
  }

  Optional<Snapshot> find(String key) {
    Path from = folder == null ? null : folder.resolve(key + suffix);
    if (from == null || !Files.isRegularFile(from)) {
      return Optional.empty();
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(from), BUFFER_BYTES);
        ObjectInputStream objects = new ObjectInputStream(in)) {
      objects.setObjectInputFilter(FILTER);
      return Optional.of((Snapshot) objects.readObject());
    } catch (IOException | ClassNotFoundException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Keeps one in the place of all others. */
  void keep(String key, Snapshot snapshot) {
    Path target = folder;
    if (target == null) {
      return;
    }
    try {
      Files.createDirectories(target);
      try (Stream<Path> files = Files.list(target)) {
        for (Path file : files.filter(f -> f.toString().endsWith(suffix)).toList()) {
          Files.deleteIfExists(file);
        }
      }
      Path part = Files.createTempFile(target, "snapshot", ".part");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER_BYTES);
          ObjectOutputStream objects = new ObjectOutputStream(out)) {
        objects.writeObject(snapshot);
      }
      Files.move(part, target.resolve(key + suffix), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      return; // the next run makes it again
    }
  }
}
