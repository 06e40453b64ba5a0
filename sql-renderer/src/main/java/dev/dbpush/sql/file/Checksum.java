package dev.dbpush.sql.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * Checksums of sections and texts: SHA-256 in hexadecimal digits.
 *
 * <p>A section's checksum ignores what editors and Git change by themselves: line ends, blanks at
 * the ends of lines (in string constants too), blank lines at both ends; and the directives for
 * timeouts and accepted hazards. {@code transaction:false} counts, since it changes the segments.
 */
public final class Checksum {
  /** Stands for a section that does not exist. */
  public static final String NONE = "-";

  private static final String VERSION = "v1:";

  private Checksum() {}

  /** {@code v1:} and the digits. */
  public static String of(Section section) {
    Set<Integer> hintLines = new HashSet<>();
    for (Directive directive : Directive.in(section.text(), section.statements())) {
      if (directive.ownLine() && !directive.opensSection()) {
        hintLines.add(section.text().lastIndexOf('\n', directive.start()) + 1);
      }
    }
    MessageDigest digest = sha256();
    if (!section.transactional()) {
      digest.update("transaction:false\n".getBytes(StandardCharsets.UTF_8));
    }
    digestLines(section.text(), hintLines, digest);
    return VERSION + HexFormat.of().formatHex(digest.digest());
  }

  private static void digestLines(String text, Set<Integer> skipped, MessageDigest digest) {
    int blankLines = 0;
    boolean begun = false;
    int end;
    for (int start = 0; start <= text.length(); start = end + 1) {
      int lineEnd = text.indexOf('\n', start);
      end = lineEnd < 0 ? text.length() : lineEnd;
      String kept = text.substring(start, end).stripTrailing();
      if (kept.isEmpty()) {
        blankLines++;
      } else if (!skipped.contains(start)) {
        String before = begun ? "\n".repeat(blankLines) : "";
        digest.update((before + kept + "\n").getBytes(StandardCharsets.UTF_8));
        blankLines = 0;
        begun = true;
      }
    }
  }

  /** The digits alone, over the text's UTF-8 bytes. */
  public static String sha256(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
