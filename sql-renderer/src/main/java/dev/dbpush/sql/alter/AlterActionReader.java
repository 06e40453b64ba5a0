package dev.dbpush.sql.alter;

import dev.dbpush.sql.alter.AlterAction.Flag;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one action of an {@code ALTER TABLE}. PostgreSQL's grammar: {@code alter_table_cmd}. */
final class AlterActionReader {
  private static final Set<String> TYPE_END = Set.of("using");
  private static final Set<String> SEQUENCE_OPTIONS =
      Set.of(
          "generated increment minvalue maxvalue no start restart cache cycle owned as sequence"
              .split(" "));
  private final TokenCursor cursor;
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
  private final List<String> parameters = new ArrayList<>();
  private @Nullable String column;
  private @Nullable String name;
  private @Nullable String newName;
  private @Nullable QualifiedName other;
  private @Nullable String type;
  private @Nullable String expression;
  private @Nullable ColumnSpec definition;
  private @Nullable ConstraintSpec constraint;

  private AlterActionReader(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /**
   * The action that these tokens are; of kind {@code UNKNOWN} unless all of them were understood.
   */
  static AlterAction read(String text, List<Token> tokens) {
    if (tokens.isEmpty()) {
      return new AlterActionReader(new TokenCursor(text, tokens)).action(AlterKind.UNKNOWN, "", 0);
    }
    int start = tokens.get(0).start();
    String slice = text.substring(start, tokens.get(tokens.size() - 1).end());
    TokenCursor cursor = new TokenCursor(text, tokens);
    AlterActionReader reader = new AlterActionReader(cursor);
    // an own escape character changes what an identifier says
    AlterKind kind = cursor.contains("uescape") ? null : reader.kind();
    if (kind == null || !cursor.atEnd()) {
      return new AlterActionReader(cursor).action(AlterKind.UNKNOWN, slice, start);
    }
    return reader.action(kind, slice, start);
  }

  private AlterAction action(AlterKind kind, String text, int start) {
    return new AlterAction(
        kind,
        text,
        start,
        column,
        name,
        newName,
        other,
        type,
        expression,
        definition,
        constraint,
        parameters,
        flags);
  }

  private @Nullable AlterKind kind() {
    AlterKind fixed = AlterPhrases.ofTable(cursor);
    if (fixed != null) {
      return fixed;
    }
    String verb =
        cursor.acceptAny(
            "add",
            "drop",
            "alter",
            "validate",
            "enable",
            "disable",
            "no",
            "set",
            "reset",
            "cluster",
            "inherit",
            "of",
            "owner",
            "replica",
            "options",
            "rename",
            "attach",
            "detach");
    return switch (verb) {
      case "add" -> add();
      case "drop" -> drop();
      case "alter" -> alter();
      case "validate" -> cursor.accept("constraint") ? named(AlterKind.VALIDATE_CONSTRAINT) : null;
      case "enable", "disable" -> switched(verb.equals("enable"));
      case "no" -> cursor.accept("inherit") ? relation(AlterKind.NO_INHERIT) : null;
      case "set" -> set();
      case "reset" -> parameters(AlterKind.RESET_OPTIONS);
      case "cluster" -> cursor.accept("on") ? named(AlterKind.CLUSTER_ON) : null;
      case "inherit" -> relation(AlterKind.INHERIT);
      case "of" -> relation(AlterKind.OF_TYPE);
      case "owner" -> cursor.accept("to") ? named(AlterKind.OWNER_TO) : null;
      case "replica" -> replicaIdentity();
      case "options" -> cursor.skipParentheses() ? AlterKind.FOREIGN_OPTIONS : null;
      case "rename" -> rename();
      case "attach" -> attach();
      case "detach" -> detach();
      default -> null;
    };
  }

  private @Nullable AlterKind add() {
    if (ConstraintReader.beginsTableConstraint(cursor)) {
      constraint = ConstraintReader.ofTable(cursor);
      if (constraint == null) {
        return null;
      }
      name = constraint.name();
      return AlterKind.ADD_CONSTRAINT;
    }
    cursor.accept("column");
    if (cursor.accept("if", "not", "exists")) {
      flags.add(Flag.IF_NOT_EXISTS);
    }
    definition = ColumnReader.read(cursor);
    if (definition == null) {
      return null;
    }
    column = definition.name();
    return AlterKind.ADD_COLUMN;
  }

  private @Nullable AlterKind drop() {
    if (cursor.accept("constraint")) {
      ifExists();
      name = cursor.acceptIdentifier();
      return name == null ? null : cascade(AlterKind.DROP_CONSTRAINT);
    }
    cursor.accept("column");
    ifExists();
    column = cursor.acceptIdentifier();
    return column == null ? null : cascade(AlterKind.DROP_COLUMN);
  }

  private @Nullable AlterKind alter() {
    if (cursor.accept("constraint")) {
      name = cursor.acceptIdentifier();
      if (name == null) {
        return null;
      }
      expression = rest();
      return AlterKind.ALTER_CONSTRAINT;
    }
    cursor.accept("column");
    Token token = cursor.peek();
    boolean byNumber = token != null && token.kind() == Token.Kind.NUMBER;
    if (byNumber) {
      cursor.next();
    } else {
      column = cursor.acceptIdentifier();
      if (column == null) {
        return null;
      }
    }
    AlterKind kind = alterColumn();
    return byNumber && kind != AlterKind.SET_STATISTICS ? null : kind;
  }

  private @Nullable AlterKind alterColumn() {
    AlterKind fixed = AlterPhrases.ofColumn(cursor);
    if (fixed != null) {
      return fixed;
    }
    if (cursor.accept("set", "data", "type") || cursor.accept("type")) {
      return type();
    }
    if (cursor.accept("drop")) {
      return dropFromColumn();
    }
    if (cursor.accept("add", "generated")) {
      boolean read =
          (cursor.accept("always") || cursor.accept("by", "default"))
              && cursor.accept("as", "identity");
      cursor.skipParentheses();
      return read ? AlterKind.ADD_IDENTITY : null;
    }
    if (cursor.peekWords("restart")) {
      return sequenceOptions();
    }
    if (cursor.accept("reset")) {
      return parameters(AlterKind.RESET_COLUMN_OPTIONS);
    }
    if (cursor.accept("options")) {
      return cursor.skipParentheses() ? AlterKind.COLUMN_FOREIGN_OPTIONS : null;
    }
    return cursor.accept("set") ? setOfColumn() : null;
  }

  private @Nullable AlterKind type() {
    if (cursor.atEnd()) {
      return null;
    }
    type = ColumnReader.upTo(cursor, TYPE_END);
    if (cursor.accept("using")) {
      expression = rest();
      return expression.isEmpty() ? null : AlterKind.ALTER_TYPE;
    }
    return AlterKind.ALTER_TYPE;
  }

  private @Nullable AlterKind dropFromColumn() {
    if (cursor.accept("expression")) {
      ifExists();
      return AlterKind.DROP_EXPRESSION;
    }
    if (cursor.accept("identity")) {
      ifExists();
      return AlterKind.DROP_IDENTITY;
    }
    return null;
  }

  private @Nullable AlterKind setOfColumn() {
    if (cursor.accept("default")) {
      expression = rest();
      return expression.isEmpty() ? null : AlterKind.SET_DEFAULT;
    }
    if (cursor.accept("expression", "as")) {
      int from = cursor.index();
      boolean read = cursor.skipParentheses();
      expression = cursor.slice(from);
      return read ? AlterKind.SET_EXPRESSION : null;
    }
    if (cursor.accept("statistics")) {
      Token sign = cursor.peek();
      if (sign != null && sign.kind() == Token.Kind.OPERATOR) {
        cursor.next();
      }
      return cursor.next() == null ? null : AlterKind.SET_STATISTICS;
    }
    if (cursor.accept("storage")) {
      return cursor.next() == null ? null : AlterKind.SET_STORAGE;
    }
    if (cursor.accept("compression")) {
      return cursor.next() == null ? null : AlterKind.SET_COMPRESSION;
    }
    return cursor.peekIs('(') ? parameters(AlterKind.SET_COLUMN_OPTIONS) : sequenceOptions();
  }

  /** {@code SET GENERATED …}, {@code SET option}, {@code RESTART [WITH n]}, in any number. */
  private @Nullable AlterKind sequenceOptions() {
    boolean known = SEQUENCE_OPTIONS.contains(cursor.peekWord());
    rest();
    return known ? AlterKind.SET_IDENTITY : null;
  }

  private @Nullable AlterKind switched(boolean on) {
    boolean mode = on && !cursor.acceptAny("replica", "always").isEmpty();
    if (cursor.accept("rule")) {
      return named(on ? AlterKind.ENABLE_RULE : AlterKind.DISABLE_RULE);
    }
    if (!cursor.accept("trigger")) {
      return null;
    }
    AlterKind kind = on ? AlterKind.ENABLE_TRIGGER : AlterKind.DISABLE_TRIGGER;
    boolean all = !cursor.acceptAny("all", "user").isEmpty();
    return all ? (mode ? null : kind) : named(kind);
  }

  private @Nullable AlterKind set() {
    if (cursor.peekIs('(')) {
      return parameters(AlterKind.SET_OPTIONS);
    }
    if (cursor.accept("access", "method")) {
      return named(AlterKind.SET_ACCESS_METHOD);
    }
    if (cursor.accept("tablespace")) {
      return named(AlterKind.SET_TABLESPACE);
    }
    return cursor.accept("schema") ? named(AlterKind.SET_SCHEMA) : null;
  }

  private @Nullable AlterKind replicaIdentity() {
    if (!cursor.accept("identity")) {
      return null;
    }
    if (cursor.accept("using", "index")) {
      return named(AlterKind.REPLICA_IDENTITY);
    }
    return cursor.acceptAny("full", "nothing", "default").isEmpty()
        ? null
        : AlterKind.REPLICA_IDENTITY;
  }

  private @Nullable AlterKind rename() {
    if (cursor.accept("to")) {
      return renamed(AlterKind.RENAME_TABLE);
    }
    if (cursor.accept("constraint")) {
      name = cursor.acceptIdentifier();
      return name != null && cursor.accept("to") ? renamed(AlterKind.RENAME_CONSTRAINT) : null;
    }
    cursor.accept("column");
    column = cursor.acceptIdentifier();
    return column != null && cursor.accept("to") ? renamed(AlterKind.RENAME_COLUMN) : null;
  }

  private @Nullable AlterKind renamed(AlterKind kind) {
    newName = cursor.acceptIdentifier();
    return newName == null ? null : kind;
  }

  private @Nullable AlterKind attach() {
    if (!cursor.accept("partition")) {
      return null;
    }
    other = cursor.acceptName();
    if (other == null || !cursor.peekWords("for", "values") && !cursor.peekWords("default")) {
      return null;
    }
    expression = rest();
    return AlterKind.ATTACH_PARTITION;
  }

  private @Nullable AlterKind detach() {
    if (!cursor.accept("partition")) {
      return null;
    }
    AlterKind kind = relation(AlterKind.DETACH_PARTITION);
    if (cursor.accept("concurrently")) {
      flags.add(Flag.CONCURRENTLY);
    } else if (cursor.accept("finalize")) {
      flags.add(Flag.FINALIZE);
    }
    return kind;
  }

  private @Nullable AlterKind named(AlterKind kind) {
    name = cursor.acceptIdentifier();
    return name == null ? null : kind;
  }

  private @Nullable AlterKind relation(AlterKind kind) {
    other = cursor.acceptName();
    return other == null ? null : kind;
  }

  private @Nullable AlterKind parameters(AlterKind kind) {
    if (!cursor.accept('(')) {
      return null;
    }
    do {
      QualifiedName parameter = cursor.acceptName();
      if (parameter == null) {
        return null;
      }
      String prefix = parameter.schema() == null ? "" : parameter.schema() + ".";
      parameters.add(prefix + parameter.name());
      while (!cursor.atEnd() && !cursor.peekIs(',') && !cursor.peekIs(')')) {
        cursor.next();
      }
    } while (cursor.accept(','));
    return cursor.accept(')') ? kind : null;
  }

  private void ifExists() {
    if (cursor.accept("if", "exists")) {
      flags.add(Flag.IF_EXISTS);
    }
  }

  private AlterKind cascade(AlterKind kind) {
    if (cursor.accept("cascade")) {
      flags.add(Flag.CASCADE);
    } else {
      cursor.accept("restrict");
    }
    return kind;
  }

  private String rest() {
    int from = cursor.index();
    while (!cursor.atEnd()) {
      cursor.next();
    }
    return cursor.slice(from);
  }
}
