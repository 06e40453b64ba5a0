package dev.dbpush.sql.file;

import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SqlStatement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The up or the down section of a migration file.
 *
 * @param text the section's text behind its directive line, LF line ends
 * @param position where the text starts in the file
 * @param transactional false for {@code transaction:false}: each statement runs on its own
 * @param lockTimeout the section's own {@code lock_timeout}, or null for the configured one
 * @param statementTimeout the section's own {@code statement_timeout}, or null for the configured
 *     one
 * @param allows hazards that the author accepts here, with the reason
 * @param statements the commands; their positions are those in the file, their offsets those in
 *     {@code text}
 */
public record Section(
    String text,
    SourcePosition position,
    boolean transactional,
    @Nullable Duration lockTimeout,
    @Nullable Duration statementTimeout,
    List<Allow> allows,
    List<SqlStatement> statements) {

  /** Copies the lists. */
  public Section {
    allows = List.copyOf(allows);
    statements = List.copyOf(statements);
  }

  /** A section that is written by the tool rather than read from a file. */
  public static Section of(String text) {
    return new SectionParser("", text).parse();
  }

  /**
   * A {@code -- migrate:allow RULE reason} line.
   *
   * @param rule the hazard rule's id
   * @param reason why it is acceptable; may be empty
   * @param position the line's place in the file
   */
  public record Allow(String rule, String reason, SourcePosition position) {}
}
