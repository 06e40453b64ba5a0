package dev.dbpush.spring;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** An application that did not start says what is wrong and what to do, without a stack trace. */
final class DbpushFailureAnalyzer implements FailureAnalyzer {
  /** Options as a build writes them; the properties have the same names. */
  private static final Pattern OPTION =
      Pattern.compile(
          "(?<![\\w.:\"/-])(?:-D)?db\\.(?=(?:url|user|lockTimeout|statementTimeout|waitForLock"
              + "|searchPath|history\\.schema|history\\.table|retry\\.attempts|retry\\.delay)\\b)");

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MigrationException migration) {
        return analysis(String.valueOf(migration.getMessage()), migration.remedy(), migration);
      }
      if (cause instanceof ChainException || cause instanceof SqlSyntaxException) {
        return analysis(
            String.valueOf(cause.getMessage()),
            "Mend the files, build the application again, and start it.",
            cause);
      }
    }
    return null;
  }

  private static FailureAnalysis analysis(String message, String remedy, Throwable cause) {
    return new FailureAnalysis(
        "The database was not migrated, so the application does not start.\n\n" + reworded(message),
        reworded(remedy),
        cause);
  }

  private static String reworded(String text) {
    return OPTION
        .matcher(text)
        .replaceAll("dbpush.")
        .replace("run db:push again", "start the application again");
  }
}
