package dev.dbpush.core.authoring;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a single file must be, beyond what its reader asks for. */
final class FileRules {
  /** Embeddings, overrides and isolates. Unicode Standard Annex 9, section 2. */
  private static final Pattern REORDERING = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069]");

  private FileRules() {}

  /** What is wrong with a file; the places lack the file's name. */
  static List<Problem> check(MigrationFile file) {
    List<Problem> problems = new ArrayList<>();
    boolean merge = file.parents().size() > 1;
    boolean empty = file.up().statements().isEmpty();
    Section down = file.down();
    if (empty && !merge) {
      problems.add(
          problem(
              file.up().position(),
              "the up section has no statement",
              "write one, or delete the file and run mvn db:lock"));
    }
    if (down == null) {
      if (file.irreversible().isEmpty()) {
        problems.add(
            problem(
                null,
                "neither a down section nor a reason why there is none",
                "write -- migrate:down with SQL behind it, or -- migrate:down irreversible:"
                    + " REASON"));
      }
    } else if (down.statements().isEmpty() && !empty) {
      problems.add(
          problem(
              down.position(),
              "the down section has no statement, so a downgrade would undo nothing",
              "write what undoes the up section, or -- migrate:down irreversible: REASON"));
    }
    if (!file.name().startsWith(minute(file.created()))) {
      problems.add(
          problem(
              null,
              "the name says another minute than -- created: " + file.created(),
              "rename the file to " + minute(file.created()) + file.name().substring(15)));
    }
    conflictMarkers(file.up(), problems);
    reordered(file.up(), problems);
    if (down != null) {
      conflictMarkers(down, problems);
      reordered(down, problems);
    }
    return problems;
  }

  /** {@code 2025-12-01T20:53Z} as the name writes it, up to the dash. */
  private static String minute(String created) {
    return created.replaceAll("[-T]", "_").replaceAll("[:Z]", "");
  }

  /** Operators that begin a line and are no operators: what a failed merge leaves. */
  private static void conflictMarkers(Section section, List<Problem> problems) {
    if (!section.text().contains("<<<<<<< ") && !section.text().contains(">>>>>>> ")) {
      return;
    }
    for (SqlStatement statement : section.statements()) {
      statement.tokens().stream()
          .filter(token -> isMarker(statement.text(), token.start()))
          .findFirst()
          .ifPresent(
              token ->
                  problems.add(
                      problem(
                          statement
                              .position()
                              .plus(SourcePosition.of(statement.text(), token.start())),
                          "a conflict marker of version control",
                          "choose the lines to keep and remove the markers")));
    }
  }

  /**
   * Characters that change the order in which a line is shown: what a reviewer reads would not be
   * what runs.
   */
  private static void reordered(Section section, List<Problem> problems) {
    Matcher found = REORDERING.matcher(section.text());
    if (found.find()) {
      String code = String.format("%04X", (int) found.group().charAt(0));
      problems.add(
          problem(
              section.position().plus(SourcePosition.of(section.text(), found.start())),
              "U+" + code + " changes the order in which its line is shown",
              "take it out; in a constant, write U&'\\" + code + "'"));
    }
  }

  private static boolean isMarker(String text, int start) {
    return (start == 0 || text.charAt(start - 1) == '\n')
        && (text.startsWith("<<<<<<< ", start) || text.startsWith(">>>>>>> ", start));
  }

  private static Problem problem(@Nullable SourcePosition at, String message, String remedy) {
    return new Problem("", at, message, remedy);
  }
}
