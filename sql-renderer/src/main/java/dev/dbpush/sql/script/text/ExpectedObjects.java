package dev.dbpush.sql.script.text;

import dev.dbpush.sql.hazard.AssessedStatement;
import dev.dbpush.sql.hazard.ObjectChange;
import dev.dbpush.sql.hazard.ObjectChange.Action;
import dev.dbpush.sql.script.ScriptStatement;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The objects that statements leave behind and those that they take away, as far as the text says it
 * for sure: what a {@code CASCADE} or a renaming may have reached is no longer expected.
 */
final class ExpectedObjects {
  private static final Set<String> KINDS =
      Set.of(
          "table", "foreign table", "view", "materialized view", "sequence", "index", "column",
          "type", "domain", "function", "procedure", "trigger", "policy");

  /** Whose absence is told by a name alone. */
  private static final Set<String> GONE =
      Set.of("table", "foreign table", "view", "materialized view", "sequence", "index", "column");

  private final Map<String, Expected> objects = new TreeMap<>();
  private final Map<String, Index> indexes = new HashMap<>();

  /**
   * An object.
   *
   * @param name as SQL; a column's behind its table's, a trigger's before {@code on} its table
   * @param there whether it is expected
   */
  record Expected(String kind, String name, boolean there) {}

  private record Index(String table, Set<String> words) {}

  /** In the order of kind and name. */
  List<Expected> list() {
    return List.copyOf(objects.values());
  }

  /** Takes the next statement. */
  void add(ScriptStatement statement, AssessedStatement cost) {
    SqlStatement sql = statement.statement();
    Set<String> words = words(sql);
    if (sql.startsWith("alter") && (words.contains("rename") || moves(sql))) {
      forgetNamed(sql);
      return;
    }
    if (words.contains("cascade") && (words.contains("drop") || words.contains("truncate"))) {
      cascade();
    }
    for (ObjectChange change : cost.assessment().changes()) {
      if (KINDS.contains(change.kind())) {
        change(change, sql, words);
      }
    }
  }

  private void change(ObjectChange change, SqlStatement sql, Set<String> words) {
    String kind = change.kind();
    String name = change.name();
    if (change.action() == Action.DROP) {
      dropped(kind, name);
      if (GONE.contains(kind)) {
        objects.put(kind + " " + name, new Expected(kind, name, false));
      }
      return;
    }
    objects.put(kind + " " + name, new Expected(kind, name, true));
    if (kind.equals("index")) {
      TokenCursor cursor = sql.cursor();
      while (!cursor.atEnd() && !cursor.accept("on")) {
        cursor.next();
      }
      cursor.accept("only");
      QualifiedName table = cursor.acceptName();
      indexes.put(name, new Index(table == null ? "" : table.toSql(), words));
    }
  }

  private void dropped(String kind, String name) {
    if (kind.equals("table") || kind.equals("column")) {
      // Which sequences it owned, and takes with it, is not known for sure.
      forget(expected -> expected.kind().equals("sequence") && expected.there());
    }
    if (GONE.contains(kind) && !kind.equals("column") && !kind.equals("index")) {
      forget(expected -> isPartOf(expected, name));
      indexes.forEach(
          (index, of) -> {
            if (of.table().equals(name)) {
              objects.remove("index " + index);
            }
          });
    } else if (kind.equals("column")) {
      int dot = name.lastIndexOf('.');
      String column = fold(name.substring(dot + 1));
      String table = name.substring(0, Math.max(dot, 0));
      indexes.forEach(
          (index, of) -> {
            if (of.table().equals(table) && of.words().contains(column)) {
              objects.remove("index " + index);
            }
          });
    } else if (!GONE.contains(kind)) {
      String bare = name.replaceFirst("(?is)^if\\s+exists\\s+", "").replaceFirst("(?s)\\s*\\(.*", "");
      forget(expected -> expected.name().equalsIgnoreCase(bare) || name.contains(expected.name()));
    }
  }

  private static boolean isPartOf(Expected expected, String table) {
    return expected.kind().equals("column") && expected.name().startsWith(table + ".")
        || expected.name().endsWith(" on " + table);
  }

  /** What an object of a new name, or in another schema, was is no longer known. */
  private void forgetNamed(SqlStatement sql) {
    TokenCursor cursor = sql.cursor();
    List<String> names = new ArrayList<>();
    while (!cursor.atEnd()) {
      QualifiedName name = cursor.acceptName();
      if (name == null) {
        cursor.next();
      } else {
        names.add(name.toSql());
      }
    }
    for (String name : names) {
      forget(
          expected ->
              expected.name().equals(name)
                  || isPartOf(expected, name)
                  || expected.name().endsWith("." + name)
                  || expected.name().startsWith(name + " on "));
    }
  }

  private static boolean moves(SqlStatement sql) {
    TokenCursor cursor = sql.cursor();
    while (!cursor.atEnd()) {
      if (cursor.accept("set", "schema")) {
        return true;
      }
      cursor.next();
    }
    return false;
  }

  private void cascade() {
    Set<String> kept = Set.of("table", "type", "domain", "sequence");
    forget(expected -> expected.there() && !kept.contains(expected.kind()));
  }

  private void forget(Predicate<Expected> which) {
    objects.values().removeIf(which);
  }

  private static Set<String> words(SqlStatement sql) {
    Set<String> words = new HashSet<>();
    for (Token token : sql.tokens()) {
      if (token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_IDENTIFIER) {
        words.add(fold(token.in(sql.text())));
      }
    }
    return words;
  }

  private static String fold(@Nullable String written) {
    String text = written == null ? "" : written;
    return text.startsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text.toLowerCase(Locale.ROOT);
  }
}
