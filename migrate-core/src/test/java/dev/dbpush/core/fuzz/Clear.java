package dev.dbpush.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import java.util.List;

/** What makes an error clear: a place, a reason, a remedy, and nothing that a terminal obeys. */
final class Clear {
  private Clear() {}

  /** Requires that each problem has a file, a reason and a remedy. */
  static void problems(List<Problem> problems) {
    for (Problem problem : problems) {
      assertThat(problem.file()).as("file of %s", problem).isNotBlank();
      assertThat(problem.message()).as("reason of %s", problem).isNotBlank();
      assertThat(problem.remedy()).as("remedy of %s", problem).isNotBlank();
      printable(problem.toString());
    }
  }

  /** Requires a documented exception whose text says what to do, and gives that text. */
  static String failure(RuntimeException e) {
    if (e instanceof ChainException chain) {
      assertThat(chain.problems()).isNotEmpty();
      chain.problems().forEach(problem -> remedied(problem.toString()));
    } else if (e instanceof SqlSyntaxException syntax) {
      problems(List.of(syntax.problem()));
    } else if (e instanceof MigrationException migration) {
      // A failed statement has its place, SQLSTATE and what was undone in lines of its own.
      remedied(migration.report());
    } else {
      fail("not a documented exception", e);
    }
    return e instanceof MigrationException migration
        ? migration.report()
        : String.valueOf(e.getMessage());
  }

  private static void remedied(String report) {
    assertThat(report.strip().split("\n")).as("remedy of %s", report).hasSizeGreaterThan(1);
    printable(report);
  }

  /** Requires that a text holds no control character but line ends and tabs. */
  static void printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\t' || c == '\u202e') {
        fail("control character U+%04X in: %s", (int) c, text);
      }
    }
  }
}
