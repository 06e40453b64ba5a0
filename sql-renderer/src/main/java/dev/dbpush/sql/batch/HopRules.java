package dev.dbpush.sql.batch;

import dev.dbpush.sql.alter.ConstraintSpec;
import dev.dbpush.sql.alter.CreateTable;
import dev.dbpush.sql.batch.Part.Kind;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether an {@code ALTER TABLE} may run before a statement that stands before it. Everything that
 * is not told here stands in the way.
 */
final class HopRules {
  private static final String BARRIER = "it may touch the table, or what the ALTER TABLE needs";
  private static final Set<String> BASE_TYPES =
      Set.of(
          "int",
          "integer",
          "bigint",
          "smallint",
          "text",
          "varchar",
          "char",
          "numeric",
          "decimal",
          "boolean",
          "bool",
          "date",
          "uuid",
          "jsonb",
          "json",
          "bytea",
          "timestamp",
          "timestamptz",
          "real",
          "double",
          "int4",
          "int8",
          "citext");

  private final Alter alter;
  private final KnownTables tables;
  private final TableFacts own;
  private final DataHop data;

  HopRules(Alter alter, KnownTables tables, BatchOptions options) {
    this.alter = alter;
    this.tables = tables;
    this.own = tables.known(alter.alter().name());
    this.data = new DataHop(alter, tables, own);
  }

  /** Why the statement stands in the way; null if it does not. */
  @Nullable String why(SqlStatement statement) {
    if (alter.alone() != null) {
      return alter.alone();
    }
    TokenCursor cursor = statement.cursor();
    boolean hops =
        switch (cursor.peekWord()) {
          case "create" -> create(statement, cursor);
          case "alter" -> otherTable(statement);
          case "comment" -> comment(cursor);
          case "grant", "revoke" -> grant(cursor);
          case "insert", "update", "delete" -> data.hops(statement);
          default -> false;
        };
    return hops ? null : BARRIER;
  }

  private boolean create(SqlStatement statement, TokenCursor cursor) {
    CreateTable table = CreateTable.read(statement);
    if (table != null) {
      return table(statement, table);
    }
    cursor.accept("create");
    boolean replace = cursor.accept("or", "replace");
    boolean unique = cursor.accept("unique");
    if (cursor.accept("index")) {
      return index(statement, cursor);
    }
    if (unique || mentionsTable(statement)) {
      return cursor.accept("statistics") && statistics(statement, cursor);
    }
    if (cursor.accept("view")) {
      return data.viewHops(statement);
    }
    if (replace) {
      return false; // what is replaced may be in use by the table
    }
    return switch (cursor.peekWord()) {
      case "function", "procedure" -> isPlpgsql(cursor) && isUnused(cursor);
      case "type" -> cursor.contains("as", "enum") && isUnused(cursor);
      case "domain" -> isUnused(cursor) && isBaseType(cursor);
      case "sequence" ->
          !cursor.contains("owned") && !alter.choosesRelationName() && isUnused(cursor);
      case "trigger" -> triggerElsewhere(cursor);
      default -> false;
    };
  }

  /** Passes the kind of the object and its name; whether the ALTER TABLE never says that name. */
  private boolean isUnused(TokenCursor cursor) {
    cursor.next();
    cursor.accept("if", "not", "exists");
    QualifiedName name = cursor.acceptName();
    return name != null && !alter.words().contains(name.name());
  }

  private static boolean isPlpgsql(TokenCursor cursor) {
    return cursor.contains("language", "plpgsql") && !cursor.contains("type");
  }

  private static boolean isBaseType(TokenCursor cursor) {
    cursor.accept("as");
    return BASE_TYPES.contains(cursor.peekWord());
  }

  private boolean triggerElsewhere(TokenCursor cursor) {
    while (!cursor.atEnd() && !cursor.accept("on")) {
      cursor.next();
    }
    QualifiedName table = cursor.acceptName();
    return table != null && isElsewhere(table) && !cursor.contains("from");
  }

  private boolean table(SqlStatement statement, CreateTable table) {
    if (!table.complete()
        || table.query()
        || table.temporary()
        || table.ifNotExists()
        || !table.parents().isEmpty()
        || !table.likes().isEmpty()
        || mentionsTable(statement)
        || alter.choosesRelationName()
        || alter.words().contains(table.name().name())) {
      return false;
    }
    boolean ownTypes =
        table.columns().stream()
            .flatMap(column -> Expression.of(column.type()).words().stream())
            .anyMatch(tables::isName);
    Stream<ConstraintSpec> constraints =
        Stream.concat(
            table.constraints().stream(),
            table.columns().stream().flatMap(column -> column.constraints().stream()));
    boolean clear =
        constraints.allMatch(
            constraint ->
                (constraint.references() == null
                        || constraint.references().equals(table.name())
                        || isElsewhere(constraint.references()))
                    && (constraint.name() == null || !alter.words().contains(constraint.name())));
    String prefix = table.name().name() + "_";
    return !ownTypes
        && clear
        && alter.parts().stream()
            .noneMatch(part -> part.name() != null && part.name().startsWith(prefix));
  }

  private boolean index(SqlStatement statement, TokenCursor cursor) {
    if (cursor.accept("concurrently")) {
      return false;
    }
    boolean ifNotExists = cursor.accept("if", "not", "exists");
    String name = cursor.peekWords("on") ? null : cursor.acceptIdentifier();
    if (!cursor.accept("on")) {
      return false;
    }
    cursor.accept("only");
    QualifiedName table = cursor.acceptName();
    boolean namesMeet =
        alter.choosesRelationName()
            || alter.dropsMore()
            || (name == null ? alter.makesRelation() : alter.words().contains(name));
    if (table == null || ifNotExists || namesMeet) {
      return false;
    }
    return isElsewhere(table) || onTable(statement, table, cursor);
  }

  private boolean statistics(SqlStatement statement, TokenCursor cursor) {
    String name = cursor.peekWords("on") ? null : cursor.acceptIdentifier();
    if (name == null || alter.dropsMore()) {
      return false;
    }
    int from = cursor.index();
    while (!cursor.atEnd() && !cursor.accept("from")) {
      cursor.next();
    }
    QualifiedName table = cursor.acceptName();
    cursor.moveTo(from);
    return table != null && onTable(statement, table, cursor);
  }

  /** Whether an index or statistics on the table has nothing to do with what is altered. */
  private boolean onTable(SqlStatement statement, QualifiedName table, TokenCursor cursor) {
    int from = cursor.index();
    while (!cursor.atEnd()) {
      cursor.next();
    }
    Expression definition = Expression.of(cursor.slice(from));
    boolean sure =
        table.equals(alter.alter().name())
            && !definition.isUnknown()
            && !(statement.cursor().contains("index")
                && definition.words().contains(alter.table()));
    return sure && alter.parts().stream().allMatch(part -> besideIndex(part, definition.words()));
  }

  private static boolean besideIndex(Part part, Set<String> indexed) {
    return switch (part.kind()) {
      case NOTHING,
          SET_DEFAULT,
          DROP_DEFAULT,
          SET_NOT_NULL,
          DROP_NOT_NULL,
          STATISTICS,
          TABLE_OPTION,
          RULE,
          TRIGGER,
          ALTER_CONSTRAINT,
          DROP_CONSTRAINT ->
          true;
      case ADD_COLUMN, TYPE, STORAGE, ADD_IDENTITY, SET_IDENTITY, DROP_EXPRESSION ->
          !indexed.contains(part.column());
      case CONSTRAINT ->
          !Clashes.usesIndex(part)
              && (part.adds(ConstraintSpec.Kind.CHECK)
                  || !part.adds(ConstraintSpec.Kind.FOREIGN_KEY) && part.name() != null);
      default -> false;
    };
  }

  private boolean otherTable(SqlStatement statement) {
    Alter other = Alter.of(statement);
    return other != null
        && other.alone() == null
        && !other.cascades()
        && !alter.cascades()
        && isElsewhere(other.alter().name())
        && !other.words().contains(alter.table())
        && !alter.words().contains(other.table())
        && other.volatiles() + alter.volatiles() < 2
        && !relationNamesMeet(other);
  }

  /** Indexes and sequences of all tables of a schema share their names. */
  private boolean relationNamesMeet(Alter other) {
    if (!alter.makesRelation() && !other.makesRelation()) {
      return false;
    }
    if (alter.choosesRelationName() || other.choosesRelationName()) {
      return alter.makesRelation() && other.makesRelation() || drops(alter) || drops(other);
    }
    boolean shared =
        alter.parts().stream()
            .anyMatch(part -> part.name() != null && other.words().contains(part.name()));
    return shared || drops(alter) || drops(other);
  }

  private static boolean drops(Alter each) {
    return each.dropsMore() || each.has(Kind.DROP_CONSTRAINT);
  }

  private boolean comment(TokenCursor cursor) {
    cursor.accept("comment");
    cursor.accept("on");
    if (alter.cascades()) {
      return false;
    }
    if (cursor.accept("column")) {
      QualifiedName column = cursor.acceptName();
      return column != null && !alter.words().contains(column.name());
    }
    String kind = cursor.peekWord();
    return kind.equals("table")
        || kind.equals("schema")
        || kind.equals("extension")
        || kind.equals("type")
        || kind.equals("domain");
  }

  private boolean grant(TokenCursor cursor) {
    boolean plain =
        !cursor.contains("all", "tables")
            && !cursor.contains("all", "sequences")
            && !cursor.text().contains("(")
            && !alter.addsForeignKey();
    while (!cursor.atEnd() && !cursor.accept("on")) {
      cursor.next();
    }
    cursor.accept("table");
    boolean known = plain && !cursor.atEnd();
    do {
      QualifiedName name = cursor.acceptName();
      known &= name != null && (name.equals(alter.alter().name()) || isElsewhere(name));
    } while (cursor.accept(','));
    return known && (cursor.peekWords("to") || cursor.peekWords("from"));
  }

  /** Whether the name means a known table that has nothing to do with the altered one. */
  private boolean isElsewhere(QualifiedName name) {
    return !name.name().equals(alter.table()) && !own.mayConcern(tables.known(name));
  }

  /** Whether the table's name stands anywhere, in strings and bodies, too. */
  private boolean mentionsTable(SqlStatement statement) {
    return Pattern.compile(
            "(?<![\\w$])" + Pattern.quote(alter.table()) + "(?![\\w$])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(statement.text())
        .find();
  }
}
