package dev.dbpush.sql.syntax;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong in an input: where, what, and what to do next.
 *
 * @param file the file's name as the user knows it; empty where there is no file
 * @param position the place in the file, or null where the whole file is meant
 * @param message what is wrong, one line, no full stop
 * @param remedy what to do next, one line; empty only where the message says it
 */
public record Problem(
    String file, @Nullable SourcePosition position, String message, String remedy) {

  /** Makes what is shown printable: a file's name and its content are another hand's. */
  public Problem {
    file = Printable.line(file);
    message = Printable.text(message);
    remedy = Printable.text(remedy);
  }

  /** The same problem, reported for the named file. */
  public Problem in(String fileName) {
    return new Problem(fileName, position, message, remedy);
  }

  /** {@code file:line:column: message}, and the remedy, indented, on the next line. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    if (!file.isEmpty()) {
      out.append(file).append(':');
    }
    if (position != null) {
      out.append(position).append(':');
    }
    if (out.length() > 0) {
      out.append(' ');
    }
    out.append(message);
    if (!remedy.isEmpty()) {
      out.append("\n  ").append(remedy);
    }
    return out.toString();
  }
}
