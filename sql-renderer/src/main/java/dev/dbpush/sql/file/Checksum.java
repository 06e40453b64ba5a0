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

  /** How much text is hashed at a time: a section may have many megabytes. */
  private static final int PIECE = 1 << 16;

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
    StringBuilder kept = new StringBuilder(Math.min(text.length() + 1, PIECE));
    int blankLines = 0;
    boolean begun = false;
    int lineEnd;
    for (int start = 0; start <= text.length(); start = lineEnd + 1) {
      int found = text.indexOf('\n', start);
      lineEnd = found < 0 ? text.length() : found;
      int end = lineEnd;
      while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
      if (end == start) {
        blankLines++;
      } else if (!skipped.contains(start)) {
        for (; begun && blankLines > 0; blankLines--) {
          kept.append('\n');
        }
        kept.append(text, start, end).append('\n');
        blankLines = 0;
        begun = true;
        if (kept.length() >= PIECE) {
          digest.update(kept.toString().getBytes(StandardCharsets.UTF_8));
          kept.setLength(0);
        }
      }
    }
    digest.update(kept.toString().getBytes(StandardCharsets.UTF_8));
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
