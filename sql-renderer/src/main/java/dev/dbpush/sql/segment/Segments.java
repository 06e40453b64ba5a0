package dev.dbpush.sql.segment;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import java.util.List;

/**
 * A section's segments, or why it has none.
 *
 * @param segments at least one, where there are no problems
 * @param problems places in the file, without the file's name
 */
public record Segments(List<Segment> segments, List<Problem> problems) {

  /** Copies the lists. */
  public Segments {
    segments = List.copyOf(segments);
    problems = List.copyOf(problems);
  }

  /**
   * The segments.
   *
   * @throws SqlSyntaxException for the first problem, with the file's name
   */
  public List<Segment> orThrow(MigrationFile file) {
    if (!problems.isEmpty()) {
      throw new SqlSyntaxException(problems.get(0).in(file.name()));
    }
    return segments;
  }
}
