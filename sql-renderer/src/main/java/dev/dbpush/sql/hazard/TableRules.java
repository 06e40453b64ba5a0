package dev.dbpush.sql.hazard;

import dev.dbpush.sql.alter.AlterAction;
import dev.dbpush.sql.alter.AlterTable;
import dev.dbpush.sql.alter.ConstraintSpec;
import dev.dbpush.sql.hazard.ObjectChange.Action;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What CREATE TABLE costs, in all its forms. */
final class TableRules {
  private final Context context;
  private final Findings findings;
  private final ColumnRules columns;
  private final ConstraintRules constraints;

  TableRules(Context context, Findings findings) {
    this.context = context;
    this.findings = findings;
    this.columns = new ColumnRules(context, findings);
    this.constraints = new ConstraintRules(context, findings);
  }

  /** Whether a TABLE follows, behind the words that say what sort of; passes them and it. */
  static boolean acceptTable(TokenCursor cursor) {
    int start = cursor.index();
    cursor.acceptAny("local", "global");
    cursor.acceptAny("temporary", "temp", "unlogged", "foreign");
    if (cursor.accept("table")) {
      return true;
    }
    cursor.moveTo(start);
    return false;
  }

  /** {@code CREATE … TABLE name …}; the cursor stands behind TABLE. */
  void create(TokenCursor cursor) {
    boolean temporary = cursor.peekWord(-2).startsWith("temp");
    boolean unlogged = cursor.peekWord(-2).equals("unlogged");
    boolean foreign = cursor.peekWord(-2).equals("foreign");
    boolean ifNotExists = cursor.accept("if", "not", "exists");
    QualifiedName name = cursor.acceptName();
    if (name == null || (ifNotExists && isThere(name))) {
      return;
    }
    if (name.schema() == null && !temporary) {
      findings.hazard(HazardRule.UNQUALIFIED_TABLE, name.toSql());
    }
    KnownTable table = context.schema.create(name, kind(cursor, foreign));
    table.temporary = temporary;
    table.partitionKey = partitionKey(cursor);
    table.unlogged = unlogged;
    if (unlogged) {
      findings.hazard(HazardRule.UNLOGGED_TABLE, findings.show(table));
    }
    if (cursor.accept("partition", "of")) {
      partitionOf(table, cursor);
    } else if (cursor.accept("of")) {
      cursor.acceptName();
      table.complete = false;
    }
    if (cursor.peekIs('(')) {
      body(table, Tokens.elements(cursor));
    }
    inherit(table, cursor);
    table.complete &= !Tokens.seek(cursor, "as");
    findings.change(Action.ADD, "table", name);
  }

  private boolean isThere(QualifiedName name) {
    KnownTable table = context.schema.find(name);
    return table != null && table.complete;
  }

  private static KnownTable.Kind kind(TokenCursor cursor, boolean foreign) {
    int start = cursor.index();
    boolean partitioned = Tokens.seek(cursor, "partition", "by");
    cursor.moveTo(start);
    return partitioned
        ? KnownTable.Kind.PARTITIONED
        : foreign ? KnownTable.Kind.FOREIGN : KnownTable.Kind.TABLE;
  }

  private static String partitionKey(TokenCursor cursor) {
    int start = cursor.index();
    String key = "";
    if (Tokens.seek(cursor, "partition", "by")) {
      cursor.next();
      int from = cursor.index();
      cursor.skipParentheses();
      key = cursor.slice(from);
    }
    cursor.moveTo(start);
    return key;
  }

  private void partitionOf(KnownTable table, TokenCursor cursor) {
    QualifiedName parent = cursor.acceptName();
    if (parent != null) {
      new PartitionRules(context, findings).create(table, context.schema.get(parent));
    }
    int start = cursor.index();
    cursor.skipParentheses();
    table.defaultPartition = cursor.peekWords("default");
    cursor.moveTo(start);
  }

  private void inherit(KnownTable table, TokenCursor cursor) {
    int start = cursor.index();
    if (Tokens.seek(cursor, "inherits")) {
      for (String element : Tokens.elements(cursor)) {
        QualifiedName name = Tokens.cursor(element).acceptName();
        if (name != null) {
          KnownTable parent = context.schema.get(name);
          findings.lock(parent, LockMode.SHARE_UPDATE_EXCLUSIVE);
          table.parents.add(parent.name);
          context.schema.tie(table, parent.name);
          parent.columns.forEach(table.columns::putIfAbsent);
        }
      }
    }
    cursor.moveTo(start);
  }

  private void body(KnownTable table, List<String> elements) {
    List<ConstraintSpec> later = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String element : elements) {
      if (element.toLowerCase(Locale.ROOT).startsWith("like ")) {
        like(table, element);
        continue;
      }
      AlterAction action = read(element);
      if (action.definition() != null) {
        if (!seen.add(action.definition().name())) {
          String column = action.definition().name();
          findings.hazard(
              HazardRule.DUPLICATE_COLUMN, findings.show(table) + "." + column);
        }
        columns.create(table, action.definition());
      } else if (action.constraint() != null) {
        later.add(action.constraint());
      }
    }
    for (ConstraintSpec constraint : later) {
      constraints.lockPeer(constraint.references());
      constraints.remember(table, constraint, true);
    }
  }

  /** An element of the list, which reads as what ADD adds. */
  private static AlterAction read(String element) {
    AlterTable statement =
        AlterTable.read(Tokens.statement("ALTER TABLE t ADD " + element));
    if (statement == null) {
      throw new IllegalStateException("cannot read " + element);
    }
    return statement.actions().get(0);
  }

  private void like(KnownTable table, String element) {
    TokenCursor cursor = Tokens.cursor(element);
    cursor.accept("like");
    QualifiedName name = cursor.acceptName();
    KnownTable source = name == null ? null : context.schema.find(name);
    if (source == null) {
      table.complete = false;
      return;
    }
    table.columns.putAll(source.columns);
    if (cursor.contains("including", "all") || cursor.contains("including", "constraints")) {
      source.constraints.values().stream()
          .filter(c -> c.kind() == ConstraintSpec.Kind.CHECK)
          .forEach(c -> table.constraints.put(c.name(), c));
    }
    if (cursor.contains("including", "all") || cursor.contains("including", "indexes")) {
      for (KnownTable.Index index : source.indexes.values()) {
        String suffix = source.constraints.containsKey(index.name()) ? "key" : "idx";
        String chosen =
            index.name().endsWith("_pkey")
                ? table.freeName(List.of(), "pkey")
                : table.freeName(index.columns(), suffix);
        table.indexes.put(
            chosen,
            new KnownTable.Index(
                chosen, index.columns(), index.computed(), index.text(), index.unique()));
      }
    }
  }
}
