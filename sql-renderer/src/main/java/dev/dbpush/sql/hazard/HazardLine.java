package dev.dbpush.sql.hazard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Renders an assessment as one line of a script's comment. */
public final class HazardLine {
  private static final String DOT = " · ";

  private HazardLine() {}

  /**
   * {@code -- V2.sql:12  ACCESS EXCLUSIVE on member · rewrite · drop-column}: the place, the strongest
   * lock and the tables that have it, work that grows with a table, the rules that warn. Notes are
   * left out.
   */
  public static String of(AssessedStatement statement) {
    return "-- " + statement.place() + "  " + of(statement.assessment());
  }

  /** The same without the place; {@code no lock} for a statement that costs nothing. */
  public static String of(Assessment assessment) {
    List<String> parts = work(assessment);
    assessment.hazards().stream()
        .filter(hazard -> hazard.severity() != Severity.NOTE)
        .map(Hazard::id)
        .distinct()
        .forEach(parts::add);
    return String.join(DOT, parts);
  }

  /** Locks and the work that grows with a table: {@code SHARE on member · scan}. */
  private static List<String> work(Assessment assessment) {
    List<String> parts = new ArrayList<>();
    parts.add(locks(assessment));
    if (assessment.rewritesTable()) {
      parts.add("rewrite" + others(assessment, List.copyOf(assessment.rewrites())));
    }
    if (assessment.scansTable()) {
      parts.add("scan" + others(assessment, List.copyOf(assessment.scans())));
    }
    return parts;
  }

  /** Without the rules: {@code SHARE on member · scan}. */
  static String withoutRules(Assessment assessment) {
    return String.join(DOT, work(assessment));
  }

  private static String locks(Assessment assessment) {
    if (assessment.locks().isEmpty()) {
      return LockMode.NONE.sql();
    }
    List<LockMode> modes =
        assessment.locks().stream()
            .map(LockedTable::mode)
            .filter(mode -> mode.compareTo(LockMode.ROW_SHARE) >= 0)
            .distinct()
            .toList();
    return modes.isEmpty()
        ? LockMode.NONE.sql()
        : modes.stream()
            .map(mode -> mode.sql() + " on " + names(assessment, mode))
            .collect(Collectors.joining(", "));
  }

  private static String names(Assessment assessment, LockMode mode) {
    return assessment.locks().stream()
        .filter(lock -> lock.mode() == mode)
        .map(lock -> lock.table().toSql())
        .collect(Collectors.joining(", "));
  }

  /** The tables, unless they are just the one that is locked anyway. */
  private static String others(Assessment assessment, List<String> tables) {
    boolean obvious =
        assessment.locks().size() == 1
            && tables.equals(List.of(assessment.locks().get(0).table().toSql()));
    return obvious ? "" : " of " + String.join(", ", tables);
  }
}
