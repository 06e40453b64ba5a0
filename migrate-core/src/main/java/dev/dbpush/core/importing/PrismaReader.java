package dev.dbpush.core.importing;

import dev.dbpush.sql.file.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prisma: a folder a migration, with {@code migration.sql}; {@code migration_lock.toml} beside. */
final class PrismaReader implements LayoutReader {
  private static final String LOCK = "migration_lock.toml";
  private static final Pattern PROVIDER =
      Pattern.compile("(?m)^\\s*provider\\s*=\\s*[\"']([^\"']*)[\"']");

  @Override
  public boolean recognises(SourceFolder source) {
    return source.any(
        file ->
            file.inRoot()
                ? file.name().equals(LOCK)
                : file.folder().indexOf('/') < 0 && file.name().equals("migration.sql"));
  }

  @Override
  public void read(SourceFolder source, Reading reading) {
    for (SourceFile file : source.files()) {
      if (file.inRoot() && file.name().equals(LOCK)) {
        checkProvider(file, reading);
      }
    }
    for (SourceGroup group : SourceGroup.ofFolders(source, reading, Layout.PRISMA)) {
      SourceFile up = group.file("migration.sql");
      SourceFile down = group.file("down.sql");
      if (up == null) {
        group.skipAll(reading, "no migration.sql in this folder");
        continue;
      }
      group.skipOthers(reading, List.of("migration.sql", "down.sql"));
      String text = reading.text(up);
      reading.add(
          new ForeignMigration(
              group.folder(),
              group.folder().replaceFirst("^\\d+_", ""),
              up.path(),
              group.folder(),
              ForeignSection.whole(up, text),
              down == null ? null : ForeignSection.whole(down, reading.text(down)),
              checksums(up, text)));
    }
  }

  /** Prisma records SHA-256 of the file's bytes, as they were on the machine that ran it. */
  private static Set<String> checksums(SourceFile file, String text) {
    String raw = new String(file.bytes(), StandardCharsets.UTF_8);
    Set<String> checksums = new HashSet<>();
    checksums.add(Checksum.sha256(raw));
    checksums.add(Checksum.sha256(text));
    checksums.add(Checksum.sha256(text.replace("\n", "\r\n")));
    return checksums;
  }

  private static void checkProvider(SourceFile file, Reading reading) {
    Matcher matcher = PROVIDER.matcher(reading.text(file));
    String provider = matcher.find() ? matcher.group(1) : "postgresql";
    if (!provider.equals("postgresql") && !provider.equals("postgres")) {
      reading.problem(
          file.path(),
          null,
          "these migrations are for " + SourceFile.printable(provider) + ", not for PostgreSQL",
          "import the folder that was made for PostgreSQL");
    } else {
      reading.skip(file.path(), "not a migration; it only names the database system");
    }
  }
}
