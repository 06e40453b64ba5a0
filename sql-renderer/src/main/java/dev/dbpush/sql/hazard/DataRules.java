package dev.dbpush.sql.hazard;

import dev.dbpush.sql.alter.ConstraintSpec;
import dev.dbpush.sql.hazard.ObjectChange.Action;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What INSERT, UPDATE, DELETE, MERGE, COPY, TRUNCATE and SELECT cost. */
final class DataRules {
  private final Context context;
  private final Findings findings;

  DataRules(Context context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  /** A query or a change of rows, with its WITH clauses. */
  void check(TokenCursor cursor) {
    while (!cursor.atEnd()) {
      if (cursor.accept("insert", "into")) {
        target(cursor, false);
      } else if (cursor.accept("merge", "into")) {
        target(cursor, true);
      } else if (cursor.accept("delete", "from")) {
        KnownTable table = target(cursor, true);
        if (table != null) {
          rows(HazardRule.MASS_DELETE, table, cursor);
        }
      } else if (beginsUpdate(cursor)) {
        cursor.accept("update");
        KnownTable table = target(cursor, true);
        if (table != null) {
          rows(HazardRule.MASS_UPDATE, table, cursor);
        }
      } else if (cursor.accept("into")) {
        into(cursor);
      } else {
        cursor.next();
      }
    }
  }

  /** Notes the locks on the tables that a query changes, and nothing else. */
  void lockTargets(TokenCursor cursor) {
    while (!cursor.atEnd()) {
      boolean changes =
          cursor.accept("insert", "into")
              || cursor.accept("merge", "into")
              || cursor.accept("delete", "from")
              || (beginsUpdate(cursor) && cursor.accept("update"));
      if (changes) {
        cursor.accept("only");
        QualifiedName name = cursor.acceptName();
        KnownTable table = name == null ? null : context.schema.find(name);
        if (table != null) {
          findings.lock(table, LockMode.ROW_EXCLUSIVE);
        }
      } else {
        cursor.next();
      }
    }
  }

  /** FOR UPDATE, ON CONFLICT DO UPDATE, ON UPDATE and WHEN MATCHED THEN UPDATE are no statements. */
  private static boolean beginsUpdate(TokenCursor cursor) {
    return cursor.peekWords("update")
        && !cursor.peekWords("update", "set")
        && !Set.of("for", "key", "do", "on", "then").contains(cursor.peekWord(-1));
  }

  private @Nullable KnownTable target(TokenCursor cursor, boolean children) {
    boolean only = cursor.accept("only");
    QualifiedName name = cursor.acceptName();
    if (name == null) {
      return null;
    }
    KnownTable table = context.schema.get(name);
    if (children && !only) {
      findings.lockTree(table, LockMode.ROW_EXCLUSIVE);
    } else {
      // rows go to some partition, whichever
      findings.lockPartitions(table, LockMode.ROW_EXCLUSIVE);
    }
    return table;
  }

  /** {@code SELECT … INTO table}. */
  private void into(TokenCursor cursor) {
    cursor.acceptAny("temporary", "temp", "unlogged");
    boolean temporary = cursor.peekWord(-1).startsWith("temp");
    cursor.accept("table");
    QualifiedName name = cursor.acceptName();
    if (name != null && context.schema.find(name) == null) {
      KnownTable table = context.schema.create(name, KnownTable.Kind.TABLE);
      table.complete = false;
      table.temporary = temporary;
      findings.change(Action.ADD, "table", name);
    }
  }

  private void rows(HazardRule rule, KnownTable table, TokenCursor cursor) {
    int start = cursor.index();
    boolean where = seekHere(cursor, "where");
    boolean few = where && picksRows(cursor, table);
    cursor.moveTo(start);
    if (!few) {
      findings.hazard(rule, table, findings.show(table));
    }
  }

  /** As {@link Tokens#seek}, but no further than the brackets that this statement stands in. */
  private static boolean seekHere(TokenCursor cursor, String word) {
    int depth = 0;
    while (!cursor.atEnd() && depth >= 0) {
      if (depth == 0 && cursor.accept(word)) {
        return true;
      }
      depth += cursor.peekIs('(') ? 1 : cursor.peekIs(')') ? -1 : 0;
      cursor.next();
    }
    return false;
  }

  /** Whether one of the conditions compares a key of the table, or its id, with constants. */
  private static boolean picksRows(TokenCursor cursor, KnownTable table) {
    Set<String> keys = new HashSet<>(Set.of("id"));
    table.constraints.values().stream()
        .filter(
            c ->
                c.kind() == ConstraintSpec.Kind.PRIMARY_KEY
                    || c.kind() == ConstraintSpec.Kind.UNIQUE)
        .forEach(c -> keys.add(c.columns().get(0)));
    int depth = 0;
    while (!cursor.atEnd() && depth >= 0) {
      int at = cursor.index();
      QualifiedName column = cursor.acceptName();
      boolean key = column != null && (keys.contains(column.name()) || !table.complete);
      if (key && isConstantComparison(cursor)) {
        return true;
      }
      cursor.moveTo(at);
      depth += cursor.peekIs('(') ? 1 : cursor.peekIs(')') ? -1 : 0;
      cursor.next();
    }
    return false;
  }

  private static boolean isConstantComparison(TokenCursor cursor) {
    if (Tokens.peekText(cursor, "=")) {
      return isConstant(cursor.peek(1));
    }
    if (cursor.peekWords("in")) {
      return isConstant(cursor.peek(2));
    }
    return cursor.peekWords("between") && isConstant(cursor.peek(1));
  }

  private static boolean isConstant(@Nullable Token token) {
    return token != null
        && (token.kind() == Token.Kind.STRING
            || token.kind() == Token.Kind.NUMBER
            || token.kind() == Token.Kind.PARAMETER);
  }

  /** {@code COPY table FROM …}. */
  void copy(TokenCursor cursor) {
    cursor.accept("copy");
    if (!cursor.peekIs('(')) {
      QualifiedName name = cursor.acceptName();
      cursor.skipParentheses();
      if (name != null && cursor.peekWords("from")) {
        findings.lock(context.schema.get(name), LockMode.ROW_EXCLUSIVE);
      }
    }
  }

  void truncate(TokenCursor cursor) {
    cursor.accept("truncate");
    cursor.accept("table");
    Deque<KnownTable> tables = new ArrayDeque<>();
    do {
      cursor.accept("only");
      QualifiedName name = cursor.acceptName();
      if (name != null) {
        tables.add(context.schema.get(name));
      }
      if (Tokens.peekText(cursor, "*")) {
        cursor.next();
      }
    } while (cursor.accept(','));
    boolean cascade = cursor.contains("cascade");
    if (cascade) {
      findings.hazard(HazardRule.TRUNCATE_CASCADE, "TRUNCATE");
    }
    Set<KnownTable> seen = new HashSet<>();
    while (!tables.isEmpty()) {
      KnownTable table = tables.poll();
      if (seen.add(table)) {
        findings.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
        findings.hazard(HazardRule.TRUNCATE, table, findings.show(table));
        if (cascade) {
          tables.addAll(context.schema.referencing(table));
        }
      }
    }
  }
}
