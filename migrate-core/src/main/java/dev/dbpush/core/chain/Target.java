package dev.dbpush.core.chain;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a push or a downgrade should lead, as it was written; see {@link Planner} for its meaning.
 */
public sealed interface Target {

  /** The one head of the chain. */
  Target HEAD = new Head();

  /** Every head: all revisions of the chain. */
  Target HEADS = new Heads();

  /** No revision. */
  Target BASE = new Base();

  /** {@code head}. */
  record Head() implements Target {
    @Override
    public String toString() {
      return "head";
    }
  }

  /** {@code heads}. */
  record Heads() implements Target {
    @Override
    public String toString() {
      return "heads";
    }
  }

  /** {@code base}. */
  record Base() implements Target {
    @Override
    public String toString() {
      return "base";
    }
  }

  /**
   * One revision.
   *
   * @param idOrPrefix 4 to 12 hexadecimal digits
   */
  record Exactly(String idOrPrefix) implements Target {
    @Override
    public String toString() {
      return idOrPrefix;
    }
  }

  /**
   * So many revisions from here.
   *
   * @param offset above zero: the next ones of a push; below zero: the last ones of a downgrade
   */
  record Relative(int offset) implements Target {
    /** Checks that it leads somewhere. */
    public Relative {
      if (offset == 0) {
        throw new IllegalArgumentException("a relative target is at least one revision away");
      }
    }

    @Override
    public String toString() {
      return offset > 0 ? "+" + offset : String.valueOf(offset);
    }
  }

  /**
   * Reads {@code head}, {@code heads}, {@code base}, an id or the first 4 digits or more of one,
   * {@code +2}, {@code -1}.
   *
   * @throws ChainException for any other text, with what is possible
   */
  static Target parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    switch (word) {
      case "head":
        return HEAD;
      case "heads":
        return HEADS;
      case "base":
        return BASE;
      default:
        break;
    }
    Matcher relative = Shapes.RELATIVE.matcher(word);
    if (relative.matches()) {
      return new Relative(Integer.parseInt(word));
    }
    if (Shapes.REVISION.matcher(word).matches()) {
      return new Exactly(word);
    }
    String remedy =
        Shapes.COUNT.matcher(word).matches()
            ? "write +"
                + word
                + " or -"
                + word
                + " for revisions from here, or at least 4 digits of"
                + " an id"
            : "a target is head, heads, base, an id or its first 4 digits or more, +2 or -1";
    throw ChainException.of("\"" + text + "\" is not a target", remedy);
  }

  /** What targets look like. */
  final class Shapes {
    private static final Pattern RELATIVE = Pattern.compile("[+-]0*[1-9][0-9]{0,8}");
    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{4,12}");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,2}");

    private Shapes() {}
  }
}
