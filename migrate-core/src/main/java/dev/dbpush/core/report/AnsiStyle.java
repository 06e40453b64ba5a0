package dev.dbpush.core.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colours of a terminal, the same as Maven's, by ECMA-48 sequences. Has no state: any thread
 * may use it.
 */
public final class AnsiStyle implements Style {
  /** What the methods below write, and nothing else. */
  private static final Pattern OURS = Pattern.compile("\u001b\\[(?:0|1|1;3[123])m");

  @Override
  public String shown(String line) {
    StringBuilder shown = new StringBuilder();
    Matcher ours = OURS.matcher(line);
    int from = 0;
    while (ours.find()) {
      shown.append(Style.super.shown(line.substring(from, ours.start()))).append(ours.group());
      from = ours.end();
    }
    return shown.append(Style.super.shown(line.substring(from))).toString();
  }

  @Override
  public String strong(String text) {
    return coloured("1", text);
  }

  @Override
  public String good(String text) {
    return coloured("1;32", text);
  }

  @Override
  public String warn(String text) {
    return coloured("1;33", text);
  }

  @Override
  public String bad(String text) {
    return coloured("1;31", text);
  }

  private static String coloured(String code, String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
