package dev.dbpush.sql.script.text;

import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code INSERT} statements that say what a {@code COPY … FROM stdin} and its data say. Only for the
 * text format with its default marks (PostgreSQL documentation, COPY, "Text Format").
 */
final class CopyInsert {
  private static final int ROWS = 100;

  /** Escapes of single bytes beyond ASCII, which are parts of characters. */
  private static final Pattern BYTES = Pattern.compile("\\\\(?:x[89a-fA-F][0-9a-fA-F]|[23][0-7][0-7])");

  private CopyInsert() {}

  /**
   * The statements, without semicolons; empty where the command has options, or reads anything but
   * plain columns of a table.
   */
  static Optional<List<String>> statements(SqlStatement copy) {
    TokenCursor cursor = copy.cursor();
    cursor.accept("copy");
    QualifiedName table = cursor.acceptName();
    if (table == null) {
      return Optional.empty();
    }
    String columns = "";
    int open = copy.text().indexOf('(');
    int from = cursor.peek() == null ? 0 : cursor.peek().start();
    if (open >= 0 && open == from) {
      int close = copy.text().indexOf(')', open);
      if (close < 0) {
        return Optional.empty();
      }
      columns = " " + copy.text().substring(open, close + 1);
      while (cursor.peek() != null && cursor.peek().start() <= close) {
        cursor.next();
      }
    }
    String data = String.valueOf(copy.copyData());
    if (!cursor.accept("from", "stdin") || !cursor.atEnd() || BYTES.matcher(data).find()) {
      return Optional.empty();
    }
    return Optional.of(inserts(table, columns, data));
  }

  private static List<String> inserts(QualifiedName table, String columns, String data) {
    List<String> statements = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int rows = 0;
    String lines = data.endsWith("\n") ? data.substring(0, data.length() - 1) : data;
    for (String line : data.isEmpty() ? new String[0] : lines.split("\n", -1)) {
      if (rows == 0) {
        open.append("INSERT INTO ")
            .append(table.toSql())
            .append(columns)
            .append(" OVERRIDING SYSTEM VALUE VALUES\n  ");
      } else {
        open.append(",\n  ");
      }
      row(line, open);
      rows++;
      if (rows == ROWS) {
        statements.add(open.toString());
        open.setLength(0);
        rows = 0;
      }
    }
    if (rows > 0) {
      statements.add(open.toString());
    }
    return statements;
  }

  private static void row(String line, StringBuilder out) {
    out.append('(');
    String separator = "";
    for (String field : line.split("\t", -1)) {
      out.append(separator);
      out.append(field.equals("\\N") ? "NULL" : Identifier.literal(unescaped(field)));
      separator = ", ";
    }
    out.append(')');
  }

  private static String unescaped(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c != '\\' || i + 1 == field.length()) {
        text.append(c);
        continue;
      }
      char next = field.charAt(++i);
      int digits = digits(field, i, next);
      if (digits > 0) {
        int radix = next == 'x' ? 16 : 8;
        int start = next == 'x' ? i + 1 : i;
        text.append((char) Integer.parseInt(field.substring(start, start + digits), radix));
        i = start + digits - 1;
      } else {
        text.append(
            switch (next) {
              case 'b' -> '\b';
              case 'f' -> '\f';
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              case 'v' -> '\u000b';
              default -> next;
            });
      }
    }
    return text.toString();
  }

  /** How many digits of an octal or hexadecimal escape follow. */
  private static int digits(String field, int at, char first) {
    int radix = first == 'x' ? 16 : 8;
    int start = first == 'x' ? at + 1 : at;
    int most = first == 'x' ? 2 : 3;
    int count = 0;
    while (count < most
        && start + count < field.length()
        && Character.digit(field.charAt(start + count), radix) >= 0) {
      count++;
    }
    return count;
  }
}
