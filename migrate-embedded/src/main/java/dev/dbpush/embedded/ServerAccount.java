package dev.dbpush.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Who a server runs as. PostgreSQL refuses root, so a build that runs as root needs another way: a
 * user namespace in which root's files belong to a nameless user, or a switch to an unprivileged
 * user.
 *
 * @param prefix what stands before a command to run it as that account
 * @param uid the user id that the data must belong to, or -1 where nothing needs to change
 * @param gid the group id that goes with it
 */
record ServerAccount(List<String> prefix, int uid, int gid) {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final ServerAccount SELF = new ServerAccount(List.of(), -1, -1);

  /**
   * The account for the server of a data folder, which may not exist yet.
   *
   * @param paths what the account must be able to reach: the programs and the data
   * @throws EmbeddedPostgresException if this process is root and cannot run anything as another
   */
  static ServerAccount find(Path data, Path... paths) throws IOException {
    if (!isRoot()) {
      return SELF;
    }
    List<String> tried = new ArrayList<>();
    for (ServerAccount account : candidates(data)) {
      tried.add(String.join(" ", account.prefix));
      if (works(account.prefix) && reaches(account.prefix, paths)) {
        return account;
      }
    }
    throw new EmbeddedPostgresException(
        "PostgreSQL does not run as root, and nothing here runs it as another user with access to "
            + List.of(paths)
            + " (tried: "
            + String.join("; ", tried)
            + ")",
        "run the build as an ordinary user, or move the folders to a place that every user may"
            + " enter, or name a server of your own by its URL (db.url, db.scratch)");
  }

  /** Data that belongs to an ordinary user already stays that user's. */
  private static List<ServerAccount> candidates(Path data) throws IOException {
    List<ServerAccount> accounts = new ArrayList<>();
    int owner = Files.exists(data) ? (int) Files.getAttribute(data, "unix:uid") : 0;
    if (owner != 0) {
      int group = (int) Files.getAttribute(data, "unix:gid");
      addSwitches(accounts, Files.getOwner(data).getName(), owner, group);
      return accounts;
    }
    accounts.add(new ServerAccount(List.of("unshare", "-U"), 0, 0));
    for (String user : List.of("postgres", "nobody")) {
      int uid = id("-u", user);
      int gid = id("-g", user);
      if (uid > 0 && gid >= 0) {
        addSwitches(accounts, user, uid, gid);
      }
    }
    return accounts;
  }

  private static void addSwitches(List<ServerAccount> accounts, String user, int uid, int gid) {
    List<String> setpriv = List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups");
    // A folder below /root is closed to others; this capability lets the server pass through.
    List<String> passing = new ArrayList<>(setpriv);
    passing.addAll(List.of("--inh-caps=+dac_override", "--ambient-caps=+dac_override"));
    accounts.add(new ServerAccount(setpriv, uid, gid));
    accounts.add(new ServerAccount(List.copyOf(passing), uid, gid));
    accounts.add(new ServerAccount(List.of("runuser", "-u", user, "--"), uid, gid));
    accounts.add(new ServerAccount(List.of("su", user), uid, gid));
  }

  /** The command as this account runs it. */
  List<String> command(List<String> command) {
    return command(prefix, command);
  }

  private static List<String> command(List<String> prefix, List<String> command) {
    List<String> all = new ArrayList<>(prefix);
    if (!prefix.isEmpty() && prefix.get(0).equals("su")) {
      all.addAll(List.of("-s", "/bin/sh", "-c", quoted(command)));
    } else {
      all.addAll(command);
    }
    return all;
  }

  private static String quoted(List<String> command) {
    return "exec "
        + String.join(
            " ", command.stream().map(part -> "'" + part.replace("'", "'\\''") + "'").toList());
  }

  /** Gives a folder and all in it to this account, unless it has it already. */
  void own(Path folder) throws IOException {
    if (uid < 0 || Files.getAttribute(folder, "unix:uid").equals(uid)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            give(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException failure)
              throws IOException {
            // The folder itself comes last, so that an interrupted walk is done again.
            give(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void give(Path file) throws IOException {
    Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(file, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean works(List<String> prefix) {
    try {
      Programs.Result result = Programs.run(LIMIT, command(prefix, List.of("id", "-u")));
      return result.succeeded() && !result.output().strip().equals("0");
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static boolean reaches(List<String> prefix, Path... paths) throws IOException {
    for (Path path : paths) {
      Path existing = existing(path);
      if (isOpen(existing)) {
        continue;
      }
      // Not "test -x": the system call behind it ignores capabilities.
      if (!Programs.run(LIMIT, command(prefix, List.of("ls", "-d", existing + "/."))).succeeded()) {
        return false;
      }
    }
    return true;
  }

  /** The path, or the nearest folder above it that exists. */
  static Path existing(Path path) {
    Path existing = path.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing;
  }

  /** Whether every user may enter the folder. */
  static boolean isOpen(Path path) throws IOException {
    for (Path folder = path; folder != null; folder = folder.getParent()) {
      if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  /** Whether this process is root. */
  static boolean isRoot() throws IOException {
    return !Platform.isWindows() && ownUid() == 0;
  }

  private static int ownUid() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self) ? (int) Files.getAttribute(self, "unix:uid") : id("-u");
  }

  private static int id(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("id"));
    command.addAll(List.of(arguments));
    Programs.Result result = Programs.run(LIMIT, command);
    String text = result.output().strip();
    return result.succeeded() && text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
  }
}
