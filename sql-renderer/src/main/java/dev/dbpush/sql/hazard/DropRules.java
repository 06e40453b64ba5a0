package dev.dbpush.sql.hazard;

import dev.dbpush.sql.hazard.ObjectChange.Action;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What DROP costs. */
final class DropRules {
  private final Context context;
  private final Findings findings;

  DropRules(Context context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  /** {@code DROP kind …}; the cursor stands behind DROP. */
  void check(TokenCursor cursor) {
    boolean cascade = endsWith(cursor, "cascade");
    String kind = kind(cursor);
    if (kind.equals("index")) {
      new IndexRules(context, findings).drop(cursor);
      return;
    }
    boolean ifExists = cursor.accept("if", "exists");
    int from = cursor.index();
    switch (kind) {
      case "table", "foreign table" -> names(cursor).forEach(n -> table(n, cascade, ifExists));
      case "view", "materialized view" ->
          names(cursor).forEach(n -> view(n, kind, cascade, ifExists));
      case "sequence" -> names(cursor).forEach(n -> sequence(n, ifExists));
      case "schema" -> names(cursor).forEach(n -> schema(n, cascade));
      case "database" -> findings.hazard(HazardRule.DROP_DATABASE, Tokens.rest(cursor));
      case "type", "domain" -> names(cursor).forEach(n -> type(n, cascade));
      case "trigger", "rule", "policy" -> onTable(kind, cursor, ifExists);
      case "extension" ->
          findings.hazard(HazardRule.EXTENSION_CHANGE, "DROP EXTENSION " + Tokens.rest(cursor));
      case "publication" ->
          findings.hazard(HazardRule.CHANGE_PUBLICATION, Tokens.rest(cursor));
      case "owned" -> findings.hazard(HazardRule.CASCADE, "DROP OWNED");
      case "statistics" -> names(cursor).forEach(this::statistics);
      case "function", "procedure", "routine" -> {
        QualifiedName name = cursor.acceptName();
        Tokens.rest(cursor);
        findings.hazard(HazardRule.DROP_OBJECT, kind + " " + cursor.slice(from));
        if (cascade && name != null) {
          dropTriggers(name.name());
        }
      }
      default -> {
        Tokens.rest(cursor);
        findings.hazard(HazardRule.DROP_OBJECT, kind + " " + cursor.slice(from));
      }
    }
    if (cascade) {
      findings.hazard(HazardRule.CASCADE, "DROP " + kind.toUpperCase(Locale.ROOT));
    }
    if (!List.of("table", "foreign table", "view", "materialized view").contains(kind)) {
      Tokens.rest(cursor);
      String rest = cursor.slice(from).replaceFirst("(?i)\\s+(cascade|restrict)$", "");
      findings.change(Action.DROP, kind, rest);
    }
  }

  private static String kind(TokenCursor cursor) {
    if (cursor.accept("materialized", "view")) {
      return "materialized view";
    }
    if (cursor.accept("foreign", "table")) {
      return "foreign table";
    }
    String kind = cursor.peekWord();
    cursor.next();
    return kind;
  }

  private static boolean endsWith(TokenCursor cursor, String word) {
    int start = cursor.index();
    Tokens.rest(cursor);
    boolean ends = cursor.peekWord(-1).equals(word);
    cursor.moveTo(start);
    return ends;
  }

  private static List<QualifiedName> names(TokenCursor cursor) {
    List<QualifiedName> names = new ArrayList<>();
    do {
      QualifiedName name = cursor.acceptName();
      if (name != null) {
        names.add(name);
      }
    } while (cursor.accept(','));
    return names;
  }

  private void table(QualifiedName name, boolean cascade, boolean ifExists) {
    KnownTable table = context.schema.find(name);
    if (table == null) {
      if (name.schema() == null) {
        findings.hazard(HazardRule.UNQUALIFIED_TABLE, name.toSql());
      }
      if (!ifExists || !context.schema.isWholeKnown()) {
        table = context.schema.get(name);
      } else {
        return;
      }
    } else if (name.schema() == null && !table.temporary) {
      findings.hazard(HazardRule.UNQUALIFIED_TABLE, name.toSql());
    }
    table(table, cascade);
    findings.change(Action.DROP, "table", name);
  }

  private void table(KnownTable table, boolean cascade) {
    findings.hazard(HazardRule.DROP_TABLE, table, findings.show(table));
    findings.lock(table, LockMode.ACCESS_EXCLUSIVE);
    for (QualifiedName parentName : table.parents) {
      KnownTable parent = context.schema.get(parentName);
      if (parent.kind == KnownTable.Kind.PARTITIONED) {
        findings.lock(parent, LockMode.ACCESS_EXCLUSIVE);
        KnownTable other = context.schema.defaultPartition(parent);
        if (other != null) {
          findings.lock(other, LockMode.ACCESS_EXCLUSIVE);
        }
      }
    }
    for (KnownTable.Constraint key : table.foreignKeys(null)) {
      if (key.references() != null) {
        findings.lockTree(context.schema.get(key.references()), LockMode.ACCESS_EXCLUSIVE);
      }
    }
    if (cascade) {
      context.schema
          .referencing(table)
          .forEach(other -> findings.lockTree(other, LockMode.ACCESS_EXCLUSIVE));
      dropViews(table);
    }
    if (table.kind == KnownTable.Kind.PARTITIONED || cascade) {
      for (KnownTable child : context.schema.descendants(table)) {
        findings.lock(child, LockMode.ACCESS_EXCLUSIVE);
        context.schema.drop(child);
      }
    }
    context.schema.drop(table);
  }

  private void dropViews(KnownTable table) {
    for (KnownTable view : context.schema.viewsOn(table)) {
      findings.lock(view, LockMode.ACCESS_EXCLUSIVE);
      context.schema.drop(view);
    }
  }

  private void view(QualifiedName name, String kind, boolean cascade, boolean ifExists) {
    KnownTable view = context.schema.find(name);
    if (view == null && ifExists && context.schema.isWholeKnown()) {
      return;
    }
    view = view == null ? context.schema.get(name) : view;
    findings.hazard(HazardRule.DROP_OBJECT, view, kind + " " + findings.show(view));
    findings.lock(view, LockMode.ACCESS_EXCLUSIVE);
    if (cascade) {
      dropViews(view);
    }
    context.schema.drop(view);
    findings.change(Action.DROP, kind, name);
  }

  private void sequence(QualifiedName name, boolean ifExists) {
    KnownTable sequence = context.schema.find(name);
    if (sequence == null && ifExists) {
      return;
    }
    sequence = sequence == null ? context.schema.get(name) : sequence;
    findings.lock(sequence, LockMode.ACCESS_EXCLUSIVE);
    findings.hazard(HazardRule.DROP_OBJECT, sequence, "sequence " + findings.show(sequence));
    context.schema.drop(sequence);
  }

  private void schema(QualifiedName name, boolean cascade) {
    findings.hazard(HazardRule.DROP_SCHEMA, name.toSql());
    if (cascade) {
      for (KnownTable table : context.schema.in(name.name())) {
        if (context.schema.find(table.name) == table) {
          table(table, true);
        }
      }
    }
  }

  private void statistics(QualifiedName name) {
    for (KnownTable table : context.schema.all()) {
      if (table.attached.remove("statistics " + name.name()) != null) {
        findings.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
      }
    }
  }

  /** The triggers of a function that goes by CASCADE. */
  private void dropTriggers(String function) {
    for (KnownTable table : context.schema.all()) {
      if (table.attached.values().removeIf(function::equals)) {
        findings.lockPartitions(table, LockMode.ACCESS_EXCLUSIVE);
      }
    }
  }

  private void type(QualifiedName name, boolean cascade) {
    if (cascade) {
      for (KnownTable table : context.schema.using(name)) {
        findings.lock(table, LockMode.ACCESS_EXCLUSIVE);
        findings.hazard(HazardRule.DROP_COLUMN, table, findings.show(table) + ", by CASCADE");
      }
    }
    if (!context.schema.isFreshType(name)) {
      findings.hazard(HazardRule.DROP_OBJECT, "type " + name.toSql());
    }
  }

  /** {@code DROP TRIGGER name ON table}. */
  private void onTable(String kind, TokenCursor cursor, boolean ifExists) {
    String name = cursor.acceptIdentifier();
    QualifiedName target = cursor.accept("on") ? cursor.acceptName() : null;
    if (target == null) {
      return;
    }
    KnownTable table = context.schema.find(target);
    if (table == null && ifExists && context.schema.isWholeKnown()) {
      return;
    }
    table = table == null ? context.schema.get(target) : table;
    boolean there = table.attached.remove(kind + " " + name) != null;
    if (!there && ifExists && context.schema.isWholeKnown()) {
      return;
    }
    if (kind.equals("trigger")) {
      findings.lockPartitions(table, LockMode.ACCESS_EXCLUSIVE);
    } else {
      findings.lock(table, LockMode.ACCESS_EXCLUSIVE);
    }
    HazardRule rule =
        switch (kind) {
          case "trigger" -> HazardRule.CHANGE_TRIGGER;
          case "rule" -> HazardRule.CHANGE_RULE;
          default -> HazardRule.CHANGE_POLICY;
        };
    findings.hazard(rule, table, kind + " " + name + " on " + findings.show(table));
  }
}
