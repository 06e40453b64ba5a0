package dev.dbpush.sql.batch;

import dev.dbpush.sql.alter.AlterAction;
import dev.dbpush.sql.alter.AlterTable;
import dev.dbpush.sql.alter.ColumnSpec;
import dev.dbpush.sql.alter.ConstraintSpec;
import dev.dbpush.sql.alter.CreateTable;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables that statements made, as far as every statement since was understood. Tables are told
 * by their own name alone; two of one name in different schemas are not known. Not thread-safe.
 */
final class KnownTables {
  /** First words of statements that leave the make of every table alone. */
  private static final Set<String> HARMLESS =
      Set.of(
          "insert",
          "update",
          "delete",
          "merge",
          "copy",
          "truncate",
          "comment",
          "grant",
          "revoke",
          "analyze",
          "vacuum",
          "explain",
          "values",
          "table",
          "lock",
          "notify",
          "listen",
          "reindex",
          "cluster",
          "refresh",
          "security",
          "checkpoint",
          "begin",
          "commit",
          "start",
          "end");

  /** What {@code CREATE}, {@code ALTER} and {@code DROP} may name without touching a table. */
  private static final Set<String> OTHER_OBJECTS =
      Set.of(
          "function",
          "procedure",
          "routine",
          "aggregate",
          "type",
          "domain",
          "sequence",
          "view",
          "materialized",
          "recursive",
          "index",
          "extension",
          "cast",
          "operator",
          "collation",
          "role",
          "user",
          "group",
          "policy",
          "publication",
          "subscription",
          "statistics",
          "text",
          "language",
          "event",
          "default",
          "server",
          "foreign",
          "conversion",
          "access",
          "transform",
          "trigger",
          "rule",
          "database",
          "tablespace",
          "constraint");

  private final Map<String, TableFacts> tables = new HashMap<>();

  /** What is known of the table that this name means; of one in another schema, nothing. */
  TableFacts known(QualifiedName name) {
    TableFacts facts = facts(name);
    return Objects.equals(facts.schema, name.schema()) ? facts : TableFacts.unknown();
  }

  /** Whether some table has this name. */
  boolean isName(String word) {
    return tables.containsKey(word);
  }

  private TableFacts facts(QualifiedName name) {
    return tables.computeIfAbsent(name.name(), key -> TableFacts.unknown());
  }

  /** Takes in a statement that runs before those asked about. */
  void learn(SqlStatement statement) {
    if (HARMLESS.contains(statement.firstWord())) {
      return;
    }
    CreateTable create = CreateTable.read(statement);
    if (create != null) {
      create(create);
      return;
    }
    AlterTable alter = AlterTable.read(statement);
    if (alter != null) {
      alter(alter);
      return;
    }
    TokenCursor cursor = statement.cursor();
    String verb = cursor.peekWord();
    switch (verb) {
      case "create" -> createOther(statement, cursor);
      case "drop", "alter" -> changeOther(cursor);
      case "select", "with" -> query(statement);
      case "do" -> block(statement.text());
      case "set", "reset" -> setting(cursor);
      default -> forgetAll();
    }
  }

  private void create(CreateTable create) {
    TableFacts old = tables.get(create.name().name());
    TableFacts facts = new TableFacts();
    facts.schema = create.name().schema();
    facts.partitioned = create.partitioned();
    if (old != null) {
      facts.relate(old);
    }
    boolean maybeAnother = create.ifNotExists() || (old != null && old.known);
    facts.known =
        create.complete() && create.likes().isEmpty() && !create.temporary() && !maybeAnother;
    tables.put(create.name().name(), facts);
    create.parents().forEach(parent -> facts.inherit(facts(parent)));
    create.likes().forEach(like -> facts.relate(facts(like)));
    create.columns().forEach(column -> column(facts, create.name(), column));
    create.constraints().forEach(constraint -> constraint(facts, create.name(), constraint));
  }

  private void alter(AlterTable alter) {
    TableFacts facts = facts(alter.name());
    for (AlterAction action : alter.actions()) {
      switch (action.kind()) {
        case ADD_COLUMN -> {
          if (action.definition() != null) {
            column(facts, alter.name(), action.definition());
          }
        }
        case ADD_CONSTRAINT -> {
          if (action.constraint() != null) {
            constraint(facts, alter.name(), action.constraint());
          }
        }
        case SET_DEFAULT -> facts.runsCode |= Expression.of(action.expression()).isUnknown();
        case ALTER_TYPE -> typeOf(facts, String.valueOf(action.type()));
        case RENAME_COLUMN ->
            facts.rename(String.valueOf(action.column()), String.valueOf(action.newName()));
        case RENAME_TABLE -> rename(alter.name().name(), String.valueOf(action.newName()));
        case INHERIT, NO_INHERIT, ATTACH_PARTITION, DETACH_PARTITION -> {
          if (action.other() != null) {
            facts.inherit(facts(action.other()));
          }
        }
        case ENABLE_TRIGGER -> facts.runsCode = true;
        case UNKNOWN, OF_TYPE -> facts.known = false;
        default -> {}
      }
    }
  }

  private void rename(String from, String to) {
    TableFacts facts = facts(QualifiedName.of(from));
    TableFacts taken = tables.get(to);
    tables.put(to, facts);
    if (taken != null) {
      facts.inherit(taken);
      facts.known &= !taken.known;
    }
    TableFacts gone = TableFacts.unknown();
    gone.relate(facts);
    tables.put(from, gone);
  }

  private void column(TableFacts facts, QualifiedName table, ColumnSpec column) {
    typeOf(facts, column.type());
    facts.runsCode |= Expression.of(column.defaultExpression()).isUnknown();
    column.constraints().forEach(constraint -> constraint(facts, table, constraint));
  }

  /** A column may have the row type of another table. */
  private void typeOf(TableFacts facts, String type) {
    for (String word : Expression.of(type).words()) {
      TableFacts other = tables.get(word);
      if (other != null) {
        facts.relate(other);
      }
    }
  }

  private void constraint(TableFacts facts, QualifiedName table, ConstraintSpec constraint) {
    Expression expression = Expression.of(constraint.expression());
    Set<String> words = new HashSet<>(expression.words());
    facts.runsCode |= expression.isUnknown();
    if (constraint.expression() != null) {
      words.addAll(constraint.columns());
      facts.entangle(words);
    }
    if (constraint.references() == null) {
      return;
    }
    facts.relate(facts(constraint.references()));
    if (constraint.references().name().equals(table.name())) {
      words.addAll(constraint.columns());
      words.addAll(constraint.referencedColumns());
      facts.entangle(words);
      if (constraint.referencedColumns().isEmpty()) {
        facts.known = false; // the primary key is meant, whatever that is
      }
    }
  }

  private void createOther(SqlStatement statement, TokenCursor cursor) {
    cursor.accept("create");
    cursor.accept("or", "replace");
    cursor.acceptAny("unique", "constraint", "trusted");
    switch (cursor.peekWord()) {
      case "index" -> index(statement, cursor);
      case "statistics" -> statistics(statement, cursor);
      case "trigger", "rule" -> trigger(cursor);
      case "view", "materialized", "recursive", "temp", "temporary" -> view(cursor);
      default -> other(cursor);
    }
  }

  private void index(SqlStatement statement, TokenCursor cursor) {
    boolean plain = !cursor.contains("where");
    QualifiedName table = nameBehind(cursor, "on");
    if (table == null) {
      forgetAll();
      return;
    }
    int brackets = 0;
    while (!cursor.atEnd()) {
      brackets += cursor.peekIs('(') ? 1 : 0;
      cursor.next();
    }
    if (!plain || brackets > 1) {
      facts(table).entangle(Expression.of(statement.text()).words());
    }
  }

  private void statistics(SqlStatement statement, TokenCursor cursor) {
    QualifiedName table = nameBehind(cursor, "from");
    if (table == null) {
      forgetAll();
    } else {
      facts(table).entangle(Expression.of(statement.text()).words());
    }
  }

  private void trigger(TokenCursor cursor) {
    boolean rule = cursor.peekWords("rule");
    QualifiedName table = nameBehind(cursor, rule ? "to" : "on");
    if (table == null) {
      forgetAll();
    } else {
      facts(table).runsCode = true;
    }
  }

  private void view(TokenCursor cursor) {
    while (!cursor.acceptAny("temp", "temporary", "recursive", "materialized", "view").isEmpty()) {
      // up to the name
    }
    cursor.accept("if", "not", "exists");
    QualifiedName name = cursor.acceptName();
    if (name != null) {
      facts(name).known = false;
    }
  }

  private void changeOther(TokenCursor cursor) {
    boolean drop = cursor.accept("drop");
    if (!drop) {
      cursor.accept("alter");
    }
    if (drop && (cursor.accept("table") || cursor.accept("foreign", "table"))) {
      cursor.accept("if", "exists");
      do {
        QualifiedName name = cursor.acceptName();
        if (name != null) {
          TableFacts gone = TableFacts.unknown();
          gone.relate(facts(name));
          tables.put(name.name(), gone);
        }
      } while (cursor.accept(','));
      return;
    }
    other(cursor);
  }

  private void other(TokenCursor cursor) {
    if (!OTHER_OBJECTS.contains(cursor.peekWord())
        && !(cursor.peekWords("schema") && !cursor.contains("rename"))) {
      forgetAll();
    }
  }

  private void query(SqlStatement statement) {
    Expression expression = Expression.of(statement.text());
    if (expression.isUnknown()) {
      forgetAll();
    }
  }

  /**
   * What a block does is not read; unless it makes up statements, it says which tables it means.
   */
  private void block(String text) {
    String body = text.toLowerCase(Locale.ROOT);
    if (List.of("execute", "perform", "call", "select").stream().anyMatch(body::contains)) {
      forgetAll();
      return;
    }
    tables.forEach((name, facts) -> facts.known &= !body.contains(name.toLowerCase(Locale.ROOT)));
  }

  private void setting(TokenCursor cursor) {
    if (cursor.contains("search_path")
        || cursor.contains("schema")
        || cursor.contains("all")
        || cursor.contains("role")
        || cursor.contains("session", "authorization")) {
      forgetAll();
    }
  }

  private void forgetAll() {
    tables.values().forEach(facts -> facts.known = false);
  }

  private static @Nullable QualifiedName nameBehind(TokenCursor cursor, String word) {
    while (!cursor.atEnd() && !cursor.accept(word)) {
      cursor.next();
    }
    cursor.accept("only");
    return cursor.acceptName();
  }
}
