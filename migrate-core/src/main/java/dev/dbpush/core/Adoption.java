package dev.dbpush.core;

import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.Connector;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.importing.ForeignHistory;
import dev.dbpush.core.importing.ImportReport;
import dev.dbpush.core.importing.StampAdvice;
import dev.dbpush.sql.file.RevisionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stamps a database that another tool migrated, after comparing that tool's history with the files.
 */
public final class Adoption {
  private final MigratorConfig config;

  /** An adoption into the configured folder and database. */
  public Adoption(MigratorConfig config) {
    this.config = config;
  }

  /**
   * What the comparison found, and what was stamped.
   *
   * @param advice the comparison
   * @param stamped empty where the other tool had run nothing yet
   */
  public record Adopted(StampAdvice advice, Optional<StampOutcome> stamped) {}

  /**
   * Compares and stamps.
   *
   * @param table the other tool's history table; null for its usual one
   * @throws ChainException with every difference; then nothing is stamped
   */
  public Adopted stamp(ImportReport report, @Nullable String table) {
    StampAdvice advice = compare(report, table);
    if (!advice.agrees()) {
      throw new ChainException(advice.differences());
    }
    List<RevisionId> revisions = advice.revisions();
    if (revisions.isEmpty()) {
      return new Adopted(advice, Optional.empty());
    }
    String last = revisions.get(revisions.size() - 1).value();
    return new Adopted(advice, Optional.of(new Migrator(config).stamp(new Target.Exactly(last))));
  }

  private StampAdvice compare(ImportReport report, @Nullable String table) {
    Database database = Failures.database(config);
    try (Connection connection =
        new Connector(config.connectRetry(), config.listener()).open(database)) {
      return table == null
          ? ForeignHistory.compare(connection, report)
          : ForeignHistory.compare(connection, report, table);
    } catch (SQLException e) {
      throw Failures.reading(database, e);
    }
  }
}
