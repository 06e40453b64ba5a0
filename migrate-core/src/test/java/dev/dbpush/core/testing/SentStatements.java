package dev.dbpush.core.testing;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that a client sent for the segments of a script, from the first segment to the
 * end: what the header holds, and what the psql flavour asks for itself, is left out.
 */
public final class SentStatements {
  private static final String SEGMENT = "RESET SESSION AUTHORIZATION";
  private static final String GUARD = "CALL pg_temp.dbpush_start(";

  private SentStatements() {}

  /** What went through a proxy on the connection that ran segments; empty if none did. */
  public static List<String> of(RecordingProxy proxy) {
    for (List<String> texts : proxy.connections()) {
      List<String> statements = new ArrayList<>();
      for (String text : texts) {
        if (text.startsWith("data:\n")) {
          statements.add(text);
        } else {
          addStatements(text, statements);
        }
      }
      if (statements.stream().anyMatch(sql -> sql.startsWith(GUARD))) {
        return fromFirstSegment(statements);
      }
    }
    return List.of();
  }

  private static void addStatements(String text, List<String> statements) {
    if (SqlStatement.of(text).firstWord().equals("copy")) {
      statements.add(text.replaceFirst("\\s*;\\s*$", "")); // the data does not follow in the text
      return;
    }
    StatementSplitter.forEach(
        text,
        StatementSplitter.MetaCommands.SKIP,
        (SqlStatement statement) -> {
          if (!isFlavour(statement.text())) {
            statements.add(statement.text());
          }
        });
  }

  /** What only psql asks, for its {@code \\if} lines. */
  private static boolean isFlavour(String sql) {
    return sql.startsWith("SELECT ") && sql.matches("(?s).* AS dbpush_[a-z]+\\s*");
  }

  /** The statements from the session's reset before the first guard on. */
  public static List<String> fromFirstSegment(List<String> statements) {
    int call = 0;
    while (!statements.get(call).startsWith(GUARD)) {
      call++;
    }
    while (!statements.get(call).equals(SEGMENT)) {
      call--;
    }
    return List.copyOf(statements.subList(call, statements.size()));
  }

  /** How many segments these statements are of. */
  public static long segments(List<String> statements) {
    return statements.stream().filter(sql -> sql.startsWith(GUARD)).count();
  }

  /**
   * Where two clients differ, with what each sent there; empty if they sent the same. Comments and
   * blanks between tokens do not count: psql leaves comments of a statement out.
   */
  public static String difference(List<String> one, List<String> other) {
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      String left = i < one.size() ? one.get(i) : "(the end)";
      String right = i < other.size() ? other.get(i) : "(the end)";
      if (!left.equals(right) && !tokens(left).equals(tokens(right))) {
        return "statement " + (i + 1) + ": " + left + "\n  but: " + right;
      }
    }
    return "";
  }

  private static List<String> tokens(String sql) {
    return sql.startsWith("data:\n")
        ? List.of(sql)
        : SqlStatement.of(sql).tokens().stream().map(token -> token.in(sql)).toList();
  }
}
