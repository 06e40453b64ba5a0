package dev.dbpush.core.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.chain.LockLine;
import dev.dbpush.core.folder.ClasspathSource;
import dev.dbpush.core.folder.SourceReader;
import dev.dbpush.core.testing.Migrations;
import dev.dbpush.sql.file.MigrationTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.net.protocol.Handlers;
import org.springframework.boot.loader.net.protocol.jar.JarUrl;
import org.springframework.boot.loader.net.protocol.jar.JarUrlClassLoader;

/** Migrations in a jar that Spring Boot's own class loader reads. */
final class NestedJarTest {
  @TempDir static Path temp;

  @BeforeAll
  static void theLoaderKnowsItsUrls() {
    Handlers.register();
  }

  @Test
  void migrationsOfAJarWithinTheJarAreFound() throws IOException {
    Path outer = temp.resolve("with-lib.jar");
    try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(outer))) {
      store(entries, "BOOT-INF/lib/app.jar", migrations("", true));
    }
    assertThat(revisions(JarUrl.create(outer.toFile(), "BOOT-INF/lib/app.jar"))).isEqualTo(2);
  }

  @Test
  void migrationsOfTheApplicationsOwnClassesAreFoundWithAndWithoutALockFile() throws IOException {
    for (boolean withLock : new boolean[] {true, false}) {
      Path outer = temp.resolve("with-classes-" + withLock + ".jar");
      Files.write(outer, migrations("BOOT-INF/classes/", withLock));
      assertThat(revisions(JarUrl.create(outer.toFile(), "BOOT-INF/classes/"))).isEqualTo(2);
    }
  }

  private static int revisions(URL place) throws IOException {
    ClassLoader parent = ClassLoader.getPlatformClassLoader();
    try (JarUrlClassLoader loader = new JarUrlClassLoader(new URL[] {place}, parent) {}) {
      ClasspathSource source = new ClasspathSource(loader, "migrations");
      return SourceReader.read(source).chain().revisions().size();
    }
  }

  private static byte[] migrations(String prefix, boolean withLock) throws IOException {
    List<MigrationTemplate> templates =
        List.of(Migrations.template("a", ""), Migrations.template("b", "a"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream entries = new JarOutputStream(bytes)) {
      if (!prefix.isEmpty()) {
        entries.putNextEntry(new JarEntry("BOOT-INF/"));
        entries.putNextEntry(new JarEntry(prefix));
      }
      entries.putNextEntry(new JarEntry(prefix + "migrations/"));
      for (MigrationTemplate template : templates) {
        entries.putNextEntry(new JarEntry(prefix + "migrations/" + template.fileName()));
        entries.write(template.text().getBytes(StandardCharsets.UTF_8));
      }
      if (withLock) {
        List<LockLine> lines =
            templates.stream().map(Migrations::parse).map(LockLine::sealed).toList();
        entries.putNextEntry(new JarEntry(prefix + "migrations/" + ChainLock.FILE_NAME));
        entries.write(new ChainLock(lines).text().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** A jar within a jar is not compressed once more. */
  private static void store(JarOutputStream entries, String name, byte[] content)
      throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    JarEntry entry = new JarEntry(name);
    entry.setMethod(JarEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entries.putNextEntry(entry);
    entries.write(content);
  }
}
