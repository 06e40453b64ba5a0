package dev.dbpush.core.autogenerate;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Asks a person what a comparison cannot tell. */
@FunctionalInterface
public interface RenameQuestion {

  /**
   * Whether something was renamed; null if nobody answers.
   *
   * @param seen what it looks like, one line: {@code member.nick is dropped and member.nickname
   *     added, which looks like a rename}
   */
  @Nullable Boolean isRename(String seen);

  /**
   * Asks on a terminal until the answer is y or n; an input that ends is no answer.
   *
   * @param asker asks a question and gives the line that was typed; null where there is no terminal
   * @return null where there is no terminal
   */
  static @Nullable RenameQuestion on(@Nullable UnaryOperator<@Nullable String> asker) {
    return asker == null
        ? null
        : seen -> {
          while (true) {
            String answer = asker.apply(seen + ": is it one? [y/n] ");
            if (answer == null) {
              return null;
            }
            switch (answer.strip().toLowerCase(Locale.ROOT)) {
              case "y", "yes" -> {
                return true;
              }
              case "n", "no" -> {
                return false;
              }
              default -> {}
            }
          }
        };
  }
}
