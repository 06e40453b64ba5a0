package dev.dbpush.core.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.chain.LockLine;
import dev.dbpush.core.testing.Migrations;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationTemplate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationLocationsTest {
  @TempDir Path temp;

  @Test
  void aMountedFolderThatHoldsMigrationsWinsOverTheClassPath() throws IOException {
    Path mounted = folder("mounted", true, "a");
    MigrationLocations.Chosen<MigrationSource> chosen =
        choose(folderAt(mounted), classpath(jar("app.jar", true, false)));
    assertThat(chosen.source().name()).isEqualTo(mounted.toString());
    assertThat(chosen.reason())
        .isEqualTo("migrations from " + mounted + ", the first place that holds any");
  }

  @Test
  void aFolderThatDoesNotExistIsPassedOverAndTheReasonSaysSo() throws IOException {
    MigrationLocations.Chosen<MigrationSource> chosen =
        choose(folderAt(temp.resolve("none")), classpath(jar("app.jar", true, false)));
    assertThat(chosen.reason())
        .isEqualTo(
            "migrations from classpath:db/migrations, since "
                + temp.resolve("none")
                + " does not exist");
  }

  @Test
  void anEmptyFolderIsPassedOver() throws IOException {
    Path empty = Files.createDirectory(temp.resolve("empty"));
    Files.writeString(empty.resolve("README.md"), "nothing yet");
    MigrationLocations.Chosen<MigrationSource> chosen =
        choose(folderAt(empty), classpath(jar("app.jar", true, false)));
    assertThat(chosen.reason()).contains(empty + " holds no migrations");
  }

  @Test
  void aLockFileWhoseFilesAreMissingIsNotPassedOver() throws IOException {
    Path broken = folder("broken", true, "a");
    Files.delete(broken.resolve(Migrations.template("a", "").fileName()));
    MigrationLocations.Chosen<MigrationSource> chosen =
        choose(folderAt(broken), classpath(jar("app.jar", true, false)));
    assertThat(chosen.source().name()).isEqualTo(broken.toString());
  }

  @Test
  void aPlaceThatCannotBeReadStopsTheStart() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThatThrownBy(() -> choose(folderAt(file), classpath(jar("app.jar", true, false))))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("is not a folder");
  }

  @Test
  void withoutAnyPlaceEachIsNamed() throws IOException {
    assertThatThrownBy(
            () -> choose(folderAt(temp.resolve("none")), new ClasspathSource(loader(), "nowhere")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(temp.resolve("none") + " does not exist")
        .hasMessageContaining("classpath:nowhere holds nothing");
  }

  @Test
  void theLockFileIsTheIndexOfAJarThatListsNoFolders() throws IOException {
    assertThat(revisions(classpath(jar("app.jar", true, false)))).isEqualTo(2);
  }

  @Test
  void aJarWithFoldersIsListedWhereThereIsNoLockFile() throws IOException {
    assertThat(revisions(classpath(jar("app.jar", false, true)))).isEqualTo(2);
  }

  @Test
  void classesInAFolderAreListedAndAFileWithoutALineIsFound() throws IOException {
    Path root = folder("classes/db/migrations", true, "a");
    MigrationTemplate unlocked = Migrations.template("b", "a");
    Files.writeString(root.resolve(unlocked.fileName()), unlocked.text());
    assertThat(revisions(classpath(temp.resolve("classes")))).isEqualTo(2);
  }

  @Test
  void twoPlacesOnTheClassPathAreRefused() throws IOException {
    Path one = jar("one.jar", true, false);
    Path two = jar("two.jar", true, false);
    assertThatThrownBy(() -> choose(classpath(one, two)))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("one.jar")
        .hasMessageContaining("two.jar");
  }

  private static int revisions(MigrationSource source) {
    return SourceReader.read(source).chain().revisions().size();
  }

  private static MigrationLocations.Chosen<MigrationSource> choose(MigrationSource... sources) {
    return new MigrationLocations(List.of(sources)).choose();
  }

  private static MigrationFolder folderAt(Path path) {
    return new MigrationFolder(path, path.toString());
  }

  private static ClasspathSource classpath(Path... places) throws IOException {
    return new ClasspathSource(loader(places), "/db/migrations/");
  }

  private static ClassLoader loader(Path... places) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path place : places) {
      urls.add(place.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private Path folder(String name, boolean locked, String revision) throws IOException {
    Path folder = Files.createDirectories(temp.resolve(name));
    MigrationTemplate template = Migrations.template(revision, "");
    Files.writeString(folder.resolve(template.fileName()), template.text());
    if (locked) {
      Files.writeString(
          folder.resolve(ChainLock.FILE_NAME),
          new ChainLock(List.of(LockLine.sealed(Migrations.parse(template)))).text());
    }
    return folder;
  }

  private Path jar(String name, boolean withLock, boolean withFolders) throws IOException {
    Path jar = temp.resolve(name);
    List<MigrationFile> files = new ArrayList<>();
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      if (withFolders) {
        entries.putNextEntry(new JarEntry("db/"));
        entries.putNextEntry(new JarEntry("db/migrations/"));
      }
      for (MigrationTemplate template :
          List.of(Migrations.template("a", ""), Migrations.template("b", "a"))) {
        write(entries, template.fileName(), template.text());
        files.add(Migrations.parse(template));
      }
      if (withLock) {
        write(
            entries,
            ChainLock.FILE_NAME,
            new ChainLock(files.stream().map(LockLine::sealed).toList()).text());
      }
    }
    return jar;
  }

  private static void write(JarOutputStream entries, String name, String text) throws IOException {
    entries.putNextEntry(new JarEntry("db/migrations/" + name));
    entries.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
