package dev.dbpush.sql.script.text;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.hazard.AssessedStatement;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStatement;
import dev.dbpush.sql.script.ScriptStatement.Role;
import dev.dbpush.sql.script.ScriptStep;
import dev.dbpush.sql.statement.AddedEnumLabel;
import dev.dbpush.sql.statement.StatementKind;
import dev.dbpush.sql.statement.TransactionRules;
import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The script in one transaction that is taken back at its end. What cannot run in a transaction is
 * left out and named; {@code CONCURRENTLY} is left out of what can run without it.
 */
final class RehearsalText {
  private static final int OLDEST = 14;

  private final Script script;
  private final List<MigrationFile> chain;
  private final ScriptAssessment assessment;
  private final TextOptions options;
  private final List<AddedEnumLabel> labels = new ArrayList<>();

  RehearsalText(
      Script script, List<MigrationFile> chain, ScriptAssessment assessment, TextOptions options) {
    this.script = script;
    this.chain = chain;
    this.assessment = assessment;
    this.options = options;
  }

  void write(Lines lines) throws IOException {
    header(lines);
    StatementText statements = new StatementText(lines, options);
    settings(lines);
    lines.line("BEGIN ISOLATION LEVEL READ COMMITTED;");
    statements.own(script.header());
    protection(lines);
    Iterator<AssessedStatement> costs = assessment.statements().iterator();
    int number = 0;
    for (ScriptStep step : script.steps()) {
      number++;
      String needs = needsCommit(step);
      lines.empty();
      lines.rule();
      lines.comment(title(number, step));
      if (needs != null) {
        lines.comment("The rehearsal ends here: " + needs);
        echo(lines, "the rehearsal ends before " + title(number, step) + ": " + needs);
        lines.rule();
        break;
      }
      lines.comment(step.step().file().name());
      lines.rule();
      echo(lines, "rehearsing " + title(number, step));
      for (ScriptSegment segment : step.segments()) {
        segment(lines, statements, segment, costs);
      }
    }
    lines.empty();
    lines.rule();
    lines.comment("The end: everything above is taken back.");
    lines.rule();
    statements.own(script.footer());
    lines.line("ROLLBACK;");
    echo(lines, "rehearsed, and taken back");
  }

  private void header(Lines lines) throws IOException {
    HeaderText header = new HeaderText(lines, script, chain, options);
    header.title("rehearsal");
    header.facts();
    lines.comment("");
    for (String line : assessment.summary().lines()) {
      lines.comment("  " + line);
    }
    lines.comment("");
    lines.comment("For a copy of the database, never for one in use: every lock is held until the end, and");
    lines.comment("sequences and caches are not taken back. A protected database refuses it.");
    lines.comment("It runs the statements of the script in one transaction, which it takes back. What the");
    lines.comment("script runs outside a transaction is left out, or runs without CONCURRENTLY; a comment");
    lines.comment("says so each time. The client must stop at an error.");
    lines.empty();
  }

  private void protection(Lines lines) throws IOException {
    lines.statement(
        """
        DO $dbpush$
        BEGIN
          IF EXISTS (SELECT FROM %s WHERE name = 'protected') THEN
            RAISE EXCEPTION 'this database is protected: rehearse on a copy of it' USING ERRCODE = 'DB008';
          END IF;
        END
        $dbpush$"""
            .formatted(script.options().table().settingsSql()));
  }

  private void settings(Lines lines) throws IOException {
    if (options.flavour() == Flavour.PSQL) {
      lines.line("\\set ON_ERROR_STOP on");
      lines.line("\\set ON_ERROR_ROLLBACK off");
      lines.line("\\set AUTOCOMMIT on");
    }
  }

  private void echo(Lines lines, String text) throws IOException {
    if (options.flavour() == Flavour.PSQL) {
      lines.line("\\echo " + Identifier.literal(Lines.flat(text)));
    }
  }

  private String title(int number, ScriptStep step) {
    MigrationFile file = step.step().file();
    return number + "/" + script.steps().size() + " " + file.revision() + " " + file.slug();
  }

  /** Why a step can only run behind a commit, or null. */
  private @Nullable String needsCommit(ScriptStep step) {
    for (ScriptSegment segment : step.segments()) {
      for (ScriptStatement statement : segment.body()) {
        SqlStatement sql = statement.statement();
        for (AddedEnumLabel label : labels) {
          if (label.mayBeUsedIn(sql)) {
            return statement.place()
                + " may use the label '"
                + label.label()
                + "', which must be committed first";
          }
        }
        StatementKind.addedEnumLabel(sql).ifPresent(labels::add);
      }
    }
    return null;
  }

  private void segment(
      Lines lines,
      StatementText statements,
      ScriptSegment segment,
      Iterator<AssessedStatement> costs)
      throws IOException {
    statements.own(without(segment.before(), Role.BEGIN));
    for (ScriptStatement statement : segment.body()) {
      AssessedStatement cost = costs.next();
      if (segment.transactional()) {
        statements.body(statement, cost);
      } else {
        alone(lines, statements, statement, cost);
      }
    }
    lines.empty();
    lines.comment("rehearsal: what is checked at COMMIT is checked here");
    lines.line("SET CONSTRAINTS ALL IMMEDIATE;");
    statements.own(without(segment.after(), Role.COMMIT));
  }

  private void alone(
      Lines lines, StatementText statements, ScriptStatement statement, AssessedStatement cost)
      throws IOException {
    String sql = withoutConcurrently(statement.sql());
    Optional<String> refusal =
        TransactionRules.refusesBlock(
SqlStatement.of(sql), server());
    if (refusal.isEmpty()) {
      boolean changed = !sql.equals(statement.sql());
      statements.body(changed ? with(statement, sql) : statement, cost);
      return;
    }
    lines.empty();
    lines.comment("rehearsal: " + statement.place() + " is left out: " + refusal.get());
    for (String line : statement.sql().split("\n")) {
      lines.comment("  " + line);
    }
    echo(lines, "left out: " + statement.place() + ", " + refusal.get());
  }

  private int server() {
    int major = script.options().serverMajor();
    return major == 0 ? OLDEST : major;
  }

  private static ScriptStatement with(ScriptStatement statement, String sql) {
    List<String> notes = new ArrayList<>(statement.notes());
    notes.add("rehearsal: without CONCURRENTLY");
    return new ScriptStatement(
        statement.role(),
        SqlStatement.of(sql).at(statement.statement().position()),
        statement.file(),
        statement.sources(),
        notes);
  }

  /** The statement without the word behind {@code CREATE INDEX} and its like; else as it is. */
  private static String withoutConcurrently(String sql) {
    SqlStatement statement = SqlStatement.of(sql);
    List<Token> tokens = statement.tokens();
    for (Token token : tokens.subList(0, Math.min(5, tokens.size()))) {
      if (token.isWord(sql, "concurrently")) {
        int end = token.end();
        while (end < sql.length() && Character.isWhitespace(sql.charAt(end))) {
          end++;
        }
        return sql.substring(0, token.start()) + sql.substring(end);
      }
    }
    return sql;
  }

  private static List<ScriptStatement> without(List<ScriptStatement> statements, Role role) {
    return statements.stream().filter(statement -> statement.role() != role).toList();
  }
}
