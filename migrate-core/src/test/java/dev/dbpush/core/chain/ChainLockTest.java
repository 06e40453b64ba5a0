package dev.dbpush.core.chain;

import static dev.dbpush.core.testing.Migrations.file;
import static dev.dbpush.core.testing.Migrations.graph;
import static dev.dbpush.core.testing.Migrations.id;
import static dev.dbpush.core.testing.Migrations.irreversible;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.testing.Migrations;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChainLockTest {
  private static final String LOCK = "m/chain.lock";
  private final Chain chain = Chain.of(graph("c<  b<c  a<c  d<b,a"));

  private static LockReading read(String text) {
    return LockReader.read(LOCK, text);
  }

  private static List<String> problems(String text) {
    return read(text).problems().stream().map(Object::toString).toList();
  }

  private List<String> differences(String lock) {
    return LockComparison.compare("m", read(lock), chain).stream()
        .map(d -> d.kind() + " " + d.revision().value().charAt(0))
        .toList();
  }

  @Test
  void aSealedLockReadsBackAndAgreesWithItsChain() {
    String text = ChainLock.sealed(chain).text();
    List<String> lines = text.lines().toList();

    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).startsWith("# ");
    assertThat(lines.get(1))
        .isEqualTo(
            "cccccccccccc none "
                + file("c", "").upChecksum()
                + " "
                + file("c", "").downChecksum()
                + " 2025_12_01_2053-cccccccccccc_rev_c.sql");
    assertThat(lines.get(4)).startsWith("dddddddddddd bbbbbbbbbbbb,aaaaaaaaaaaa v1:");
    assertThat(read(text).lock().text()).isEqualTo(text);
    assertThat(differences(text)).isEmpty();
  }

  @Test
  void aBomAndCrlfAndBlankLinesAreRead() {
    String text = "\ufeff" + ChainLock.sealed(chain).text().replace("\n", " \r\n\r\n");

    assertThat(read(text).lock()).isEqualTo(ChainLock.sealed(chain));
  }

  @Test
  void anOpenLineHasTwoDashesAndAMissingDownOne() {
    MigrationFile file = irreversible("a", "", "never");

    assertThat(LockLine.open(file).text())
        .isEqualTo("aaaaaaaaaaaa none - - 2025_12_01_2053-aaaaaaaaaaaa_rev_a.sql");
    assertThat(LockLine.sealed(file).text())
        .isEqualTo(
            "aaaaaaaaaaaa none " + file.upChecksum() + " - 2025_12_01_2053-aaaaaaaaaaaa_rev_a.sql");
    assertThat(LockLine.sealed(file).isOpen()).isFalse();
  }

  @Test
  void everythingThatDiffersIsFound() {
    String sealed = ChainLock.sealed(chain).text();
    List<String> lines = new ArrayList<>(sealed.lines().toList());

    String hash = file("b", "c").upChecksum();
    assertThat(differences(sealed.replace(hash, "v1:" + "0".repeat(64))))
        .containsExactly("EDITED b");
    assertThat(differences(sealed.replace("_rev_a.sql", "_old_name.sql")))
        .containsExactly("RENAMED a");
    assertThat(
            differences(sealed.replace("aaaaaaaaaaaa cccccccccccc", "aaaaaaaaaaaa bbbbbbbbbbbb")))
        .containsExactly("REPARENTED a");
    assertThat(differences(sealed + LockLine.sealed(file("f", "d")).text()))
        .containsExactly("REMOVED f");
    assertThat(differences(sealed.replace(lines.get(2) + "\n", ""))).containsExactly("UNLOCKED a");
    assertThat(differences(sealed.replace(lines.get(4), LockLine.open(chain.get(id("d"))).text())))
        .containsExactly("OPEN d");
    String swapped = String.join("\n", lines.get(1), lines.get(3), lines.get(2), lines.get(4), "");
    assertThat(differences(swapped)).containsExactly("OUT_OF_ORDER a");
  }

  @Test
  void theOrderOfTwoParentsDoesNotMatter() {
    assertThat(
            differences(
                ChainLock.sealed(chain)
                    .text()
                    .replace("bbbbbbbbbbbb,aaaaaaaaaaaa", "aaaaaaaaaaaa,bbbbbbbbbbbb")))
        .isEmpty();
  }

  @Test
  void aDifferenceSaysWhereAndWhatToDo() {
    String edited =
        ChainLock.sealed(chain)
            .text()
            .replace(file("b", "c").downChecksum(), "v1:" + "1".repeat(64));

    assertThat(LockComparison.compare("m", read(edited), chain).get(0).problem())
        .hasToString(
            "m/2025_12_01_2053-bbbbbbbbbbbb_rev_b.sql: the down section was edited after the"
                + " revision was locked\n"
                + "  restore the file and make the change with mvn db:new; or, where no database has"
                + " it yet, mvn db:lock");
  }

  @Test
  void filesThatMakeNoChainAreComparedAllTheSame() {
    LockReading lock = read(ChainLock.sealed(chain).text());

    assertThat(
            LockComparison.compare(
                "m",
                lock,
                List.of(file("c", ""), file("a", "c")),
                Set.of("2025_12_01_2053-bbbbbbbbbbbb_rev_b.sql")))
        .extracting(LockDifference::kind)
        .containsExactly(LockDifference.Kind.REMOVED);
  }

  @Test
  void badLinesAreAllNamedWithTheirPlaces() {
    String a = "2025_12_01_2053-aaaaaaaaaaaa_x.sql";
    String sha = "v1:" + "0".repeat(64);
    String text =
        String.join(
            "\n",
            "aaaaaaaaaaaa none - -",
            "aaaaaaaaaaa none - - " + a,
            "aaaaaaaaaaaa nobody - - " + a,
            "aaaaaaaaaaaa bbbbbbbbbbbb,bbbbbbbbbbbb - - " + a,
            "aaaaaaaaaaaa none v1:00 - " + a,
            "aaaaaaaaaaaa none v2:00 - " + a,
            "aaaaaaaaaaaa none - " + sha + " " + a,
            "bbbbbbbbbbbb none - - " + a,
            "aaaaaaaaaaaa none - - " + a,
            "aaaaaaaaaaaa none - - " + a);

    assertThat(problems(text))
        .satisfiesExactly(
            p -> assertThat(p).startsWith("m/chain.lock:1:1: a line has five parts"),
            p -> assertThat(p).startsWith("m/chain.lock:2:1: \"aaaaaaaaaaa\" is not a revision"),
            p -> assertThat(p).startsWith("m/chain.lock:3:1: \"nobody\" is not none"),
            p -> assertThat(p).startsWith("m/chain.lock:4:1: "),
            p -> assertThat(p).startsWith("m/chain.lock:5:1: \"v1:00\" is not a checksum"),
            p -> assertThat(p).contains("checksum of a later version of dbpush"),
            p -> assertThat(p).contains("checksum of the down section without"),
            p -> assertThat(p).contains("is not a file of revision bbbbbbbbbbbb"),
            p ->
                assertThat(p)
                    .startsWith("m/chain.lock:10:1: revision aaaaaaaaaaaa stands in line 9"));
    assertThatThrownBy(() -> read(text).lock()).isInstanceOf(ChainException.class);
  }

  @Test
  void aFileNameThatLeadsOutOfTheFolderIsRefused() {
    for (String name :
        List.of(
            "../2025_12_01_2053-aaaaaaaaaaaa_x.sql",
            "/etc/2025_12_01_2053-aaaaaaaaaaaa_x.sql",
            "..\\2025_12_01_2053-aaaaaaaaaaaa_x.sql",
            "2025_12_01_2053-aaaaaaaaaaaa_x/../../y.sql",
            "2025_12_01_2053-aaaaaaaaaaaa_x.sql\u0000",
            "passwd")) {
      assertThat(problems("aaaaaaaaaaaa none - - " + name))
          .as(name)
          .singleElement()
          .asString()
          .contains("is not the name of a migration file");
    }
  }

  @Test
  void conflictMarkersAreRefusedAndBothSidesRead() {
    String first = LockLine.sealed(file("a", "c")).text();
    String second = LockLine.open(file("b", "c")).text();
    LockReading reading =
        read(
            String.join(
                "\n",
                LockLine.sealed(file("c", "")).text(),
                "<<<<<<< HEAD",
                first,
                "||||||| 1234567",
                "this line was the common ancestor's",
                "=======",
                second,
                ">>>>>>> feature",
                ""));

    assertThat(reading.conflicted()).isTrue();
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.soundLines()).extracting(LockLine::text).contains(first, second).hasSize(3);
    assertThatThrownBy(reading::lock)
        .hasMessageStartingWith("m/chain.lock:2:1: conflict markers")
        .hasMessageContaining("mvn db:rebase or mvn db:merge");
  }

  @Test
  void ofTwoLinesOfARevisionTheOneThatFitsTheFileIsKept() {
    LockLine right = LockLine.sealed(chain.get(id("b")));
    LockLine wrong =
        new LockLine(right.revision(), right.parents(), "v1:" + "0".repeat(64), "-", right.file());
    LockLine open = LockLine.open(chain.get(id("b")));

    assertThat(ChainLock.ordered(chain, List.of(wrong, open, right)).lines())
        .containsExactly(right);
    assertThat(ChainLock.ordered(chain, List.of(wrong, open)).lines()).containsExactly(open);
    assertThat(ChainLock.ordered(chain, List.of(wrong)).lines()).containsExactly(wrong);
  }

  @Test
  void linesAreOrderedByTheChainAndLinesWithoutAFileStayAtTheEnd() {
    LockLine gone = LockLine.sealed(file("f", "c"));
    List<LockLine> lines = new ArrayList<>(List.of(gone));
    for (String r : List.of("d", "b", "a", "c")) {
      lines.add(LockLine.sealed(chain.get(id(r))));
    }

    List<LockLine> expected = new ArrayList<>(ChainLock.sealed(chain).lines());
    expected.add(gone);
    assertThat(ChainLock.ordered(chain, lines).lines()).isEqualTo(expected);
  }

  /** A quick slice; {@code -Dtest.fuzz=200000} for the full run. */
  @Test
  void hostileLockFilesNeverBreakTheReader() {
    long seed = Long.getLong("test.seed", 1);
    int rounds = Integer.getInteger("test.fuzz", 3_000);
    Random random = new Random(seed);
    String sound = ChainLock.sealed(chain).text();
    for (int round = 0; round < rounds; round++) {
      String text = mutated(sound, random);
      LockReading reading = read(text);
      String seen = "seed " + seed + " round " + round;
      for (LockReading.NumberedLine line : reading.lines()) {
        assertThat(MigrationFileParser.isMigrationFileName(line.line().file())).as(seen).isTrue();
        assertThat(read(line.line().text()).lockLines()).as(seen).containsExactly(line.line());
      }
      assertThat(reading.problems()).as(seen).hasSizeLessThanOrEqualTo(101);
      assertThat(reading.problems())
          .as(seen)
          .allSatisfy(p -> assertThat(p.toString()).hasSizeLessThan(400).startsWith(LOCK));
      LockComparison.compare("m", reading, chain);
      assertThat(ChainLock.ordered(chain, reading.lockLines()).lines())
          .as(seen)
          .doesNotHaveDuplicates();
    }
  }

  private static String mutated(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    String[] pieces = {
      "\n",
      "\r",
      " ",
      "\t",
      "\0",
      "../",
      "/",
      "-",
      "v1:",
      "none",
      ",",
      "#",
      "<<<<<<< x\n",
      "\n=======\n",
      "\n>>>>>>> y\n",
      "\n||||||| z\n",
      "\u202e",
      "\ufeff",
      "é",
      "0",
      "aaaaaaaaaaaa",
      "x".repeat(1_200),
      "\n\n".repeat(50),
      "bad\n".repeat(150)
    };
    int edits = 1 + random.nextInt(6);
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(out.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> out.insert(at, pieces[random.nextInt(pieces.length)]);
        case 1 -> out.delete(at, Math.min(out.length(), at + random.nextInt(20)));
        case 2 -> out.insert(at, (char) random.nextInt(0x3000));
        default -> {
          String[] lines = out.toString().split("\n", -1);
          out.append(lines[random.nextInt(lines.length)]).append('\n');
        }
      }
    }
    return out.toString();
  }

  @Test
  void aLockOfTenThousandLinesIsReadAndCompared() {
    Chain large = Chain.of(Migrations.random(new Random(1), 10_000, 0.3, 3));
    LockReading reading = read(ChainLock.sealed(large).text());

    assertThat(reading.lines()).hasSize(10_000);
    assertThat(LockComparison.compare("m", reading, large)).isEmpty();
    assertThat(Arrays.asList(ChainLock.ordered(large, reading.lockLines())))
        .containsExactly(ChainLock.sealed(large));
  }
}
