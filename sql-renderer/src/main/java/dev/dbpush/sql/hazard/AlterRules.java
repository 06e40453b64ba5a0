package dev.dbpush.sql.hazard;

import dev.dbpush.sql.hazard.ObjectChange.Action;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.Set;

/** What ALTER costs, tables aside. */
final class AlterRules {
  private final Context context;
  private final Findings findings;

  AlterRules(Context context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  /** {@code ALTER …}; the cursor stands behind ALTER. */
  void check(TokenCursor cursor) {
    if (cursor.accept("table", "all", "in", "tablespace")) {
      findings.hazard(HazardRule.MOVE_TABLESPACE, "all tables of a tablespace");
      return;
    }
    String kind = cursor.accept("materialized") ? "materialized view" : cursor.peekWord();
    cursor.next();
    if (kind.equals("index")) {
      new IndexRules(context, findings).alter(cursor);
      return;
    }
    cursor.accept("view");
    cursor.accept("if", "exists");
    switch (kind) {
      case "view", "materialized view" -> relation(kind, cursor);
      case "sequence" -> sequence(cursor);
      case "domain" -> domain(cursor);
      case "type" -> type(cursor);
      case "policy", "trigger", "rule" -> onTable(kind, cursor);
      case "publication" -> publication(cursor);
      case "extension" ->
          findings.hazard(HazardRule.EXTENSION_CHANGE, "ALTER EXTENSION " + name(cursor));
      case "system" -> findings.hazard(HazardRule.SYSTEM_SETTING, "ALTER SYSTEM");
      case "default" ->
          findings.hazard(HazardRule.CHANGE_PRIVILEGE, "ALTER DEFAULT PRIVILEGES");
      default -> other(kind, cursor);
    }
  }

  private static String name(TokenCursor cursor) {
    QualifiedName name = cursor.acceptName();
    return name == null ? "" : name.toSql();
  }

  private void other(String kind, TokenCursor cursor) {
    String name = name(cursor);
    cursor.skipParentheses();
    if (cursor.contains("rename", "to")) {
      findings.hazard(HazardRule.RENAME_OBJECT, kind + " " + name);
    } else if (cursor.peekWords("set", "schema")) {
      findings.hazard(HazardRule.MOVE_SCHEMA, kind + " " + name);
    } else if (cursor.peekWords("owner", "to")) {
      findings.hazard(HazardRule.CHANGE_OWNER, kind + " " + name);
    }
    if ((kind.equals("function") || kind.equals("procedure")) && cursor.contains("volatile")) {
      findings.hazard(HazardRule.OPAQUE_CODE, kind + " " + name);
    }
    findings.change(Action.CHANGE, kind, name);
  }

  private void relation(String kind, TokenCursor cursor) {
    QualifiedName name = cursor.acceptName();
    if (name == null) {
      return;
    }
    KnownTable view = context.schema.get(name);
    findings.lock(view, LockMode.ACCESS_EXCLUSIVE);
    moved(view, kind, cursor);
    findings.change(Action.CHANGE, kind, name);
  }

  /** {@code RENAME TO}, {@code SET SCHEMA}, {@code OWNER TO}. */
  private void moved(KnownTable table, String kind, TokenCursor cursor) {
    String what = kind + " " + findings.show(table);
    if (cursor.accept("rename", "to")) {
      findings.hazard(HazardRule.RENAME_OBJECT, table, what);
      String to = cursor.acceptIdentifier();
      if (to != null) {
        context.schema.rename(table, new QualifiedName(table.name.schema(), to));
      }
    } else if (cursor.accept("rename")) {
      findings.hazard(HazardRule.RENAME_OBJECT, table, what);
    } else if (cursor.accept("set", "schema")) {
      findings.hazard(HazardRule.MOVE_SCHEMA, table, what);
      String to = cursor.acceptIdentifier();
      if (to != null) {
        context.schema.rename(table, QualifiedName.of(to, table.name.name()));
      }
    } else if (cursor.accept("owner", "to")) {
      findings.hazard(HazardRule.CHANGE_OWNER, table, what);
    }
  }

  private void sequence(TokenCursor cursor) {
    QualifiedName name = cursor.acceptName();
    if (name == null) {
      return;
    }
    KnownTable sequence = context.schema.get(name);
    boolean moves =
        cursor.peekWords("rename")
            || cursor.peekWords("set", "schema")
            || cursor.peekWords("owner", "to");
    findings.lock(
        sequence, moves ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_ROW_EXCLUSIVE);
    moved(sequence, "sequence", cursor);
    findings.change(Action.CHANGE, "sequence", name);
  }

  private void domain(TokenCursor cursor) {
    QualifiedName name = cursor.acceptName();
    if (name == null) {
      return;
    }
    boolean adds = cursor.accept("add");
    boolean notNull = adds ? cursor.contains("not", "null") : cursor.accept("set", "not", "null");
    boolean checks = adds && !cursor.contains("not", "valid");
    boolean validates = cursor.peekWords("validate");
    if (adds) {
      findings.hazard(HazardRule.DOMAIN_CONSTRAINT_ADDED, "domain " + name.toSql());
    }
    if (checks || notNull || validates) {
      for (KnownTable table : context.schema.using(name)) {
        findings.lockTree(
            table, validates ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
        findings.scan(table);
      }
      if (!validates && !context.schema.isFreshType(name)) {
        findings.hazard(HazardRule.DOMAIN_SCAN, "domain " + name.toSql());
      }
    }
    if (adds || notNull) {
      KnownSchema.KnownDomain known = context.schema.domain(SqlType.of(name.toSql()));
      if (known != null) {
        context.schema.addDomain(name, new KnownSchema.KnownDomain(known.over(), true));
      }
    }
    if (cursor.peekWords("rename", "to")) {
      findings.hazard(HazardRule.RENAME_OBJECT, "domain " + name.toSql());
    }
    findings.change(Action.CHANGE, "domain", name);
  }

  private void type(TokenCursor cursor) {
    QualifiedName name = cursor.acceptName();
    if (name == null) {
      return;
    }
    String what = "type " + name.toSql();
    if (cursor.accept("add", "value")) {
      boolean ordered = cursor.contains("before") || cursor.contains("after");
      if (!ordered) {
        findings.hazard(HazardRule.ENUM_VALUE_ORDER, what);
      }
      findings.hazard(HazardRule.ENUM_VALUE_PERMANENT, what);
    } else if (cursor.peekWords("rename")) {
      findings.hazard(HazardRule.RENAME_OBJECT, what);
    } else if (cursor.contains("attribute")) {
      for (KnownTable table : context.schema.using(name)) {
        findings.lock(table, LockMode.ACCESS_EXCLUSIVE);
      }
      findings.hazard(HazardRule.CHANGE_COMPOSITE, what);
    } else if (cursor.peekWords("set", "schema")) {
      findings.hazard(HazardRule.MOVE_SCHEMA, what);
    } else if (cursor.peekWords("owner")) {
      findings.hazard(HazardRule.CHANGE_OWNER, what);
    }
    findings.change(Action.CHANGE, "type", name);
  }

  private void onTable(String kind, TokenCursor cursor) {
    String name = cursor.acceptIdentifier();
    QualifiedName target = cursor.accept("on") ? cursor.acceptName() : null;
    if (target == null) {
      return;
    }
    KnownTable table = context.schema.get(target);
    boolean depends = cursor.contains("depends");
    LockMode mode = depends ? LockMode.NONE : LockMode.ACCESS_EXCLUSIVE;
    if (kind.equals("trigger")) {
      findings.lockPartitions(table, mode);
    } else {
      findings.lock(table, mode);
    }
    String what = kind + " " + name + " on " + findings.show(table);
    if (kind.equals("policy")) {
      findings.hazard(HazardRule.CHANGE_POLICY, table, what);
    }
    findings.change(Action.CHANGE, kind, name + " on " + findings.show(table));
  }

  private void publication(TokenCursor cursor) {
    String name = name(cursor);
    findings.hazard(HazardRule.CHANGE_PUBLICATION, name);
    String action = cursor.acceptAny("add", "set", "drop");
    if (!action.isEmpty() && cursor.accept("table")) {
      Set<QualifiedName> named = new CreateRules(context, findings).publishedTables(cursor);
      Set<QualifiedName> published = context.schema.published(name);
      switch (action) {
        case "add" -> published.addAll(named);
        case "drop" -> published.removeAll(named);
        default -> {
          for (QualifiedName before : published) {
            findings.lock(context.schema.get(before), LockMode.SHARE_UPDATE_EXCLUSIVE);
          }
          published.clear();
          published.addAll(named);
        }
      }
    }
    findings.change(Action.CHANGE, "publication", name);
  }
}
