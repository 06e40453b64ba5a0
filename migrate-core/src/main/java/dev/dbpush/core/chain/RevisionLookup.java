package dev.dbpush.core.chain;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds revisions by prefixes of their ids. */
final class RevisionLookup {
  /** Fewer digits would soon mean several revisions, and are easily a slip. */
  static final int SHORTEST_PREFIX = 4;

  private static final int MOST_SHOWN = 5;
  private static final int NEAR = 3;
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{1,12}");

  private final List<MigrationFile> inChainOrder;
  private @Nullable List<MigrationFile> sorted;

  RevisionLookup(List<MigrationFile> inChainOrder) {
    this.inChainOrder = inChainOrder;
  }

  private List<MigrationFile> byId() {
    List<MigrationFile> known = sorted;
    if (known == null) {
      known = inChainOrder.stream().sorted(Comparator.comparing(MigrationFile::revision)).toList();
      sorted = known;
    }
    return known;
  }

  RevisionId find(String idOrPrefix) {
    String prefix = idOrPrefix.strip().toLowerCase(Locale.ROOT);
    if (!DIGITS.matcher(prefix).matches()) {
      throw unknown(
          "\"" + idOrPrefix + "\" is no revision: an id is 12 hexadecimal digits", prefix);
    }
    if (prefix.length() < SHORTEST_PREFIX) {
      throw ChainException.of(
          "\"" + prefix + "\" is too short for a revision",
          "write at least " + SHORTEST_PREFIX + " digits of its id");
    }
    List<MigrationFile> files = byId();
    int from = firstAtOrAfter(files, prefix);
    int to = firstAtOrAfter(files, prefix + 'g'); // behind every hexadecimal digit
    if (to == from) {
      throw unknown("no revision begins with " + prefix, prefix);
    }
    if (to - from > 1) {
      throw ChainException.of(
          prefix + " means " + (to - from) + " revisions: " + list(files.subList(from, to)),
          "write more digits");
    }
    return files.get(from).revision();
  }

  private static int firstAtOrAfter(List<MigrationFile> files, String prefix) {
    int low = 0;
    int high = files.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (files.get(middle).revision().value().compareTo(prefix) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private ChainException unknown(String message, String text) {
    List<MigrationFile> files = byId();
    List<MigrationFile> near =
        files.stream().filter(file -> file.slug().equalsIgnoreCase(text)).toList();
    if (near.isEmpty()) {
      near =
          files.stream()
              .filter(file -> distance(text, file) <= NEAR && distance(text, file) < text.length())
              .sorted(
                  Comparator.comparingInt((MigrationFile file) -> distance(text, file))
                      .thenComparing(MigrationFile::revision))
              .toList();
    }
    return ChainException.of(
        message,
        near.isEmpty()
            ? "mvn db:history lists the chain"
            : "did you mean " + list(near) + "? mvn db:history lists the chain");
  }

  private static String list(List<MigrationFile> some) {
    String shown =
        some.stream()
            .limit(MOST_SHOWN)
            .map(file -> file.revision() + " (" + file.slug() + ")")
            .collect(Collectors.joining(", "));
    return some.size() > MOST_SHOWN ? shown + ", …" : shown;
  }

  /** Edits between a text and as many digits of an id, up to the id's end. */
  private static int distance(String text, MigrationFile file) {
    String id = file.revision().value();
    if (text.length() > id.length() + NEAR) {
      return Integer.MAX_VALUE;
    }
    String other = id.substring(0, Math.min(text.length(), id.length()));
    int[] previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= text.length(); i++) {
      int[] current = new int[other.length() + 1];
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = previous[j - 1] + (text.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[other.length()];
  }
}
