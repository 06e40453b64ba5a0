package dev.dbpush.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Small liberties of the command line that the parser does not know. */
final class Arguments {
  /** An option as the Maven goals spell it: {@code --lockTimeout}, {@code --history.table}. */
  private static final Pattern OPTION =
      Pattern.compile("--[a-z]+(?:[A-Z.][A-Za-z.]*)(?:=.*)?", Pattern.DOTALL);

  private static final Pattern RELATIVE = Pattern.compile("[-+][0-9]{1,9}");

  private Arguments() {}

  /**
   * The arguments as the parser knows them: options are spelled with hyphens, and a target such as
   * {@code -1} that stands alone becomes {@code --to=-1}, since it looks like an option.
   */
  static String[] normalised(String... arguments) {
    List<String> normal = new ArrayList<>();
    boolean awaitsValue = false;
    for (String argument : arguments) {
      if (awaitsValue) {
        normal.add(argument);
        awaitsValue = false;
        continue;
      }
      if (RELATIVE.matcher(argument).matches()) {
        normal.add("--to=" + argument);
      } else {
        String spelled = OPTION.matcher(argument).matches() ? spelled(argument) : argument;
        normal.add(spelled);
        awaitsValue = spelled.equals("--to") || spelled.equals("--from");
      }
    }
    return normal.toArray(String[]::new);
  }

  private static String spelled(String option) {
    int equals = option.indexOf('=');
    String name = equals < 0 ? option : option.substring(0, equals);
    return Wording.kebab(name) + (equals < 0 ? "" : option.substring(equals));
  }
}
