package dev.dbpush.sql.batch;

import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.HashSet;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.util.TablesNamesFinder;
import org.jspecify.annotations.Nullable;

/** Statements whose tables JSqlParser tells. What it cannot read may touch any table. */
final class DataHop {
  private final Alter alter;
  private final KnownTables tables;
  private final TableFacts own;

  DataHop(Alter alter, KnownTables tables, TableFacts own) {
    this.alter = alter;
    this.tables = tables;
    this.own = own;
  }

  /** Whether a change of rows has nothing to do with the altered table. */
  boolean hops(SqlStatement statement) {
    return own.known
        && alter.volatiles() == 0
        && !Expression.of(statement.text()).isUnknown()
        && onlyElsewhere(statement, null);
  }

  /** Whether a view only reads tables that have nothing to do with the altered one. */
  boolean viewHops(SqlStatement statement) {
    TokenCursor cursor = statement.cursor();
    while (!cursor.atEnd() && !cursor.accept("view")) {
      cursor.next();
    }
    QualifiedName view = cursor.acceptName();
    return own.known
        && view != null
        && !alter.words().contains(view.name())
        && !alter.choosesRelationName()
        && onlyElsewhere(statement, view);
  }

  private boolean onlyElsewhere(SqlStatement statement, @Nullable QualifiedName except) {
    Set<String> names = names(statement);
    if (names == null || names.isEmpty()) {
      return false;
    }
    for (String name : names) {
      QualifiedName table = read(name);
      if (table.equals(except)) {
        continue;
      }
      TableFacts facts = tables.known(table);
      if (own.mayConcern(facts) || (except == null && facts.runsCode)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Set<String> names(SqlStatement statement) {
    try {
      Statement parsed = CCJSqlParserUtil.parse(statement.text());
      return new HashSet<>(new TablesNamesFinder<Void>().getTables(parsed));
    } catch (JSQLParserException | RuntimeException e) {
      return null; // not read: it may touch anything
    }
  }

  private static QualifiedName read(String name) {
    TokenCursor cursor = SqlStatement.of(name).cursor();
    QualifiedName read = cursor.acceptName();
    return read == null ? QualifiedName.of(Identifier.read(name)) : read;
  }
}
