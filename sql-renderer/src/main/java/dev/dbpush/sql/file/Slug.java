package dev.dbpush.sql.file;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The readable part of a file's name: lower-case letters, digits and underscores. */
public final class Slug {
  /**
   * Keeps file names portable: with the date and the revision in front they stay under 100
   * characters.
   */
  private static final int MAX_LENGTH = 60;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

  private Slug() {}

  /** The slug of a name; {@code migration} where nothing of the name can be kept. */
  public static String of(String name) {
    String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
    String slug = trim(OTHERS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("_"));
    if (slug.length() > MAX_LENGTH) {
      slug = trim(slug.substring(0, MAX_LENGTH));
    }
    return slug.isEmpty() ? "migration" : slug;
  }

  private static String trim(String slug) {
    int from = slug.startsWith("_") ? 1 : 0;
    int to = slug.endsWith("_") && slug.length() > from ? slug.length() - 1 : slug.length();
    return slug.substring(from, to);
  }
}
