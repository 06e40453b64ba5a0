package dev.dbpush.cli;

import dev.dbpush.core.report.AnsiStyle;
import dev.dbpush.core.report.SafetyText;
import dev.dbpush.core.report.Style;
import dev.dbpush.core.report.TextListener;
import dev.dbpush.core.safety.DestroyOutcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a command's words go: results and progress to the output, warnings and errors to the error
 * output. With JSON the output holds the JSON object and nothing else.
 */
final class Console implements TextListener.Sink {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Style style;
  private final boolean json;
  private final @Nullable UnaryOperator<@Nullable String> asker;
  private final boolean verbose;

  Console(Surroundings surroundings, boolean json, boolean verbose) {
    this.out = surroundings.out();
    this.err = surroundings.err();
    this.style = surroundings.colours() && !json ? new AnsiStyle() : Style.PLAIN;
    this.json = json;
    this.verbose = verbose;
    this.asker = json ? null : surroundings.asker();
  }

  Style style() {
    return style;
  }

  /** Asks on the terminal; null where there is none, and where the output is for tools. */
  @Nullable UnaryOperator<@Nullable String> asker() {
    return asker;
  }

  /** A command's outcome in the format that was asked for. */
  void outcome(Function<Style, List<String>> text, Supplier<String> object) {
    if (json) {
      line(out, object.get());
    } else {
      text.apply(style).forEach(line -> text(out, Wording.of(line)));
    }
  }

  /** An outcome whose text is SQL: not a word of it is changed. */
  void sql(Function<Style, List<String>> text, Supplier<String> object) {
    if (json) {
      line(out, object.get());
    } else {
      text.apply(style).forEach(line -> text(out, line));
    }
  }

  /** What a verb that destroys did; the statements of a dry run are SQL. */
  void outcome(DestroyOutcome outcome) {
    if (outcome.dryRun()) {
      sql(style -> SafetyText.lines(outcome, style), () -> SafetyText.json(outcome));
    } else {
      outcome(style -> SafetyText.lines(outcome, style), () -> SafetyText.json(outcome));
    }
  }

  @Override
  public void info(String line) {
    if (!json) {
      text(out, Wording.of(line));
    } else if (verbose) {
      text(err, Wording.of(line));
    }
  }

  @Override
  public void warn(String line) {
    text(err, style.warn("warning: ") + Wording.of(line));
  }

  @Override
  public void debug(String line) {
    if (verbose) {
      text(json ? err : out, Wording.of(line));
    }
  }

  private void text(PrintWriter to, String text) {
    line(to, style.shown(text));
  }

  /** LF on every platform, and at once: a person watches, and a pipe may be read line by line. */
  private static void line(PrintWriter to, String text) {
    to.print(text + "\n");
    to.flush();
  }
}
