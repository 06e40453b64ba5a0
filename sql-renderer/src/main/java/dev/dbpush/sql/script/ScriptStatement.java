package dev.dbpush.sql.script;

import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a script, as it is sent and printed.
 *
 * @param role why it is there
 * @param statement its text, its inline data, and its place in the file; for one of the tool's own
 *     the place says nothing
 * @param file the migration file that it was taken from, or null for the tool's own
 * @param sources the places of the statements that were merged into it, the first included; empty
 *     where nothing was merged
 * @param notes remarks for a reader, one line each: locks, hazards, what was merged
 */
public record ScriptStatement(
    Role role,
    SqlStatement statement,
    @Nullable String file,
    List<SourcePosition> sources,
    List<String> notes) {

  /** Why a statement is in a script. */
  public enum Role {
    /** Puts the session into the state that the script is written for. */
    SESSION,
    /** Creates the history and the procedures of the session. */
    SETUP,
    /** Refuses a wrong starting state; lifts the latch. */
    GUARD,
    /** Opens the transaction of a segment. */
    BEGIN,
    /** A statement of a migration, or a part of several that were merged. */
    BODY,
    /** Writes the history. */
    HISTORY,
    /** Ends the transaction of a segment. */
    COMMIT
  }

  /** Copies the lists. */
  public ScriptStatement {
    sources = List.copyOf(sources);
    notes = List.copyOf(notes);
  }

  /** A statement of the tool's own. */
  static ScriptStatement own(Role role, String sql) {
    return new ScriptStatement(role, SqlStatement.of(sql), null, List.of(), List.of());
  }

  /** Its text, without a semicolon. */
  public String sql() {
    return statement.text();
  }

  /** Its place in the file, or null for the tool's own. */
  public @Nullable SourcePosition position() {
    return file == null ? null : statement.position();
  }

  /** The data of a {@code COPY … FROM stdin}, or null. */
  public @Nullable String copyData() {
    return statement.copyData();
  }

  /** Whether it stands for several statements of the file. */
  public boolean isMerged() {
    return sources.size() > 1;
  }

  /** {@code file:line:column}, or an empty text for the tool's own statements. */
  public String place() {
    return file == null ? "" : file + ":" + statement.position();
  }
}
