package dev.dbpush.core.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.testing.Migrations;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationFolderTest {
  @TempDir private Path temp;
  private Path path;
  private MigrationFolder folder;

  @BeforeEach
  void makeFolder() throws IOException {
    path = Files.createDirectory(temp.resolve("migrations"));
    folder = MigrationFolder.at(path);
  }

  private Path write(MigrationTemplate template) throws IOException {
    return Files.writeString(path.resolve(template.fileName()), template.text());
  }

  private List<String> problems() {
    return folder.read().problems().stream().map(Object::toString).toList();
  }

  @Test
  void theFilesAreReadByNameAndEverythingElseIsLeftAlone() throws IOException {
    write(Migrations.template("b", "a"));
    write(Migrations.template("a", ""));
    Files.writeString(path.resolve("README.md"), "no SQL");
    Files.writeString(path.resolve(".hidden.sql"), "an editor's");
    Files.createDirectory(path.resolve("target"));
    Files.writeString(path.resolve("target/push.sql"), "a script");
    FolderContents contents = folder.read();

    assertThat(contents.problems()).isEmpty();
    assertThat(contents.files())
        .extracting(MigrationFile::revision)
        .containsExactlyElementsOf(Migrations.ids("a b"));
    assertThat(contents.chain().heads()).isEqualTo(Migrations.ids("b"));
    assertThat(contents.lock().exists()).isFalse();
    assertThat(contents.lockText()).isNull();
  }

  @Test
  void aFolderThatDoesNotExistIsRefusedWithWhatCreatesIt() throws IOException {
    Files.delete(path);

    assertThat(folder.exists()).isFalse();
    assertThatThrownBy(folder::read)
        .isInstanceOf(ChainException.class)
        .hasMessageStartingWith(
            "migrations: the folder of migrations cannot be read: it does not exist")
        .hasMessageContaining("mvn db:new");
  }

  @Test
  void aByteThatIsNotUtf8IsRefusedWithItsPlace() throws IOException {
    Path file = write(Migrations.template("a", ""));
    byte[] latin1 =
        Files.readString(file)
            .replace("CREATE", "-- \u20ac \u00fc\r\n")
            .getBytes(StandardCharsets.UTF_8);
    int at = new String(latin1, StandardCharsets.ISO_8859_1).indexOf("\u00c3\u00bc");
    latin1[at] = (byte) 0xfc; // ü, and a stray byte behind it
    Files.write(file, latin1);

    assertThat(problems())
        .containsExactly(
            "migrations/"
                + file.getFileName()
                + ":6:6: byte 0xfc at offset "
                + at
                + " is not UTF-8\n"
                + "  save the file as UTF-8; it was probably written in Latin-1 or Windows-1252");
  }

  @Test
  void aFileCutInTheMiddleOfACharacterIsRefused() throws IOException {
    Path file = write(Migrations.template("a", ""));
    byte[] bytes = (Files.readString(file) + "-- \u20ac").getBytes(StandardCharsets.UTF_8);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));

    assertThat(problems()).singleElement().asString().contains("is not UTF-8");
  }

  @Test
  void aReplacementCharacterThatSomeoneWroteIsText() throws IOException {
    Path file = write(Migrations.template("a", ""));
    Files.writeString(file, Files.readString(file) + "-- \ufffd \ud83d\ude00\n");

    assertThat(problems()).isEmpty();
  }

  @Test
  void aNulCharacterIsRefusedInTheHeaderToo() throws IOException {
    Path file = write(Migrations.template("a", ""));
    Files.writeString(file, Files.readString(file).replace("-- created", "--\0 created"));

    assertThat(problems()).singleElement().asString().contains(".sql:3:3: NUL character");
  }

  @Test
  void utf16IsCalledByItsName() throws IOException {
    Path file = write(Migrations.template("a", ""));
    Files.write(file, ("\ufeff" + Files.readString(file)).getBytes(StandardCharsets.UTF_16LE));

    assertThat(problems()).singleElement().asString().contains(":1:1: the file is UTF-16");
  }

  @Test
  void aBomAndCrlfAreRead() throws IOException {
    Path file = write(Migrations.template("a", ""));
    MigrationFile plain = folder.read().files().get(0);
    Files.writeString(file, "\ufeff" + Files.readString(file).replace("\n", "\r\n"));

    assertThat(folder.read().files()).containsExactly(plain);
  }

  @Test
  void anotherSqlFileIsAProblemAndOneWithAHeaderIsToldItsName() throws IOException {
    Files.writeString(path.resolve("dump.SQL"), "SELECT 1;");
    Files.writeString(path.resolve("Add Email.sql"), Migrations.template("a", "").text());

    assertThat(problems())
        .satisfiesExactlyInAnyOrder(
            p ->
                assertThat(p)
                    .startsWith("migrations/dump.SQL: not the name of a migration file")
                    .contains("mvn db:new"),
            p -> assertThat(p).contains("rename it to 2025_12_01_2053-aaaaaaaaaaaa_add_email.sql"));
  }

  @Test
  void aMigrationInASubfolderIsNotSilentlyLeftOut() throws IOException {
    Path sub = Files.createDirectory(path.resolve("2025"));
    MigrationTemplate template = Migrations.template("a", "");
    Files.writeString(sub.resolve(template.fileName()), template.text());

    assertThat(problems())
        .containsExactly(
            "migrations/2025/"
                + template.fileName()
                + ": a migration in a subfolder, which is not read\n"
                + "  move it up, or out of the folder of migrations");
  }

  @Test
  void linksAreFollowedAndWhatCannotBeReadIsAProblem() throws IOException {
    MigrationTemplate a = Migrations.template("a", "");
    Path data = Files.createDirectory(path.resolve("..data"));
    Files.writeString(data.resolve(a.fileName()), a.text());
    Files.createSymbolicLink(path.resolve(a.fileName()), Path.of("..data", a.fileName()));
    Files.createSymbolicLink(
        path.resolve(Migrations.template("b", "a").fileName()), Path.of("nowhere"));
    Files.createDirectory(path.resolve(Migrations.template("c", "a").fileName()));
    Files.createSymbolicLink(path.resolve("loop"), path);

    assertThat(folder.read().files()).hasSize(1);
    assertThat(problems())
        .satisfiesExactly(
            p -> assertThat(p).contains("bbbb").contains("cannot be read: it does not exist"),
            p -> assertThat(p).contains("cccc").contains("it is not a regular file"));
  }

  @Test
  void everyFilesProblemAndTheChainsAreInOneReport() throws IOException {
    write(Migrations.template("a", ""));
    write(Migrations.template("b", "f"));
    Files.writeString(
        path.resolve(Migrations.template("c", "a").fileName()),
        Migrations.template("c", "a").text().replace("revision: c", "revision: d"));
    Files.writeString(path.resolve(Migrations.template("e", "a").fileName()), "SELECT 'open");

    assertThatThrownBy(() -> folder.read().chain())
        .isInstanceOfSatisfying(
            ChainException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Object::toString)
                    .satisfiesExactly(
                        p -> assertThat(p).contains("parent ffffffffffff has no file"),
                        p ->
                            assertThat(p)
                                .contains(
                                    "the name says revision cccccccccccc, the header dccccccccccc"),
                        p -> assertThat(p).contains("no -- migrate:up line")));
  }

  @Test
  void aLockFileThatIsNotUtf8IsAProblemOfTheLockOnly() throws IOException {
    write(Migrations.template("a", ""));
    Files.write(path.resolve("chain.lock"), new byte[] {'#', (byte) 0xff, '\n'});
    FolderContents contents = folder.read();

    assertThat(contents.problems()).isEmpty();
    assertThat(contents.lock().problems())
        .singleElement()
        .asString()
        .startsWith("migrations/chain.lock:1:2: byte 0xff");
  }

  @Test
  void anotherKindOfSourceIsReadAlike() {
    MigrationTemplate a = Migrations.template("a", "");
    MigrationSource source =
        new MigrationSource() {
          @Override
          public String name() {
            return "app.jar!/migrations";
          }

          @Override
          public List<SourceFile> files() {
            return List.of(
                new SourceFile(a.fileName(), () -> a.text().getBytes(StandardCharsets.UTF_8)),
                new SourceFile(
                    "broken.sql",
                    () -> {
                      throw new IOException("bad block");
                    }));
          }
        };
    FolderContents contents = SourceReader.read(source);

    assertThat(contents.files()).hasSize(1);
    assertThat(contents.problems())
        .singleElement()
        .asString()
        .startsWith("app.jar!/migrations/broken.sql: the file cannot be read: bad block");
  }
}
