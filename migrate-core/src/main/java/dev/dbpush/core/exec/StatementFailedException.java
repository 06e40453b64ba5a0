package dev.dbpush.core.exec;

import dev.dbpush.core.MigrationException;
import dev.dbpush.sql.script.ScriptStatement;
import dev.dbpush.sql.syntax.SourcePosition;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A statement of a script that the server refused; the message shows it, and what is applied now. */
public final class StatementFailedException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;
  private final transient @Nullable ScriptStatement statement;

  StatementFailedException(
      String message,
      String remedy,
      String sqlState,
      @Nullable ScriptStatement statement,
      SQLException cause) {
    super(message, remedy, cause);
    this.sqlState = sqlState;
    this.statement = statement;
  }

  /** The server's SQLSTATE. PostgreSQL documentation, appendix A. */
  public String sqlState() {
    return sqlState;
  }

  /** The statement that failed; null where the connection broke between statements. */
  public @Nullable ScriptStatement statement() {
    return statement;
  }

  /** What a person needs to see of an error: place, message, statement with caret, SQLSTATE, hints. */
  static String describe(
      String folder, ScriptStatement statement, int caret, SQLException error, List<Blocker> by) {
    ServerErrorMessage server = error instanceof PSQLException p ? p.getServerErrorMessage() : null;
    StringBuilder out = new StringBuilder();
    String place = place(folder, statement, caret);
    out.append(place).append(place.isEmpty() ? "" : ": ");
    out.append(server == null ? error.getMessage() : server.getMessage());
    out.append('\n').append(StatementExcerpt.of(statement.sql(), caret));
    out.append("\n  SQLSTATE ").append(error.getSQLState());
    if (server != null) {
      line(out, "detail", server.getDetail());
      line(out, "hint", server.getHint());
      line(out, "where", server.getWhere());
      if (server.getInternalQuery() != null) {
        line(out, "inside", server.getInternalQuery());
      }
    }
    for (Blocker blocker : by) {
      line(out, "blocked by", blocker + (blocker.query().isEmpty() ? "" : ": " + blocker.query()));
    }
    return out.toString();
  }

  private static void line(StringBuilder out, String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      out.append("\n  ").append(name).append(": ").append(text.strip().replace("\n", "\n    "));
    }
  }

  private static String place(String folder, ScriptStatement statement, int caret) {
    if (statement.file() == null || statement.position() == null) {
      return "";
    }
    SourcePosition at =
        !statement.isMerged() && caret > 0 && caret <= statement.sql().length()
            ? statement
                .position()
                .plus(SourcePosition.of(statement.sql(), caret))
            : statement.position();
    String merged =
        statement.isMerged()
            ? " (merged from lines "
                + statement.sources().stream()
                    .map(source -> String.valueOf(source.line()))
                    .collect(Collectors.joining(", "))
                + ")"
            : "";
    return (folder.isEmpty() ? "" : folder + "/") + statement.file() + ":" + at + merged;
  }
}
