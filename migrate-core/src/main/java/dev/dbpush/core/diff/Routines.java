package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.Routine;
import java.util.ArrayList;
import java.util.List;

/** What CREATE OR REPLACE can do to a routine. PostgreSQL documentation, CREATE FUNCTION. */
final class Routines {
  private Routines() {}

  /** Not: another kind or result, other names, types or modes of arguments, a default less. */
  static boolean replaceable(Routine before, Routine after) {
    if (before.kind() != after.kind() || !before.result().equals(after.result())) {
      return false;
    }
    if (before.definition().equals(after.definition())) {
      return before.arguments().equals(after.arguments());
    }
    if (before.kind() == 'a') {
      return false;
    }
    List<String> one = arguments(before.arguments());
    List<String> two = arguments(after.arguments());
    return one.stream()
            .map(Routines::withoutDefault)
            .toList()
            .equals(two.stream().map(Routines::withoutDefault).toList())
        && defaults(one) <= defaults(two);
  }

  private static long defaults(List<String> arguments) {
    return arguments.stream().filter(a -> !withoutDefault(a).equals(a)).count();
  }

  private static String withoutDefault(String argument) {
    int at = argument.indexOf(" DEFAULT ");
    return at < 0 ? argument : argument.substring(0, at);
  }

  /** The arguments, split at the commas that stand outside of quotes and parentheses. */
  private static List<String> arguments(String text) {
    List<String> result = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (c == ',' && depth == 0) {
        result.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    if (!text.isBlank()) {
      result.add(text.substring(start).strip());
    }
    return result;
  }
}
