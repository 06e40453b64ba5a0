package dev.dbpush.core.exec;

import dev.dbpush.core.connect.Retry;
import dev.dbpush.core.exec.Wire.WireException;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStatement;
import dev.dbpush.sql.script.ScriptStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says what failed, what was undone, what is applied now, and what to do next. */
record FailureReport(
    String folder, Script script, ScriptStep step, ScriptSegment segment, Retry lockRetry) {

  StatementFailedException exception(
      WireException error, ScriptStatement statement, int attempts, List<Blocker> blockers) {
    String state = String.valueOf(error.sql().getSQLState());
    boolean broken = state.startsWith("08") || state.equals("57P01") || state.equals("57P02");
    StringBuilder out = new StringBuilder();
    String verb = up() ? "push" : "downgrade";
    out.append(verb).append(" stopped in ").append(name(step)).append('\n');
    out.append(
        StatementFailedException.describe(
            folder, statement, error.caret(), error.sql(), blockers));
    if (attempts > 1) {
      out.append("\n  tried ").append(attempts).append(" times");
    }
    out.append('\n').append(broken ? unknown() : undone());
    out.append('\n').append(applied());
    return new StatementFailedException(
        out.toString(), remedy(state, broken, statement), state, statement, error.sql());
  }

  private boolean up() {
    return step.step().direction() == Direction.UP;
  }

  private static String name(ScriptStep step) {
    return step.step().file().revision() + " " + step.step().file().slug();
  }

  private String unknown() {
    return "The connection broke. What was committed is in the history; the rest was rolled back.";
  }

  private String undone() {
    String revision = step.step().file().revision().value();
    if (!segment.transactional()) {
      return "The statement runs outside a transaction: what it had done may still be there."
          + (segment.buildsIndex() == null
              ? ""
              : " An invalid index that it left is dropped before the next attempt.");
    }
    if (segment.of() == 1) {
      return "Rolled back: all of " + revision + ".";
    }
    return "Rolled back: segment "
        + segment.number()
        + " of "
        + segment.of()
        + " of "
        + revision
        + (segment.number() > 1
            ? "; its earlier segments are committed and recorded."
            : "; nothing of it is applied.");
  }

  private String applied() {
    List<String> done = new ArrayList<>();
    for (ScriptStep other : script.steps()) {
      if (other == step) {
        break;
      }
      done.add(name(other));
    }
    String heads =
        step.step().headsBefore().stream().map(RevisionId::value).collect(Collectors.joining(", "));
    String at = heads.isEmpty() ? "base" : heads;
    String by = up() ? "Applied" : "Undone";
    return done.isEmpty()
        ? by + " before it: nothing. The database is at " + at + "."
        : by + " before it: " + shortened(done) + ". The database is at " + at + ".";
  }

  private static String shortened(List<String> names) {
    return names.size() <= 5
        ? String.join(", ", names)
        : names.size() + " revisions, the last " + names.get(names.size() - 1);
  }

  private String remedy(String state, boolean broken, ScriptStatement statement) {
    String again = up() ? "db:push" : "db:downgrade";
    if (broken) {
      return "when the server is back, run " + again + " again: it goes on where the history stands";
    }
    if (statement.role() == ScriptStatement.Role.GUARD
        && (state.equals("42883") || state.equals("42P01") || state.equals("3F000"))) {
      return "the session's own procedures are gone: a connection pooler changed the backend; connect"
          + " to the server itself, or to a pool in session mode, then run "
          + again
          + " again";
    }
    return switch (state) {
      case "55P03" ->
          "wait until the blocking session has ended, or end it, then run "
              + again
              + " again; db.lockTimeout and -- migrate:lock-timeout say how long to wait";
      case "57014" ->
          "a timeout or a person cancelled it; raise db.statementTimeout, or put"
              + " -- migrate:statement-timeout 10min into the file, then run "
              + again
              + " again";
      case "42501" -> "grant the right to the role, or connect as another, then run " + again;
      case "42883", "42P01" -> "mend the file, then run " + again + " again";
      case "DB009" ->
          "render the downgrade (db:downgrade -Ddb.offline), have it reviewed, and run the script by"
              + " hand or approve its digest with db.approved";
      case "DB001", "DB002", "DB003" -> "see db:status, then run " + again + " again";
      default ->
          "mend "
              + (statementIsOurs() ? "the cause" : "the file")
              + ", then run "
              + again
              + " again: it goes on where the history stands";
    };
  }

  private boolean statementIsOurs() {
    return segment.body().isEmpty();
  }
}
