package dev.dbpush.core.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of the server whose reading makes another text. */
final class ServerText {
  private static final String LITERAL =
      "(?:'(?:[^']|'')*'|\\d+(?:\\.\\d+)?)(?:::[\\w \"]+(?:\\([\\d,]+\\))?)?";

  /** {@code ARRAY['a'::character varying, 'b'::character varying]::text[]}. */
  private static final Pattern CAST_ARRAY =
      Pattern.compile("ARRAY\\[(" + LITERAL + "(?:, " + LITERAL + ")*)\\]::([\\w \"]+?)\\[\\]");

  private static final Pattern ELEMENT = Pattern.compile(LITERAL);

  private ServerText() {}

  /** The parser casts the elements of an array that is cast, so that is how it comes back. */
  static String settled(String text) {
    if (!text.contains("ARRAY[")) {
      return text;
    }
    return CAST_ARRAY
        .matcher(text)
        .replaceAll(
            array ->
                Matcher.quoteReplacement(
                    "ARRAY["
                        + ELEMENT
                            .matcher(array.group(1))
                            .replaceAll(
                                element ->
                                    Matcher.quoteReplacement(
                                        element.group() + "::" + array.group(2)))
                        + "]"));
  }
}
