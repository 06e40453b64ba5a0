package dev.dbpush.core.folder;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.chain.ChainLock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where migrations may be, in order. The first place that exists and holds migrations wins, alone.
 * A place that exists and cannot be read is an error: to go on to the next one would run other
 * migrations than were meant.
 *
 * @param sources at least one
 */
public record MigrationLocations(List<MigrationSource> sources) {
  private static final String CLASSPATH = "classpath:";

  /** Copies the list. */
  public MigrationLocations {
    sources = List.copyOf(sources);
  }

  /**
   * The place that won.
   *
   * @param source the place
   * @param reason why, in words
   */
  public record Chosen<T extends MigrationSource>(T source, String reason) {}

  /**
   * A place as it is written in a configuration.
   *
   * @param text {@code classpath:PATH}, {@code file:PATH}, or the path of a folder
   * @param loader sees the class path
   */
  public static MigrationSource parse(String text, ClassLoader loader) {
    String place = text.strip();
    if (place.startsWith(CLASSPATH)) {
      return new ClasspathSource(loader, place.substring(CLASSPATH.length()));
    }
    try {
      Path folder = place.startsWith("file:") ? Path.of(URI.create(place)) : Path.of(place);
      return new MigrationFolder(folder, folder.toString());
    } catch (IllegalArgumentException e) {
      throw new MigrationException(
          "\"" + place + "\" is no place for migrations",
          "write classpath:FOLDER, or the path of a folder",
          e);
    }
  }

  /**
   * The first place that holds migrations.
   *
   * @throws MigrationException if none does, or one that comes first cannot be read
   */
  public Chosen<MigrationSource> choose() {
    return first(sources);
  }

  /**
   * The first of several places that holds migrations.
   *
   * @throws MigrationException if none does, or one that comes first cannot be read
   */
  public static <T extends MigrationSource> Chosen<T> first(List<T> sources) {
    List<String> passedOver = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      T source = sources.get(i);
      String lack = lack(source);
      if (lack.isEmpty()) {
        return new Chosen<>(source, reason(source, passedOver, sources.size() - i - 1));
      }
      passedOver.add(source.name() + " " + lack);
    }
    throw new MigrationException(
        "there are no migrations: " + String.join(", ", passedOver),
        "mount or package them there; chain.lock has to be beside them, since a class path cannot"
            + " always be listed");
  }

  private static String reason(MigrationSource source, List<String> passedOver, int left) {
    String chosen = "migrations from " + source.name();
    if (!passedOver.isEmpty()) {
      return chosen + ", since " + String.join(" and ", passedOver);
    }
    return left == 0 ? chosen + ", the only place" : chosen + ", the first place that holds any";
  }

  /** Why a place holds no migrations; empty if it holds some. */
  private static String lack(MigrationSource source) {
    if (source instanceof MigrationFolder folder && !folder.exists()) {
      if (Files.exists(folder.path())) {
        throw new MigrationException(
            source.name() + " is not a folder", "name the folder that holds the migrations");
      }
      return "does not exist";
    }
    try {
      for (MigrationSource.SourceFile file : source.files()) {
        boolean isLock = file.name().equals(ChainLock.FILE_NAME);
        if (isLock ? holdsLines(file) : file.name().toLowerCase(Locale.ROOT).endsWith(".sql")) {
          return "";
        }
      }
      return source instanceof ClasspathSource ? "holds nothing" : "holds no migrations";
    } catch (IOException e) {
      throw new MigrationException(
          source.name()
              + " cannot be read: "
              + e.getMessage()
              + " ("
              + e.getClass().getSimpleName()
              + ")",
          "make it readable for the application, or leave it out; the other places are not tried,"
              + " since other migrations than were meant could run",
          e);
    }
  }

  /** A lock file that names files stands for them, although they are missing. */
  private static boolean holdsLines(MigrationSource.SourceFile file) throws IOException {
    return new String(file.content().read(), StandardCharsets.UTF_8)
        .lines()
        .anyMatch(line -> !line.isBlank() && !line.startsWith("#"));
  }
}
