package dev.dbpush.sql.render;

import java.util.ArrayList;
import java.util.List;

/** Lists like {@code fillfactor=70}. */
final class OptionLists {
  private OptionLists() {}

  /** The list for WITH, values quoted where they must be. */
  static String list(List<String> options) {
    return String.join(", ", options.stream().map(OptionLists::quoted).toList());
  }

  /** RESET (…) and SET (…), as far as needed. */
  static List<String> change(List<String> before, List<String> after) {
    List<String> gone =
        before.stream()
            .map(OptionLists::name)
            .filter(name -> after.stream().noneMatch(o -> name(o).equals(name)))
            .toList();
    List<String> set = after.stream().filter(o -> !before.contains(o)).toList();
    List<String> sql = new ArrayList<>();
    if (!gone.isEmpty()) {
      sql.add("RESET (" + String.join(", ", gone) + ")");
    }
    if (!set.isEmpty()) {
      sql.add("SET (" + list(set) + ")");
    }
    return sql;
  }

  private static String name(String option) {
    int at = option.indexOf('=');
    return at < 0 ? option : option.substring(0, at);
  }

  private static String quoted(String option) {
    String value = option.substring(Math.min(option.length(), name(option).length() + 1));
    boolean plain = value.matches("[A-Za-z_][A-Za-z_0-9]*|-?[0-9]+(\\.[0-9]+)?");
    return plain || value.isEmpty() ? option : name(option) + "='" + value.replace("'", "''") + "'";
  }
}
