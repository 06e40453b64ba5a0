package dev.dbpush.core.importing;

import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** golang-migrate: {@code 12_name.up.sql} and {@code 12_name.down.sql} in one folder. */
final class GolangMigrateReader implements LayoutReader {
  private static final Pattern NAME =
      Pattern.compile("(\\d+)_(.*)\\.(up|down)\\.sql", Pattern.DOTALL);

  @Override
  public boolean recognises(SourceFolder source) {
    return source.any(file -> file.inRoot() && NAME.matcher(file.name()).matches());
  }

  @Override
  public void read(SourceFolder source, Reading reading) {
    Map<BigInteger, Pair> pairs = new TreeMap<>();
    Folders others = new Folders(Layout.GOLANG_MIGRATE);
    for (SourceFile file : source.files()) {
      Matcher matcher = NAME.matcher(file.name());
      if (!file.inRoot()) {
        others.add(file);
      } else if (!matcher.matches()) {
        reading.skip(file.path(), Folders.notAMigration(file, Layout.GOLANG_MIGRATE));
      } else {
        BigInteger version = new BigInteger(matcher.group(1));
        Pair pair = pairs.computeIfAbsent(version, v -> new Pair(v, matcher.group(2)));
        pair.set(file, matcher.group(3).equals("up"), reading);
      }
    }
    others.report(reading);
    pairs.values().forEach(pair -> pair.report(reading));
  }

  /** The two files of one number. */
  private static final class Pair {
    private final BigInteger version;
    private String name;
    private @Nullable SourceFile up;
    private @Nullable SourceFile down;

    Pair(BigInteger version, String name) {
      this.version = version;
      this.name = name;
    }

    void set(SourceFile file, boolean isUp, Reading reading) {
      SourceFile before = isUp ? up : down;
      if (before != null) {
        reading.problem(
            file.path(),
            null,
            "number " + version + " stands twice: " + before.path() + " has it too",
            "give one of the two files another number");
      } else if (isUp) {
        up = file;
        name = NAME.matcher(file.name()).replaceFirst("$2");
      } else {
        down = file;
      }
    }

    void report(Reading reading) {
      SourceFile first = up != null ? up : down;
      if (first == null) {
        return;
      }
      ForeignSection upSection =
          up != null ? ForeignSection.whole(up, reading.text(up)) : ForeignSection.whole(first, "");
      if (up == null) {
        reading.warn(
            first.path(),
            null,
            "a down without an up: carried with an empty up, as the tool runs it",
            "check that the up file was not lost");
      }
      reading.add(
          new ForeignMigration(
              version.toString(),
              name,
              first.path(),
              Minutes.hasTime(version.toString()) ? version.toString() : name,
              upSection,
              down == null ? null : ForeignSection.whole(down, reading.text(down)),
              Set.of()));
    }
  }
}
