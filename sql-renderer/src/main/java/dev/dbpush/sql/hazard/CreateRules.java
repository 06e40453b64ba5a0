package dev.dbpush.sql.hazard;

import dev.dbpush.sql.hazard.ObjectChange.Action;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What CREATE costs, tables and indexes aside. */
final class CreateRules {
  private final Context context;
  private final Findings findings;

  CreateRules(Context context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  /** {@code CREATE …}; the cursor stands behind CREATE. */
  void check(TokenCursor cursor) {
    cursor.accept("or", "replace");
    if (TableRules.acceptTable(cursor)) {
      new TableRules(context, findings).create(cursor);
      return;
    }
    if (cursor.peekWords("unique", "index") || cursor.peekWords("index")) {
      boolean unique = cursor.accept("unique");
      cursor.accept("index");
      new IndexRules(context, findings).create(cursor, unique);
      return;
    }
    boolean temporary = !cursor.acceptAny("temporary", "temp").isEmpty();
    cursor.acceptAny("recursive", "trusted", "procedural", "constraint", "default", "event");
    String kind = cursor.accept("materialized") ? "materialized view" : cursor.peekWord();
    cursor.next();
    cursor.accept("if", "not", "exists");
    if (kind.equals("event")) {
      return;
    }
    object(kind, cursor, temporary);
  }

  private void object(String kind, TokenCursor cursor, boolean temporary) {
    switch (kind) {
      case "view", "materialized view" -> view(kind, cursor, temporary);
      case "sequence" -> {
        QualifiedName name = cursor.acceptName();
        if (name != null && context.schema.find(name) == null) {
          context.schema.create(name, KnownTable.Kind.SEQUENCE);
          findings.change(Action.ADD, kind, name);
        }
      }
      case "domain" -> domain(cursor);
      case "type" -> {
        QualifiedName name = cursor.acceptName();
        if (name != null) {
          context.schema.addType(name);
          findings.change(Action.ADD, kind, name);
        }
      }
      case "function", "procedure", "aggregate" -> function(kind, cursor);
      case "trigger" ->
          onTable(kind, cursor, LockMode.SHARE_ROW_EXCLUSIVE, HazardRule.CHANGE_TRIGGER);
      case "policy" ->
          onTable(kind, cursor, LockMode.ACCESS_EXCLUSIVE, HazardRule.CHANGE_POLICY);
      case "rule" -> onTable(kind, cursor, LockMode.ACCESS_EXCLUSIVE, HazardRule.CHANGE_RULE);
      case "statistics" -> statistics(cursor);
      case "publication" -> publication(cursor);
      default -> findings.change(Action.ADD, kind, name(cursor));
    }
  }

  private static String name(TokenCursor cursor) {
    QualifiedName name = cursor.acceptName();
    return name == null ? "" : name.toSql();
  }

  private void view(String kind, TokenCursor cursor, boolean temporary) {
    if (kind.startsWith("materialized")) {
      cursor.accept("view");
      cursor.accept("if", "not", "exists");
    }
    QualifiedName name = cursor.acceptName();
    if (name == null) {
      return;
    }
    KnownTable before = context.schema.find(name);
    if (before != null) {
      findings.lock(before, LockMode.ACCESS_EXCLUSIVE);
      context.schema.drop(before);
    }
    KnownTable.Kind known =
        kind.equals("view") ? KnownTable.Kind.VIEW : KnownTable.Kind.MATERIALIZED_VIEW;
    KnownTable view = context.schema.create(name, known);
    view.fresh = before == null || before.fresh;
    view.temporary = temporary;
    view.query = cursor.text();
    while (!cursor.atEnd()) {
      QualifiedName source = cursor.acceptName();
      KnownTable table = source == null ? null : context.schema.find(source);
      if (table != null && table != view) {
        view.readsFrom.add(table.name);
        context.schema.tie(view, table.name);
      } else if (source == null) {
        cursor.next();
      }
    }
    findings.change(before == null ? Action.ADD : Action.CHANGE, kind, name);
  }

  private void domain(TokenCursor cursor) {
    QualifiedName name = cursor.acceptName();
    if (name == null) {
      return;
    }
    cursor.accept("as");
    int from = cursor.index();
    while (!cursor.atEnd() && !endsDomainType(cursor)) {
      if (!cursor.skipParentheses()) {
        cursor.next();
      }
    }
    SqlType over = SqlType.of(cursor.slice(from));
    boolean constrained = cursor.contains("check") || hasNotNull(cursor);
    context.schema.addDomain(name, new KnownSchema.KnownDomain(over, constrained));
    context.schema.addType(name);
    if (constrained) {
      findings.hazard(HazardRule.DOMAIN_WITH_CONSTRAINT, name.toSql());
    }
    findings.change(Action.ADD, "domain", name);
  }

  private static boolean endsDomainType(TokenCursor cursor) {
    return switch (cursor.peekWord()) {
      case "collate", "default", "constraint", "not", "null", "check" -> true;
      default -> false;
    };
  }

  private static boolean hasNotNull(TokenCursor cursor) {
    return Tokens.seek(cursor, "not", "null");
  }

  private void function(String kind, TokenCursor cursor) {
    QualifiedName name = cursor.acceptName();
    if (name == null) {
      return;
    }
    if (cursor.contains("immutable") || cursor.contains("stable")) {
      context.schema.addSteadyFunction(name);
    }
    if (isSql(cursor)) {
      CodeBody.rowStatements(cursor.text())
          .forEach(inner -> new DataRules(context, findings).lockTargets(inner.cursor()));
    }
    findings.change(Action.ADD, kind, name);
  }

  /** Whether the body is SQL, which the server reads when the function is made. */
  private static boolean isSql(TokenCursor cursor) {
    return cursor.contains("language", "sql");
  }

  /** The function that a trigger runs; empty for what runs none. */
  private static String function(TokenCursor cursor) {
    int start = cursor.index();
    boolean found =
        Tokens.seek(cursor, "execute", "function") || Tokens.seek(cursor, "execute", "procedure");
    QualifiedName name = found ? cursor.acceptName() : null;
    cursor.moveTo(start);
    return name == null ? "" : name.name();
  }

  private void onTable(String kind, TokenCursor cursor, LockMode mode, HazardRule rule) {
    String name = cursor.acceptIdentifier();
    String on = kind.equals("rule") ? "to" : "on";
    QualifiedName target = Tokens.seek(cursor, on) ? cursor.acceptName() : null;
    if (target == null) {
      return;
    }
    KnownTable table = context.schema.get(target);
    if (kind.equals("trigger")) {
      findings.lockPartitions(table, mode);
    } else {
      findings.lock(table, mode);
    }
    table.attached.put(kind + " " + name, function(cursor));
    if (kind.equals("policy")) {
      table.policies++;
    }
    if (kind.equals("trigger") && cursor.accept("from")) {
      QualifiedName other = cursor.acceptName();
      if (other != null) {
        findings.lock(context.schema.get(other), LockMode.SHARE_ROW_EXCLUSIVE);
      }
    }
    findings.hazard(rule, table, kind + " " + name + " on " + findings.show(table));
    findings.change(Action.ADD, kind, name + " on " + findings.show(table));
  }

  private void statistics(TokenCursor cursor) {
    @Nullable String name = cursor.peekWords("on") ? "" : cursor.acceptIdentifier();
    QualifiedName target = Tokens.seek(cursor, "from") ? cursor.acceptName() : null;
    if (target != null) {
      KnownTable table = context.schema.get(target);
      findings.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE);
      table.attached.put("statistics " + name, "");
    }
    findings.change(Action.ADD, "statistics", String.valueOf(name));
  }

  private void publication(TokenCursor cursor) {
    String name = cursor.acceptIdentifier();
    if (cursor.accept("for", "table")) {
      context.schema.published(String.valueOf(name)).addAll(publishedTables(cursor));
    }
    findings.change(Action.ADD, "publication", String.valueOf(name));
  }

  /** Locks the tables of a publication's list. */
  Set<QualifiedName> publishedTables(TokenCursor cursor) {
    Set<QualifiedName> tables = new LinkedHashSet<>();
    while (!cursor.atEnd()) {
      cursor.accept("table");
      cursor.accept("only");
      QualifiedName table = cursor.acceptName();
      if (table == null) {
        return tables;
      }
      findings.lock(context.schema.get(table), LockMode.SHARE_UPDATE_EXCLUSIVE);
      tables.add(context.schema.resolve(table));
      cursor.skipParentheses();
      if (cursor.accept("where")) {
        cursor.skipParentheses();
      }
      if (!cursor.accept(',')) {
        return tables;
      }
    }
    return tables;
  }
}
