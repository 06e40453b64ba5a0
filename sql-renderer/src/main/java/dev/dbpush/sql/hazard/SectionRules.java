package dev.dbpush.sql.hazard;

import dev.dbpush.sql.statement.AddedEnumLabel;
import dev.dbpush.sql.statement.SessionChange;
import dev.dbpush.sql.statement.StatementKind;
import dev.dbpush.sql.statement.TransactionControl;
import dev.dbpush.sql.statement.TransactionControl.Verb;
import dev.dbpush.sql.statement.TransactionRules;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What statements cost because of those around them: transactions, timeouts, locks that are held. */
final class SectionRules {
  private static final Set<String> DEFINITION =
      Set.of(
          "create", "alter", "drop", "comment", "lock", "reindex", "vacuum", "cluster", "truncate",
          "refresh", "grant", "revoke", "security", "import", "reassign");

  private static final int NEWEST = 18;

  private final Context context;
  private final Transactions transactions;
  private final int size;
  private final Rerun rerun = new Rerun();
  private boolean lockTimeout;
  private boolean statementTimeout;
  private @Nullable Findings begin;
  private boolean together;
  private boolean first = true;
  private boolean alone;
  private boolean toldLockTimeout;
  private boolean toldStatementTimeout;

  SectionRules(
      Context context,
      Transactions transactions,
      int size,
      boolean lockTimeout,
      boolean statementTimeout) {
    this.context = context;
    this.transactions = transactions;
    this.size = size;
    this.lockTimeout = lockTimeout;
    this.statementTimeout = statementTimeout;
    this.together = transactions != Transactions.NONE;
  }

  /** Follows what a statement that ran before set for those behind it. */
  void learn(SqlStatement statement) {
    session(statement);
  }

  /** Looks at a statement before its own rules do. */
  void before(SqlStatement statement, Findings findings) {
    control(statement, findings);
    session(statement);
    timeouts(statement, findings);
    int server = context.server().major() == 0 ? NEWEST : context.server().major();
    String refusal = TransactionRules.refusesBlock(statement, server).orElse(null);
    alone = refusal != null && begin == null && transactions != Transactions.SINGLE;
    if (refusal != null) {
      refused(refusal, findings);
    } else if (first && transactions == Transactions.NONE && size > 1) {
      findings.hazard(HazardRule.NON_ATOMIC, "a section of " + size + " statements");
    }
    if (alone) {
      context.transaction.end();
    }
    if (!isTogether() && size > 1 && rerun.isUnguarded(statement)) {
      findings.hazard(HazardRule.HALF_APPLIED, StatementTitle.of(statement));
    }
    rerun.note(statement);
    first = false;
  }

  private boolean isTogether() {
    return begin != null || (together && !alone);
  }

  private void refused(String refusal, Findings findings) {
    boolean inside = begin != null || (transactions == Transactions.SINGLE && together && size > 1);
    if (inside) {
      findings.hazard(HazardRule.CONCURRENTLY_IN_TRANSACTION, refusal);
    } else if (size > 1 && transactions == Transactions.SEGMENTS) {
      findings.hazard(HazardRule.NON_ATOMIC, refusal);
    }
  }

  private void control(SqlStatement statement, Findings findings) {
    TransactionControl control = StatementKind.transactionControl(statement).orElse(null);
    if (control == null) {
      return;
    }
    boolean wrapped = transactions != Transactions.NONE;
    if (control.verb() == Verb.BEGIN) {
      if (begin != null || wrapped) {
        findings.hazard(HazardRule.NESTED_TRANSACTION, "BEGIN");
      }
      begin = findings;
      context.transaction.end();
    } else if (control.verb() == Verb.COMMIT || control.verb() == Verb.ROLLBACK) {
      if (begin == null || wrapped) {
        findings.hazard(HazardRule.NESTED_TRANSACTION, control.verb().name());
      }
      begin = control.chain() ? findings : null;
      together = transactions == Transactions.SEGMENTS;
      context.transaction.end();
    }
  }

  private void session(SqlStatement statement) {
    SessionChange change = StatementKind.sessionChange(statement).orElse(null);
    if (change == null || change.kind() != SessionChange.Kind.SETTING) {
      return;
    }
    TokenCursor cursor = statement.cursor();
    boolean reset = cursor.accept("reset");
    switch (change.name()) {
      case "lock_timeout" ->
          lockTimeout = reset ? context.options.lockTimeout() : !isZero(statement);
      case "statement_timeout" ->
          statementTimeout = reset ? context.options.statementTimeout() : !isZero(statement);
      case "search_path" -> context.schema.useSchema(reset ? null : firstSchema(statement));
      default -> {
        // nothing that the rules look at
      }
    }
  }

  private static boolean isZero(SqlStatement statement) {
    List<Token> tokens = statement.tokens();
    String value = tokens.get(tokens.size() - 1).in(statement.text()).replace("'", "");
    return value.matches("0+\\s*\\w*");
  }

  /** The first schema of {@code SET search_path TO …}; null where it is not a plain name. */
  private static @Nullable String firstSchema(SqlStatement statement) {
    TokenCursor cursor = statement.cursor();
    while (!cursor.atEnd() && !cursor.accept("to") && !Tokens.peekText(cursor, "=")) {
      cursor.next();
    }
    if (Tokens.peekText(cursor, "=")) {
      cursor.next();
    }
    Token token = cursor.peek();
    if (token != null && token.kind() == Token.Kind.STRING) {
      String text = token.in(statement.text()).replace("'", "").split(",")[0].strip();
      return text.isEmpty() ? null : text;
    }
    QualifiedName name = cursor.acceptName();
    return name == null || name.name().equals("default") || name.name().equals("$user")
        ? null
        : name.name();
  }

  private void timeouts(SqlStatement statement, Findings findings) {
    if (!DEFINITION.contains(statement.firstWord())) {
      return;
    }
    if (!lockTimeout && !toldLockTimeout) {
      findings.hazard(HazardRule.NO_LOCK_TIMEOUT, StatementTitle.of(statement));
      toldLockTimeout = true;
    }
    if (!statementTimeout && !toldStatementTimeout) {
      findings.hazard(HazardRule.NO_STATEMENT_TIMEOUT, StatementTitle.of(statement));
      toldStatementTimeout = true;
    }
  }

  /** Looks at what a statement's own rules found. */
  void after(SqlStatement statement, Findings findings) {
    enumLabels(statement, findings);
    boolean alters = statement.startsWith("alter", "table");
    if (isTogether()) {
      held(findings);
      Set<String> again = new TreeSet<>(findings.work());
      again.retainAll(context.transaction.lastWork);
      if (alters && !again.isEmpty()) {
        findings.hazard(HazardRule.REPEATED_REWRITE, String.join(", ", again));
      }
      findings.locks().forEach(
          (table, mode) -> context.transaction.held.merge(table, mode, LockMode::max));
    }
    context.transaction.lastWork.clear();
    if (alters) {
      context.transaction.lastWork.addAll(findings.work());
    }
    if (!isTogether()) {
      context.transaction.end();
    }
    alone = false;
  }

  /** Notes locks of earlier statements that are held while this one works. */
  private void held(Findings findings) {
    if (!findings.isLong() || findings.has(HazardRule.VALIDATE_SAME_TRANSACTION)) {
      return;
    }
    Set<String> tables = new TreeSet<>();
    for (Map.Entry<QualifiedName, LockMode> lock : context.transaction.held.entrySet()) {
      boolean ownLock = findings.locks().get(lock.getKey()) == LockMode.ACCESS_EXCLUSIVE;
      if (lock.getValue().blocksReads() && !ownLock) {
        tables.add(lock.getKey().toSql());
      }
    }
    if (!tables.isEmpty()) {
      findings.hazard(
          HazardRule.HELD_LOCK,
          String.join(", ", tables) + ", while " + String.join(", ", findings.work()) + " is read");
    }
  }

  private void enumLabels(SqlStatement statement, Findings findings) {
    for (AddedEnumLabel label : context.transaction.newLabels) {
      if (label.mayBeUsedIn(statement)) {
        boolean splits = transactions == Transactions.SEGMENTS && begin == null;
        findings.hazard(
            splits ? HazardRule.NON_ATOMIC : HazardRule.ENUM_VALUE_SAME_TRANSACTION,
            "label '" + label.label() + "' of " + label.type());
      }
    }
    if (isTogether()) {
      StatementKind.addedEnumLabel(statement).ifPresent(context.transaction.newLabels::add);
    }
  }

  /** Looks at the section as a whole. */
  void end() {
    if (begin != null) {
      begin.hazard(HazardRule.UNCOMMITTED_TRANSACTION, "BEGIN");
    }
  }
}
