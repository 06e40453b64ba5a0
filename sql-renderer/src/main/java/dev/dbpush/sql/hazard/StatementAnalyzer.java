package dev.dbpush.sql.hazard;

import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Says what each statement of a script costs. Feed it the script's sections in their order: it
 * keeps what the statements before made, so a table that the same script created locks nobody, and
 * a column's old type is known where its CREATE TABLE was seen. Not thread-safe; time grows with
 * the text.
 */
public final class StatementAnalyzer {
  private final Context context;

  /** An analyzer for a database of which nothing is known yet. */
  public StatementAnalyzer(HazardOptions options) {
    this.context = new Context(options);
  }

  /**
   * An analyzer for a chain from its base: what no statement made is not there.
   *
   * @param options what the script will run in
   */
  public static StatementAnalyzer fromBase(HazardOptions options) {
    StatementAnalyzer analyzer = new StatementAnalyzer(options);
    analyzer.context.schema.startEmpty();
    return analyzer;
  }

  /**
   * Takes statements for done: what they made is known, and in use. For the revisions before those
   * of the script, oldest first.
   */
  public void learn(List<SqlStatement> statements) {
    SectionRules section =
        new SectionRules(context, Transactions.SEGMENTS, statements.size(), true, true);
    for (SqlStatement statement : statements) {
      section.learn(statement);
      new StatementRules(context, new Findings(context.schema)).check(statement);
    }
    context.transaction.end();
    context.schema.useSchema(null);
    context.schema.settle();
  }

  /** Assesses a section of a file, without the hazards that the file allows. */
  public List<Assessment> assess(Section section) {
    return assess(section, List.of(section.statements()));
  }

  /**
   * Assesses a section as it is run, without the hazards that the file allows; one assessment a
   * statement, in their order.
   *
   * @param segments the statements of each transaction, and those that stand alone
   */
  public List<Assessment> assess(Section section, List<List<SqlStatement>> segments) {
    Set<HazardRule> allowed = new HashSet<>();
    section.allows().forEach(a -> HazardRule.byId(a.rule()).ifPresent(allowed::add));
    boolean lock =
        section.lockTimeout() == null
            ? context.options.lockTimeout()
            : !section.lockTimeout().isZero();
    boolean statement =
        section.statementTimeout() == null
            ? context.options.statementTimeout()
            : !section.statementTimeout().isZero();
    Transactions transactions = section.transactional() ? Transactions.SEGMENTS : Transactions.NONE;
    List<Assessment> assessments = assess(segments, transactions, lock, statement);
    if (!allowed.isEmpty()) {
      assessments.replaceAll(assessment -> assessment.without(allowed));
    }
    return assessments;
  }

  /**
   * Assesses statements that run together; one assessment each, in their order.
   *
   * @param statements a section of a file, or a whole script
   * @param transactions how they are put into transactions
   */
  public List<Assessment> assess(List<SqlStatement> statements, Transactions transactions) {
    return assess(
        List.of(statements),
        transactions,
        context.options.lockTimeout(),
        context.options.statementTimeout());
  }

  private List<Assessment> assess(
      List<List<SqlStatement>> segments,
      Transactions transactions,
      boolean lockTimeout,
      boolean statementTimeout) {
    int size = 0;
    for (List<SqlStatement> segment : segments) {
      size += segment.size();
    }
    SectionRules section =
        new SectionRules(context, transactions, size, lockTimeout, statementTimeout);
    List<Findings> findings = new ArrayList<>(size);
    for (List<SqlStatement> segment : segments) {
      for (SqlStatement statement : segment) {
        Findings one = new Findings(context.schema);
        section.before(statement, one);
        new StatementRules(context, one).check(statement);
        section.after(statement, one);
        findings.add(one);
      }
      context.transaction.committed();
    }
    section.end();
    context.transaction.end();
    context.schema.useSchema(null);
    List<Assessment> assessments = new ArrayList<>(size);
    for (Findings one : findings) {
      assessments.add(one.assessment());
    }
    return assessments;
  }
}
