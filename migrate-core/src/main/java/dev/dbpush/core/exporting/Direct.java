package dev.dbpush.core.exporting;

import dev.dbpush.core.importing.Layout;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.statement.TransactionRules;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.List;
import java.util.function.Consumer;

/**
 * One direction of a migration, as another tool would run it.
 *
 * @param direction up or down
 * @param section its SQL
 * @param alone whether it must run outside a transaction block
 */
record Direct(Direction direction, Section section, boolean alone) {
  /** What no server from here on takes in a transaction block is alone; older ones refuse more. */
  private static final int SERVER = 14;

  static Direct of(Direction direction, Section section) {
    boolean alone =
        !section.transactional()
            || section.statements().stream().anyMatch(Direct::refusesBlock);
    return new Direct(direction, section, alone);
  }

  private static boolean refusesBlock(SqlStatement statement) {
    return TransactionRules.refusesBlock(statement, SERVER).isPresent();
  }

  /** Says what the other tool does not do as this one does. */
  void warn(MigrationFile file, Layout layout, Consumer<Problem> warnings) {
    if (section.lockTimeout() != null || section.statementTimeout() != null) {
      warnings.accept(
          new Problem(
              file.name(),
              section.position(),
              "the timeouts of this " + direction.word() + " section are comments to " + layout,
              "set them for the connection of " + layout + ", or as SET in the exported file"));
    }
    for (SqlStatement statement : section.statements()) {
      if (statement.copyData() != null && layout != Layout.FLYWAY) {
        warnings.accept(
            new Problem(
                file.name(),
                statement.position(),
                layout + " cannot send inline COPY data",
                "write it as INSERT"));
      }
    }
    int count = section.statements().size();
    if (alone && count > 1) {
      warnings.accept(
          new Problem(
              file.name(),
              position(),
              Layouts.marksTransactions(layout)
                  ? "for this statement, " + layout + " runs all "
                      + count
                      + " of its section outside a transaction"
                  : layout + " sends all "
                      + count
                      + " statements of this section as one transaction, which this one refuses",
              "give it a revision of its own before you export"));
    }
  }

  private SourcePosition position() {
    List<SqlStatement> all = section.statements();
    return all.stream()
        .filter(Direct::refusesBlock)
        .findFirst()
        .map(SqlStatement::position)
        .orElse(section.position());
  }
}
