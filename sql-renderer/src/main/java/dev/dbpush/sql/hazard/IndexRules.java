package dev.dbpush.sql.hazard;

import dev.dbpush.sql.hazard.ObjectChange.Action;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What indexes cost, created and altered. */
final class IndexRules {
  private static final int WIDE = 3;

  private final Context context;
  private final Findings findings;

  IndexRules(Context context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  /** {@code CREATE [UNIQUE] INDEX …}; the cursor stands behind INDEX. */
  void create(TokenCursor cursor, boolean unique) {
    boolean concurrently = cursor.accept("concurrently");
    boolean ifNotExists = cursor.accept("if", "not", "exists");
    QualifiedName name = cursor.peekWords("on") ? null : cursor.acceptName();
    if (!cursor.accept("on")) {
      return;
    }
    boolean only = cursor.accept("only");
    QualifiedName target = cursor.acceptName();
    if (target == null) {
      return;
    }
    KnownTable table = context.schema.get(target);
    if (cursor.accept("using")) {
      cursor.acceptIdentifier();
    }
    int from = cursor.index();
    List<String> elements = Tokens.elements(cursor);
    String text = cursor.slice(from) + " " + Tokens.rest(cursor);
    KnownTable.Index index = index(table, name, elements, text, unique);
    String what = index.name() + " on " + findings.show(table);
    if (ifNotExists && table.indexes.containsKey(index.name())) {
      lock(table, concurrently, only);
      return;
    }
    lock(table, concurrently, only);
    scan(table, only);
    if (concurrently) {
      concurrent(table, what);
    } else {
      findings.hazard(HazardRule.INDEX_NON_CONCURRENT, table, what);
    }
    if (elements.size() > WIDE && !unique) {
      findings.hazard(HazardRule.WIDE_INDEX, what);
    }
    table.indexes.put(index.name(), index);
    findings.change(Action.ADD, "index", index.name());
  }

  private void lock(KnownTable table, boolean concurrently, boolean only) {
    LockMode mode = concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
    if (only || table.kind != KnownTable.Kind.PARTITIONED) {
      findings.lock(table, mode);
    } else {
      findings.lockTree(table, mode);
    }
  }

  private void scan(KnownTable table, boolean only) {
    findings.scan(table);
    if (!only && table.kind == KnownTable.Kind.PARTITIONED) {
      context.schema.descendants(table).forEach(findings::scan);
    }
  }

  private void concurrent(KnownTable table, String what) {
    findings.hazard(HazardRule.INDEX_CONCURRENT, table, what);
    corruption(what);
  }

  /** Notes the bug of the first releases of 14. */
  void corruption(String what) {
    ServerVersion server = context.server();
    if (server.major() == 14 && server.minor() >= 0 && server.minor() < 4) {
      findings.hazard(HazardRule.CONCURRENT_INDEX_CORRUPTION, what);
    }
  }

  private static KnownTable.Index index(
      KnownTable table,
      @Nullable QualifiedName name,
      List<String> elements,
      String text,
      boolean unique) {
    List<String> columns = new ArrayList<>();
    List<String> nameParts = new ArrayList<>();
    boolean computed = false;
    for (String element : elements) {
      TokenCursor cursor = Tokens.cursor(element);
      String column = cursor.acceptIdentifier();
      if (column == null || cursor.peekIs('(')) {
        computed = true;
        columns.add("expr");
        nameParts.add(column == null ? "expr" : column);
      } else {
        columns.add(column);
        nameParts.add(column);
      }
    }
    computed |= Tokens.seek(Tokens.cursor(text), "where");
    String chosen = name == null ? table.freeName(nameParts, "idx") : name.name();
    return new KnownTable.Index(chosen, columns, computed, text, unique);
  }

  static void rename(KnownTable table, String from, String to) {
    KnownTable.Index index = table.indexes.remove(from);
    if (index != null) {
      table.indexes.put(
          to,
          new KnownTable.Index(to, index.columns(), index.computed(), index.text(), index.unique()));
    }
    KnownTable.Constraint constraint = table.constraints.remove(from);
    if (constraint != null) {
      table.constraints.put(to, constraint.renamed(to));
    }
  }

  /** {@code ALTER INDEX …}; the cursor stands behind INDEX. */
  void alter(TokenCursor cursor) {
    cursor.accept("if", "exists");
    QualifiedName name = cursor.acceptName();
    if (name == null) {
      return;
    }
    KnownTable table = context.schema.tableOfIndex(name);
    if (cursor.accept("rename", "to")) {
      String to = cursor.acceptIdentifier();
      if (table != null && to != null) {
        rename(table, name.name(), to);
      }
    } else if (cursor.accept("set", "tablespace")) {
      findings.hazard(HazardRule.MOVE_TABLESPACE, name.toSql());
    }
    findings.change(Action.CHANGE, "index", name);
  }

  /** {@code DROP INDEX …}; the cursor stands behind INDEX. */
  void drop(TokenCursor cursor) {
    boolean concurrently = cursor.accept("concurrently");
    boolean ifExists = cursor.accept("if", "exists");
    for (QualifiedName name = cursor.acceptName(); name != null; ) {
      KnownTable table = context.schema.tableOfIndex(name);
      if (table != null) {
        LockMode mode =
            concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
        findings.lockTree(table, mode);
        table.indexes.remove(name.name());
      } else if (!ifExists) {
        // not seen yet: some table is locked, whichever
        findings.lock(context.schema.get(unseenTable(name)), LockMode.ACCESS_EXCLUSIVE);
      }
      String what = name.toSql() + (table == null ? "" : " on " + findings.show(table));
      if (!concurrently && (table == null || !table.fresh)) {
        findings.hazard(HazardRule.DROP_INDEX_NON_CONCURRENT, what);
      }
      findings.change(Action.DROP, "index", name);
      name = cursor.accept(',') ? cursor.acceptName() : null;
    }
    if (cursor.accept("cascade")) {
      findings.hazard(HazardRule.CASCADE, "DROP INDEX");
    }
  }

  private static QualifiedName unseenTable(QualifiedName index) {
    return new QualifiedName(index.schema(), "table of " + index.name());
  }
}
