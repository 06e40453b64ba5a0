package dev.dbpush.sql.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Checksums of sections and texts: SHA-256 in hexadecimal digits.
 *
 * <p>A section's checksum ignores what cannot change the outcome: line ends, blanks at the ends of
 * lines, blank lines at both ends, and the directives for timeouts and accepted hazards. {@code
 * transaction:false} counts, since it changes the segments.
 */
public final class Checksum {
  /** Stands for a section that does not exist. */
  public static final String NONE = "-";

  private static final String VERSION = "v1:";

  private Checksum() {}

  /** {@code v1:} and the digits. */
  public static String of(Section section) {
    StringBuilder normal = new StringBuilder(section.text().length());
    if (!section.transactional()) {
      normal.append("transaction:false\n");
    }
    int blankLines = 0;
    boolean begun = false;
    for (String line : section.text().split("\n", -1)) {
      String kept = line.stripTrailing();
      if (kept.isEmpty()) {
        blankLines++;
        continue;
      }
      if (Directive.isHint(kept)) {
        continue;
      }
      if (begun) {
        normal.append("\n".repeat(blankLines));
      }
      blankLines = 0;
      begun = true;
      normal.append(kept).append('\n');
    }
    return VERSION + sha256(normal.toString());
  }

  /** The digits alone, over the text's UTF-8 bytes. */
  public static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
