package dev.dbpush.maven;

import dev.dbpush.core.report.AnsiStyle;
import dev.dbpush.core.report.Style;
import dev.dbpush.core.report.TextListener;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.maven.plugin.logging.Log;
import org.fusesource.jansi.Ansi;

/**
 * Where a goal's words go. Text goes to Maven's log. JSON goes to the standard output, bare, so
 * that {@code mvn -q} prints nothing else; then everything but warnings is kept out of its way.
 */
final class Output implements TextListener.Sink {
  private final Log log;
  private final boolean json;
  private final PrintStream out;

  Output(Log log, boolean json, PrintStream out) {
    this.log = log;
    this.json = json;
    this.out = out;
  }

  /** A goal's outcome in the format that was asked for. */
  void outcome(Function<Style, List<String>> text, Supplier<String> object) {
    if (json) {
      // One write: with -T the modules' outputs must not mix within an object.
      out.print(object.get() + "\n");
      out.flush();
    } else {
      Style style = style();
      text.apply(style).forEach(line -> log.info(style.shown(line)));
    }
  }

  /** Whether a tool reads what is written. */
  boolean isJson() {
    return json;
  }

  Style style() {
    return json || !colours() ? Style.PLAIN : new AnsiStyle();
  }

  /**
   * Whether Maven shows colours: its own switches have set this. A Maven without Jansi has none.
   */
  private static boolean colours() {
    try {
      return Ansi.isEnabled();
    } catch (LinkageError e) {
      return false;
    }
  }

  @Override
  public void info(String line) {
    if (json) {
      log.debug(style().shown(line));
    } else {
      log.info(style().shown(line));
    }
  }

  @Override
  public boolean showsInfo() {
    return json ? log.isDebugEnabled() : log.isInfoEnabled();
  }

  @Override
  public void warn(String line) {
    log.warn(style().shown(line));
  }

  @Override
  public void debug(String line) {
    log.debug(style().shown(line));
  }
}
