package dev.dbpush.core.authoring;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.segment.Segmenter;
import dev.dbpush.sql.syntax.Problem;
import java.util.ArrayList;
import java.util.List;

/** Finds statements that no push would run: what a plan would refuse, before there is one. */
public final class StatementRules {
  private StatementRules() {}

  /** What is wrong with a file's statements; the places lack the file's name. */
  public static List<Problem> check(MigrationFile file) {
    List<Problem> problems = new ArrayList<>(problems(file.up()));
    Section down = file.down();
    if (down != null) {
      problems.addAll(problems(down));
    }
    return problems;
  }

  private static List<Problem> problems(Section section) {
    return Segmenter.segments(section, 0).problems();
  }
}
