package dev.dbpush.maven;

import dev.dbpush.core.autogenerate.RenameQuestion;
import java.io.Console;
import java.util.Locale;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/** Asks on the terminal that the build was started from. */
final class ConsoleQuestion implements RenameQuestion {
  private final Console console;

  private ConsoleQuestion(Console console) {
    this.console = console;
  }

  /** Null with {@code -B}, and where input or output is no terminal. */
  static @Nullable RenameQuestion of(MavenSession session) {
    Console console = System.console();
    return console == null || !session.getSettings().isInteractiveMode()
        ? null
        : new ConsoleQuestion(console);
  }

  /** An input that ends is a no. */
  @Override
  public boolean isRename(String seen) {
    while (true) {
      String answer = console.readLine("%s: is it one? [y/n] ", seen);
      String word = answer == null ? "n" : answer.strip().toLowerCase(Locale.ROOT);
      if (word.equals("y") || word.equals("yes")) {
        return true;
      }
      if (word.equals("n") || word.equals("no")) {
        return false;
      }
    }
  }
}
