package dev.dbpush.core.offline;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.folder.GitFolder;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where in the chain the head of a Git revision is.
 *
 * @param target the place
 * @param edits files that are not what they were there, one a line
 */
record GitPlace(Target target, List<String> edits) {
  private static final String PREFIX = "git:";

  GitPlace {
    edits = List.copyOf(edits);
  }

  /** Whether an option's text names a Git revision. */
  static boolean isOne(String text) {
    return text.strip().startsWith(PREFIX);
  }

  /**
   * Reads the folder of a Git revision.
   *
   * @param text {@code git:REF}
   * @throws ChainException if there is no such revision, or its head is not in the chain any more
   */
  static GitPlace read(String text, Migrations now) {
    String ref = text.strip().substring(PREFIX.length());
    MigrationFolder folder = now.folder();
    if (folder == null) {
      throw ChainException.of(
          text + " needs a folder of migrations", "migrations in a jar have no Git revisions");
    }
    Chain then = Migrations.from(new GitFolder(folder, ref)).chain();
    List<RevisionId> heads = then.heads();
    if (heads.size() > 1) {
      throw ChainException.of(
          ref + " has " + heads.size() + " heads: " + heads, "name one of them instead of " + text);
    }
    Chain chain = now.chain();
    if (!heads.isEmpty() && !chain.contains(heads.get(0))) {
      throw ChainException.of(
          "the head of " + ref + " is " + heads.get(0) + ", which is not in " + folder.name(),
          "the file was removed or has another parent since; a script can lead only along the"
              + " chain as it is");
    }
    Target target = heads.isEmpty() ? Target.BASE : new Target.Exactly(heads.get(0).value());
    return new GitPlace(target, edits(ref, folder.name(), then, chain));
  }

  private static List<String> edits(String ref, String folder, Chain then, Chain now) {
    List<String> edits = new ArrayList<>();
    for (MigrationFile old : then.revisions()) {
      MigrationFile file = now.find(old.revision());
      if (file == null) {
        edits.add(folder + "/" + old.name() + " is in " + ref + " and is gone");
        continue;
      }
      List<String> parts = new ArrayList<>();
      if (!old.upChecksum().equals(file.upChecksum())) {
        parts.add("up");
      }
      if (!Objects.equals(old.downChecksum(), file.downChecksum())) {
        parts.add("down");
      }
      if (!old.parents().equals(file.parents())) {
        parts.add("parent");
      }
      if (!parts.isEmpty()) {
        edits.add(
            folder
                + "/"
                + file.name()
                + " was edited since "
                + ref
                + " ("
                + String.join(", ", parts)
                + "); a database that has it is not changed by this script");
      }
    }
    return edits;
  }
}
