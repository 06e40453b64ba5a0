package dev.dbpush.sql.alter;

import dev.dbpush.sql.alter.ConstraintSpec.Flag;
import dev.dbpush.sql.alter.ConstraintSpec.Kind;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads constraints, of tables and of columns. */
final class ConstraintReader {
  private final TokenCursor cursor;
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
  private List<String> columns = List.of();
  private @Nullable String expression;
  private @Nullable QualifiedName references;
  private List<String> referencedColumns = List.of();
  private @Nullable String usingIndex;

  private ConstraintReader(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Whether a table constraint can begin here. */
  static boolean beginsTableConstraint(TokenCursor cursor) {
    return cursor.peekWords("constraint")
        || cursor.peekWords("check")
        || cursor.peekWords("unique")
        || cursor.peekWords("primary", "key")
        || cursor.peekWords("foreign", "key")
        || cursor.peekWords("exclude")
        || cursor.peekWords("not", "null");
  }

  /** The table constraint here, passing it with its attributes; null if none can be read. */
  static @Nullable ConstraintSpec ofTable(TokenCursor cursor) {
    String name = null;
    if (cursor.accept("constraint")) {
      name = cursor.acceptIdentifier();
      if (name == null) {
        return null;
      }
    }
    ConstraintReader reader = new ConstraintReader(cursor);
    Kind kind = reader.tableBody();
    if (kind == null) {
      return null;
    }
    reader.attributes();
    return reader.spec(kind, name);
  }

  /**
   * The constraint here of a column, passing it; null if none can be read. The name was passed
   * before.
   */
  static @Nullable ConstraintSpec ofColumn(
      TokenCursor cursor, String column, @Nullable String name) {
    ConstraintReader reader = new ConstraintReader(cursor);
    reader.columns = List.of(column);
    Kind kind = reader.columnBody();
    if (kind == null) {
      return null;
    }
    reader.attributes();
    return reader.spec(kind, name);
  }

  private ConstraintSpec spec(Kind kind, @Nullable String name) {
    return new ConstraintSpec(
        kind, name, columns, expression, references, referencedColumns, usingIndex, flags);
  }

  private @Nullable Kind tableBody() {
    if (cursor.accept("not", "null")) {
      String column = cursor.acceptIdentifier();
      columns = column == null ? List.of() : List.of(column);
      return column == null ? null : Kind.NOT_NULL;
    }
    if (cursor.accept("foreign", "key")) {
      List<String> own = names();
      if (own == null || !cursor.accept("references")) {
        return null;
      }
      columns = own;
      return target() ? Kind.FOREIGN_KEY : null;
    }
    if (cursor.accept("exclude")) {
      return exclude() ? Kind.EXCLUDE : null;
    }
    if (cursor.accept("check")) {
      return check() ? Kind.CHECK : null;
    }
    Kind kind = key();
    if (kind == null) {
      return null;
    }
    if (cursor.accept("using", "index")) {
      usingIndex = cursor.acceptIdentifier();
      return usingIndex == null ? null : kind;
    }
    List<String> own = names();
    if (own == null) {
      return null;
    }
    columns = own;
    indexOptions();
    return kind;
  }

  private @Nullable Kind columnBody() {
    if (cursor.accept("not", "null")) {
      return Kind.NOT_NULL;
    }
    if (cursor.accept("check")) {
      return check() ? Kind.CHECK : null;
    }
    if (cursor.accept("references")) {
      return target() ? Kind.FOREIGN_KEY : null;
    }
    Kind kind = key();
    indexOptions();
    return kind;
  }

  private @Nullable Kind key() {
    if (cursor.accept("primary", "key")) {
      return Kind.PRIMARY_KEY;
    }
    if (!cursor.accept("unique")) {
      return null;
    }
    if (cursor.accept("nulls", "not", "distinct")) {
      flags.add(Flag.NULLS_NOT_DISTINCT);
    } else {
      cursor.accept("nulls", "distinct");
    }
    return Kind.UNIQUE;
  }

  private boolean check() {
    int from = cursor.index();
    boolean found = cursor.skipParentheses();
    expression = cursor.slice(from);
    return found;
  }

  private boolean exclude() {
    if (cursor.accept("using") && cursor.acceptIdentifier() == null) {
      return false;
    }
    int from = cursor.index();
    if (!cursor.skipParentheses()) {
      return false;
    }
    indexOptions();
    if (cursor.accept("where") && !cursor.skipParentheses()) {
      return false;
    }
    expression = cursor.slice(from);
    return true;
  }

  private void indexOptions() {
    if (cursor.accept("include")) {
      List<String> more = names();
      if (more != null) {
        List<String> all = new ArrayList<>(columns);
        all.addAll(more);
        columns = all;
      }
    }
    if (cursor.accept("with")) {
      cursor.skipParentheses();
    }
    if (cursor.accept("using", "index", "tablespace")) {
      cursor.acceptIdentifier();
    }
  }

  private boolean target() {
    references = cursor.acceptName();
    if (references == null) {
      return false;
    }
    if (cursor.peekIs('(')) {
      List<String> names = names();
      if (names == null) {
        return false;
      }
      referencedColumns = names;
    }
    if (cursor.accept("match")) {
      cursor.next();
    }
    while (cursor.accept("on", "delete") || cursor.accept("on", "update")) {
      if (cursor.accept("set", "null") || cursor.accept("set", "default")) {
        cursor.skipParentheses();
      } else if (!cursor.accept("no", "action")
          && !cursor.accept("cascade")
          && !cursor.accept("restrict")) {
        return false;
      }
    }
    return true;
  }

  private void attributes() {
    boolean more = true;
    while (more) {
      if (cursor.accept("not", "valid")) {
        flags.add(Flag.NOT_VALID);
      } else if (cursor.accept("not", "enforced")) {
        flags.add(Flag.NOT_ENFORCED);
      } else if (cursor.accept("no", "inherit")) {
        flags.add(Flag.NO_INHERIT);
      } else if (cursor.accept("deferrable")) {
        flags.add(Flag.DEFERRABLE);
      } else if (cursor.accept("initially", "deferred")) {
        flags.add(Flag.INITIALLY_DEFERRED);
      } else {
        more =
            cursor.accept("enforced")
                || cursor.accept("not", "deferrable")
                || cursor.accept("initially", "immediate");
      }
    }
  }

  /** {@code (a, b WITHOUT OVERLAPS)} or {@code (a, PERIOD b)}; null if there is something else. */
  private @Nullable List<String> names() {
    if (!cursor.accept('(')) {
      return null;
    }
    List<String> names = new ArrayList<>();
    do {
      if (cursor.peekWords("period") && !cursor.peekWord(1).isEmpty()) {
        cursor.next();
      }
      String name = cursor.acceptIdentifier();
      if (name == null) {
        return null;
      }
      names.add(name);
      cursor.accept("without", "overlaps");
    } while (cursor.accept(','));
    return cursor.accept(')') ? names : null;
  }
}
