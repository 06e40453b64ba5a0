package dev.dbpush.core.testing;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.file.MigrationTemplate;
import dev.dbpush.sql.file.RevisionId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Small migrations for tests. A revision is called by one hexadecimal digit or by its whole id. */
public final class Migrations {
  private Migrations() {}

  /** {@code a} is {@code aaaaaaaaaaaa}. */
  public static RevisionId id(String shortId) {
    return new RevisionId(shortId.length() == 1 ? shortId.repeat(12) : shortId);
  }

  /** Ids, one a word. */
  public static List<RevisionId> ids(String shortIds) {
    return shortIds.isEmpty()
        ? List.of()
        : Arrays.stream(shortIds.split(" ")).map(Migrations::id).toList();
  }

  /** What a file would say. */
  public static MigrationTemplate template(String shortId, String parents) {
    return new MigrationTemplate(
        id(shortId),
        ids(parents),
        "2025-12-01T20:53Z",
        "rev_" + shortId,
        "CREATE TABLE t_" + shortId + " (id bigint);",
        "DROP TABLE t_" + shortId + ";",
        "",
        List.of());
  }

  /** A migration with a down section. */
  public static MigrationFile file(String shortId, String parents) {
    return parse(template(shortId, parents));
  }

  /** A migration without a way back. */
  public static MigrationFile irreversible(String shortId, String parents, String reason) {
    MigrationTemplate with = template(shortId, parents);
    return parse(
        new MigrationTemplate(
            with.revision(),
            with.parents(),
            with.created(),
            with.slug(),
            with.up(),
            null,
            reason,
            List.of()));
  }

  /** Reads a template as a file. */
  public static MigrationFile parse(MigrationTemplate template) {
    return MigrationFileParser.parse(template.fileName(), template.text());
  }

  /** Migrations written as {@code "a< b<a c<a d<b,c"}: a revision and its parents. */
  public static List<MigrationFile> graph(String text) {
    List<MigrationFile> files = new ArrayList<>();
    for (String node : text.strip().split("\\s+")) {
      String[] sides = node.split("<", -1);
      files.add(file(sides[0], sides[1].replace(',', ' ')));
    }
    return files;
  }

  /**
   * A random chain: one first revision; others have one or two parents before them.
   *
   * @param merges the share of merges, 0 to 1
   * @param reach how many of the last revisions may be parents
   */
  public static List<MigrationFile> random(Random random, int size, double merges, int reach) {
    List<String> ids = new ArrayList<>();
    List<MigrationFile> files = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String next = String.format("%012x", random.nextLong() & 0xffff_ffff_ffffL);
      String parents = "";
      if (i > 0) {
        String first = ids.get(i - 1 - random.nextInt(Math.min(reach, i)));
        String second = ids.get(i - 1 - random.nextInt(Math.min(reach, i)));
        boolean merge = random.nextDouble() < merges && !first.equals(second);
        parents = merge ? first + " " + second : first;
      }
      ids.add(next);
      files.add(file(next, parents));
    }
    Collections.shuffle(files, random);
    return files;
  }
}
