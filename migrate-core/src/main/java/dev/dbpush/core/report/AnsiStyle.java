package dev.dbpush.core.report;

/** The colours of a terminal, the same as Maven's, by ECMA-48 sequences. Has no state: any thread may use it. */
public final class AnsiStyle implements Style {
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
