package dev.dbpush.sql.hazard;

import dev.dbpush.sql.alter.AlterTable;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;

/** Sends a statement to the rules for its kind. */
final class StatementRules {
  private final Context context;
  private final Findings findings;

  StatementRules(Context context, Findings findings) {
    this.context = context;
    this.findings = findings;
  }

  void check(SqlStatement statement) {
    TokenCursor cursor = statement.cursor();
    longNames(statement);
    MaintenanceRules maintenance = new MaintenanceRules(context, findings);
    DataRules data = new DataRules(context, findings);
    switch (cursor.peekWord()) {
      case "create" -> create(statement, cursor);
      case "alter" -> alter(statement, cursor);
      case "drop" -> {
        cursor.next();
        new DropRules(context, findings).check(cursor);
      }
      case "vacuum" -> maintenance.vacuum(cursor);
      case "analyze", "analyse" -> maintenance.analyze(cursor);
      case "cluster" -> maintenance.cluster(cursor);
      case "reindex" -> maintenance.reindex(cursor);
      case "refresh" -> maintenance.refresh(cursor);
      case "lock" -> maintenance.lock(cursor);
      case "comment" -> maintenance.comment(cursor);
      case "truncate" -> data.truncate(cursor);
      case "copy" -> data.copy(cursor);
      case "grant", "revoke" ->
          findings.hazard(HazardRule.CHANGE_PRIVILEGE, firstLine(statement));
      case "reassign" -> findings.hazard(HazardRule.CHANGE_OWNER, firstLine(statement));
      case "import" -> findings.hazard(HazardRule.OPAQUE_CODE, firstLine(statement));
      case "do", "call", "execute" -> code(statement);
      case "insert", "update", "delete", "merge", "with" -> {
        DuplicateColumns.check(statement, findings);
        data.check(cursor);
      }
      case "select", "values", "table" -> select(statement, cursor, data);
      default -> {
        // costs nothing that others would feel
      }
    }
  }

  private void create(SqlStatement statement, TokenCursor cursor) {
    DuplicateColumns.check(statement, findings);
    cursor.next();
    new CreateRules(context, findings).check(cursor);
  }

  private void alter(SqlStatement statement, TokenCursor cursor) {
    AlterTable alter = AlterTable.read(statement);
    if (alter != null) {
      new AlterTableRules(context, findings).check(alter);
      return;
    }
    cursor.next();
    new AlterRules(context, findings).check(cursor);
  }

  private void select(SqlStatement statement, TokenCursor cursor, DataRules data) {
    DuplicateColumns.check(statement, findings);
    if (!cursor.contains("from") && context.isVolatile(statement.text())) {
      findings.hazard(HazardRule.OPAQUE_CODE, firstLine(statement));
    }
    data.check(cursor);
  }

  private void code(SqlStatement statement) {
    findings.hazard(HazardRule.OPAQUE_CODE, firstLine(statement));
    for (SqlStatement inner : CodeBody.statements(statement)) {
      new StatementRules(context, findings).check(inner);
    }
  }

  private static String firstLine(SqlStatement statement) {
    String text = statement.text().strip();
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end).stripTrailing();
    return line.length() > 60 ? line.substring(0, 57) + "…" : line;
  }

  private void longNames(SqlStatement statement) {
    for (Token token : statement.tokens()) {
      boolean name =
          token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_IDENTIFIER;
      // no name with fewer characters than a fourth of the bytes can be too long
      if (name && token.end() - token.start() > 15) {
        String written = token.in(statement.text());
        boolean quoted = token.kind() == Token.Kind.QUOTED_IDENTIFIER;
        String full =
            quoted ? written.replaceAll("^[^\"]*\"|\"$", "").replace("\"\"", "\"") : written;
        if (NameChoice.isTooLong(full)) {
          findings.hazard(HazardRule.LONG_IDENTIFIER, full);
        }
      }
    }
  }
}
