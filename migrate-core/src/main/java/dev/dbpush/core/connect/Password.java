package dev.dbpush.core.connect;

/** A password, in a wrapping that no message, log line or debugger's text shows. */
public final class Password {
  private final String text;

  /** A password. */
  public Password(String text) {
    this.text = text;
  }

  /** The password itself, for the driver alone. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "*****";
  }
}
