package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns that a statement names twice where the server takes a name once. */
final class DuplicateColumns {
  private DuplicateColumns() {}

  static void check(SqlStatement statement, Findings findings) {
    TokenCursor cursor = statement.cursor();
    String first = cursor.peekWord();
    if (first.equals("create")) {
      view(cursor, findings);
      return;
    }
    if (first.equals("select")) {
      if (Tokens.seek(cursor, "into")) {
        cursor.moveTo(1);
        selected(cursor, findings);
      }
      return;
    }
    while (!cursor.atEnd()) {
      if (cursor.accept("insert")) {
        if (cursor.accept("into")) {
          cursor.acceptName();
          if (cursor.accept("as")) {
            cursor.acceptIdentifier();
          }
        }
        names(cursor, findings);
      } else if (cursor.accept("set")) {
        assignments(cursor, findings);
      } else {
        cursor.next();
      }
    }
  }

  private static void view(TokenCursor cursor, Findings findings) {
    cursor.accept("create");
    cursor.accept("or", "replace");
    cursor.acceptAny("temporary", "temp");
    cursor.acceptAny("recursive", "materialized");
    if (!cursor.accept("view")) {
      return;
    }
    cursor.accept("if", "not", "exists");
    cursor.acceptName();
    boolean named = cursor.peekIs('(');
    names(cursor, findings);
    if (!named && Tokens.seek(cursor, "as") && cursor.accept("select")) {
      selected(cursor, findings);
    }
  }

  /** A list of plain names in brackets; a part of a column may stand there more than once. */
  private static void names(TokenCursor cursor, Findings findings) {
    int start = cursor.index();
    Targets targets = new Targets(findings);
    List<String> elements = Tokens.elements(cursor);
    for (String element : elements) {
      TokenCursor one = Tokens.cursor(element);
      String name = one.acceptIdentifier();
      if (name == null) {
        cursor.moveTo(start);
        cursor.skipParentheses();
        return;
      }
      targets.add(name, !one.atEnd());
    }
  }

  private static void assignments(TokenCursor cursor, Findings findings) {
    Targets targets = new Targets(findings);
    do {
      if (cursor.peekIs('(')) {
        for (String name : Tokens.elements(cursor)) {
          String read = Tokens.cursor(name).acceptIdentifier();
          targets.add(read == null ? name : read, false);
        }
      } else {
        String name = cursor.acceptIdentifier();
        if (name == null) {
          return;
        }
        boolean part = cursor.peekIs('.') || cursor.peekIs('[');
        while (!cursor.atEnd() && !Tokens.peekText(cursor, "=")) {
          cursor.next();
        }
        targets.add(name, part);
      }
      expression(cursor);
    } while (cursor.accept(','));
  }

  /** Moves to the comma or clause that ends an assigned value. */
  private static void expression(TokenCursor cursor) {
    Set<String> ends = Set.of("where", "from", "returning", "when");
    int cases = 0;
    int depth = 0;
    while (!cursor.atEnd()) {
      String word = cursor.peekWord();
      boolean end = cursor.peekIs(',') || cursor.peekIs(')') || ends.contains(word);
      if (depth == 0 && cases == 0 && end) {
        return;
      }
      cases += word.equals("case") ? 1 : word.equals("end") && cases > 0 ? -1 : 0;
      depth += cursor.peekIs('(') || cursor.peekIs('[') ? 1 : 0;
      depth -= cursor.peekIs(')') || cursor.peekIs(']') ? 1 : 0;
      cursor.next();
    }
  }

  private static void selected(TokenCursor cursor, Findings findings) {
    if (cursor.accept("distinct") && cursor.accept("on")) {
      cursor.skipParentheses();
    }
    Targets targets = new Targets(findings);
    while (!cursor.atEnd()) {
      int from = cursor.index();
      int depth = 0;
      while (!cursor.atEnd() && !(depth == 0 && endsItem(cursor))) {
        depth += cursor.peekIs('(') ? 1 : cursor.peekIs(')') ? -1 : 0;
        cursor.next();
      }
      String name = nameOf(cursor.slice(from));
      if (name != null) {
        targets.add(name, false);
      }
      if (!cursor.accept(',')) {
        return;
      }
    }
  }

  private static boolean endsItem(TokenCursor cursor) {
    return cursor.peekIs(',')
        || Set.of("from", "into", "where", "union", "group", "order", "limit", "window", "having",
                "except", "intersect")
            .contains(cursor.peekWord());
  }

  /** The name that the server gives to an item of a select list; null where it is not plain. */
  private static @Nullable String nameOf(String item) {
    TokenCursor cursor = Tokens.cursor(item);
    Token first = cursor.next();
    Token second = cursor.next();
    Token third = cursor.next();
    if (first == null) {
      return null;
    }
    boolean simple =
        first.kind() == Token.Kind.NUMBER
            || first.kind() == Token.Kind.STRING
            || first.kind() == Token.Kind.WORD
            || first.kind() == Token.Kind.QUOTED_IDENTIFIER;
    if (second == null) {
      return first.kind() == Token.Kind.NUMBER || first.kind() == Token.Kind.STRING
          ? "?column?"
          : identifier(item, first);
    }
    if (third == null && simple) {
      return identifier(item, second);
    }
    boolean aliased = third != null && second.isWord(item, "as") && cursor.atEnd();
    return aliased && third != null ? identifier(item, third) : null;
  }

  private static @Nullable String identifier(String item, Token token) {
    return new TokenCursor(item, List.of(token)).acceptIdentifier();
  }

  /** Names that were given a value so far. */
  private static final class Targets {
    private final Findings findings;
    private final Map<String, Boolean> seen = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    Targets(Findings findings) {
      this.findings = findings;
    }

    void add(String name, boolean part) {
      Boolean before = seen.putIfAbsent(name, part);
      if (before != null && !(before && part) && told.add(name)) {
        findings.hazard(HazardRule.DUPLICATE_COLUMN, name);
      }
    }
  }
}
