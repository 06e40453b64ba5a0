package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What VACUUM, ANALYZE, CLUSTER, REINDEX, REFRESH, LOCK and COMMENT cost. */
final class MaintenanceRules {
  /** The first version with REPACK. */
  private static final int REPACK = 19;

  private final Context context;
  private final Findings findings;

  MaintenanceRules(Context context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  void vacuum(TokenCursor cursor) {
    cursor.accept("vacuum");
    boolean full = option(cursor, "full");
    while (!cursor.acceptAny("full", "freeze", "verbose", "analyze").isEmpty()) {
      full |= cursor.peekWord(-1).equals("full");
    }
    List<KnownTable> tables = tables(cursor);
    for (KnownTable table : tables) {
      findings.lockTree(
          table, full ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE);
      if (full) {
        findings.rewrite(table);
      }
    }
    if (full) {
      rewritten(HazardRule.VACUUM_FULL, tables);
    }
  }

  void analyze(TokenCursor cursor) {
    cursor.next();
    cursor.skipParentheses();
    cursor.accept("verbose");
    tables(cursor)
        .forEach(this::analyze);
  }

  private void analyze(KnownTable table) {
    if (context.server().canBeAtLeast(18)) {
      findings.lockTree(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
    } else {
      findings.lockPartitions(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
    }
  }

  void cluster(TokenCursor cursor) {
    cursor.accept("cluster");
    cursor.skipParentheses();
    cursor.accept("verbose");
    QualifiedName name = cursor.acceptName();
    if (cursor.accept("on")) {
      name = cursor.acceptName();
    }
    List<KnownTable> tables = name == null ? List.of() : List.of(context.schema.get(name));
    for (KnownTable table : tables) {
      findings.lock(table, LockMode.ACCESS_EXCLUSIVE);
      findings.rewrite(table);
    }
    rewritten(HazardRule.CLUSTER, tables);
  }

  private void rewritten(HazardRule rule, List<KnownTable> tables) {
    if (tables.isEmpty()) {
      findings.hazard(rule, "every table");
      repack("every table");
    }
    for (KnownTable table : tables) {
      findings.hazard(rule, table, findings.show(table));
      repack(findings.show(table));
    }
  }

  private void repack(String what) {
    if (context.server().isAtLeast(REPACK)) {
      findings.hazard(HazardRule.REPACK_AVAILABLE, what);
    }
  }

  void reindex(TokenCursor cursor) {
    cursor.accept("reindex");
    boolean concurrently = option(cursor, "concurrently");
    String object = cursor.acceptAny("index", "table", "schema", "database", "system");
    concurrently |= cursor.accept("concurrently");
    QualifiedName name = cursor.acceptName();
    String what = object + (name == null ? "" : " " + name.toSql());
    KnownTable table = null;
    if (name != null && object.equals("table")) {
      table = context.schema.get(name);
    } else if (name != null && object.equals("index")) {
      table = context.schema.tableOfIndex(name);
    }
    if (table != null) {
      findings.lockTree(
          table, concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
      findings.scan(table);
    }
    boolean unused = table != null && table.fresh;
    if (concurrently) {
      findings.hazard(HazardRule.INDEX_CONCURRENT, what);
      new IndexRules(context, findings).corruption(what);
    } else if (!unused && !object.equals("system")) {
      findings.hazard(HazardRule.REINDEX_NON_CONCURRENT, what);
    }
  }

  void refresh(TokenCursor cursor) {
    cursor.accept("refresh", "materialized", "view");
    boolean concurrently = cursor.accept("concurrently");
    QualifiedName name = cursor.acceptName();
    if (name == null) {
      return;
    }
    KnownTable view = context.schema.get(name);
    findings.lock(view, concurrently ? LockMode.EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
    if (!concurrently) {
      findings.rewrite(view);
      findings.hazard(HazardRule.REFRESH_NON_CONCURRENT, view, findings.show(view));
    }
  }

  void lock(TokenCursor cursor) {
    cursor.accept("lock");
    cursor.accept("table");
    List<KnownTable> tables = tables(cursor);
    LockMode mode = LockMode.ACCESS_EXCLUSIVE;
    if (cursor.accept("in")) {
      String name = Tokens.rest(cursor).toLowerCase(Locale.ROOT).replaceFirst("\\s+mode.*", "");
      mode = LockMode.of(name);
    }
    for (KnownTable table : tables) {
      findings.lockTree(table, mode);
      if (mode.blocksWrites()) {
        findings.hazard(HazardRule.LOCK_TABLE, table, findings.show(table));
      }
    }
  }

  void comment(TokenCursor cursor) {
    cursor.accept("comment", "on");
    if (cursor.accept("column")) {
      QualifiedName name = cursor.acceptName();
      QualifiedName table = name == null ? null : owner(name);
      if (table != null) {
        findings.lock(context.schema.get(table), LockMode.SHARE_UPDATE_EXCLUSIVE);
      }
    } else if (cursor.accept("table")
        || cursor.accept("view")
        || cursor.accept("sequence")
        || cursor.accept("foreign", "table")
        || cursor.accept("materialized", "view")) {
      QualifiedName name = cursor.acceptName();
      if (name != null) {
        findings.lock(context.schema.get(name), LockMode.SHARE_UPDATE_EXCLUSIVE);
      }
    }
  }

  /** The table of a column's full name. */
  private static @Nullable QualifiedName owner(QualifiedName column) {
    String front = column.schema();
    if (front == null) {
      return null;
    }
    int dot = front.indexOf('.');
    return dot < 0
        ? QualifiedName.of(front)
        : QualifiedName.of(front.substring(0, dot), front.substring(dot + 1));
  }

  /** Whether an option stands in the brackets here and is not switched off; passes them. */
  private static boolean option(TokenCursor cursor, String name) {
    boolean on = false;
    for (String element : Tokens.elements(cursor)) {
      TokenCursor option = Tokens.cursor(element);
      if (option.accept(name)) {
        String value = Tokens.rest(option).replace("'", "").toLowerCase(Locale.ROOT);
        on = !value.equals("false") && !value.equals("off") && !value.equals("0");
      }
    }
    return on;
  }

  private List<KnownTable> tables(TokenCursor cursor) {
    List<KnownTable> tables = new ArrayList<>();
    do {
      cursor.accept("only");
      QualifiedName name = cursor.peekWords("in") ? null : cursor.acceptName();
      if (name != null) {
        tables.add(context.schema.get(name));
      }
      if (Tokens.peekText(cursor, "*")) {
        cursor.next();
      }
      cursor.skipParentheses();
    } while (cursor.accept(','));
    return tables;
  }
}
