package dev.dbpush.core.folder;

import dev.dbpush.core.chain.ChainException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of migrations as a Git revision has it, read by the {@code git} on the path. Nothing is
 * checked out, no hook runs, and the repository is not written to.
 *
 * @param folder the folder as it is now; it is in a work tree
 * @param ref a branch, a tag, a commit
 */
public record GitFolder(MigrationFolder folder, String ref) implements MigrationSource {

  /**
   * A folder at a revision.
   *
   * @throws ChainException if {@code ref} could be taken for an option
   */
  public GitFolder {
    if (ref.isBlank() || ref.startsWith("-") || ref.chars().anyMatch(c -> c <= ' ' || c == ':')) {
      throw ChainException.of(
          "\"" + ref + "\" is no Git revision", "name a branch, a tag or a commit: git:v1.4");
    }
  }

  @Override
  public String name() {
    return ref + ":" + folder.name();
  }

  @Override
  public List<SourceFile> files() throws IOException {
    String commit = commit();
    byte[] listed = GitCommand.run(folder.path(), "ls-tree", "-z", commit).output();
    List<String> names = new ArrayList<>();
    List<String> objects = new ArrayList<>();
    for (String entry : new String(listed, StandardCharsets.UTF_8).split("\0", -1)) {
      int tab = entry.indexOf('\t'); // mode SP type SP object TAB name
      String[] facts = tab < 0 ? new String[0] : entry.substring(0, tab).split(" ", -1);
      if (facts.length == 3 && facts[1].equals("blob")) {
        names.add(entry.substring(tab + 1));
        objects.add(facts[2]);
      }
    }
    if (names.isEmpty()) {
      throw ChainException.of(
          ref + " has no folder " + folder.name() + ", or no files in it",
          "db.migrations names the folder; was it elsewhere then?");
    }
    List<SourceFile> files = new ArrayList<>();
    List<byte[]> contents = contents(objects);
    for (int i = 0; i < names.size(); i++) {
      byte[] content = contents.get(i);
      files.add(new SourceFile(names.get(i), () -> content));
    }
    return files;
  }

  private String commit() throws IOException {
    GitCommand.Result found =
        GitCommand.run(
            folder.path(),
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            ref + "^{commit}");
    if (found.exit() == 0) {
      return found.text();
    }
    GitCommand.Result tree = GitCommand.run(folder.path(), "rev-parse", "--is-inside-work-tree");
    if (tree.exit() != 0) {
      throw ChainException.of(
          folder.name() + " is in no Git repository that git opens: " + tree.message(),
          "db.from and db.to take a revision's id too");
    }
    boolean shallow =
        GitCommand.run(folder.path(), "rev-parse", "--is-shallow-repository").text().equals("true");
    throw ChainException.of(
        "the repository has no revision \"" + ref + '"',
        shallow
            ? "this is a shallow clone: git fetch --unshallow --tags brings the rest"
            : "git fetch --tags may bring it; git rev-parse " + ref + " says what git knows");
  }

  /** In one process: object after object, each when it is asked for. */
  private List<byte[]> contents(List<String> objects) throws IOException {
    Process process = GitCommand.start(folder.path(), "cat-file", "--batch");
    List<byte[]> contents = new ArrayList<>();
    try (OutputStream out = process.getOutputStream();
        InputStream in = new BufferedInputStream(process.getInputStream())) {
      for (String object : objects) {
        out.write((object + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String[] header = line(in).split(" ", -1); // object SP type SP size
        if (header.length != 3) {
          throw new IOException("git cat-file says: " + String.join(" ", header));
        }
        contents.add(in.readNBytes(Integer.parseInt(header[2])));
        in.skipNBytes(1);
      }
    } finally {
      process.destroy();
    }
    return contents;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
