package dev.dbpush.sql.segment;

import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.statement.AddedEnumLabel;
import dev.dbpush.sql.statement.ConcurrentIndex;
import dev.dbpush.sql.statement.Refusal;
import dev.dbpush.sql.statement.SessionChange;
import dev.dbpush.sql.statement.StatementKind;
import dev.dbpush.sql.statement.TransactionControl;
import dev.dbpush.sql.statement.TransactionRules;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Splits a section into segments.
 *
 * <p>A statement that PostgreSQL refuses in a transaction block stands alone; its neighbours keep
 * their transactions. {@code BEGIN} and {@code COMMIT} in a file are borders and are not run
 * themselves. An enum label that a later statement needs is committed first, since the server refuses
 * to use it before.
 */
public final class Segmenter {
  /** Stands for an unknown server: what the newest wants to stand alone may do so on every one. */
  private static final int UNKNOWN = 18;

  private final Section section;
  private final int serverMajor;
  private final List<Segment> segments = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<SqlStatement> settings = new ArrayList<>();
  private List<SqlStatement> replay = List.of();
  private List<SqlStatement> open = new ArrayList<>();
  private @Nullable SqlStatement begin;

  private Segmenter(Section section, int serverMajor) {
    this.section = section;
    this.serverMajor = serverMajor == 0 ? UNKNOWN : serverMajor;
  }

  /**
   * Splits a section.
   *
   * @param serverMajor the server's major version, or 0 where it is not known
   */
  public static Segments segments(Section section, int serverMajor) {
    return new Segmenter(section, serverMajor).run();
  }

  private Segments run() {
    List<SqlStatement> statements = section.statements();
    for (int i = 0; i < statements.size(); i++) {
      SqlStatement statement = statements.get(i);
      Optional<TransactionControl> control = StatementKind.transactionControl(statement);
      if (control.isPresent() && isBorder(control.get())) {
        border(statement, control.get());
        continue;
      }
      Optional<Refusal> refusal = StatementKind.refusal(statement);
      if (refusal.isPresent()) {
        problem(statement, refusal.get().message(), refusal.get().remedy());
        continue;
      }
      add(statement, control.isPresent(), statements.subList(i + 1, statements.size()));
    }
    if (begin != null) {
      problem(begin, "this BEGIN is never committed", "write COMMIT, or remove the BEGIN");
    }
    close();
    if (segments.isEmpty()) {
      segments.add(new Segment(true, List.of(), List.of(), null));
    }
    return new Segments(problems.isEmpty() ? segments : List.of(), problems);
  }

  private static boolean isBorder(TransactionControl control) {
    return switch (control.verb()) {
      case BEGIN, COMMIT, ROLLBACK, PREPARE -> true;
      case SAVEPOINT, RELEASE, ROLLBACK_TO -> false;
    };
  }

  private void border(SqlStatement statement, TransactionControl control) {
    switch (control.verb()) {
      case BEGIN -> begin(statement, control.options());
      case COMMIT -> {
        close();
        begin = control.chain() ? statement : null;
      }
      case ROLLBACK ->
          problem(
              statement,
              "ROLLBACK in a migration: what stands before it would never happen",
              "remove it together with the statements that it undoes");
      default ->
          problem(
              statement,
              "PREPARE TRANSACTION in a migration: the history row cannot be written with it",
              "write COMMIT");
    }
  }

  private void begin(SqlStatement statement, String options) {
    if (begin != null) {
      problem(
          statement,
          "BEGIN inside the transaction that began at " + begin.position(),
          "write COMMIT before it, or remove it");
      return;
    }
    if (!isDefault(options)) {
      problem(
          statement,
          "BEGIN with options (" + options + "): a segment is READ COMMITTED, READ WRITE",
          "remove the options; if they matter, begin the section with LOCK TABLE");
    }
    close();
    begin = statement;
  }

  private static boolean isDefault(String options) {
    String words = options.toLowerCase(Locale.ROOT).replace(',', ' ').strip().replaceAll("\\s+", " ");
    return words.replace("isolation level read committed", "").replace("read write", "").replace(
            "not deferrable", "")
        .isBlank();
  }

  private void add(SqlStatement statement, boolean savepoint, List<SqlStatement> later) {
    Optional<String> alone = TransactionRules.refusesBlock(statement, serverMajor);
    if (alone.isPresent() && begin != null) {
      problem(
          statement,
          alone.get() + ", and this one began at " + begin.position(),
          "write COMMIT before it; without BEGIN the tool keeps it apart by itself");
    } else if (alone.isPresent() || (!section.transactional() && begin == null)) {
      close();
      if (savepoint) {
        problem(statement, "a savepoint outside a transaction", "write BEGIN before it");
      }
      segments.add(new Segment(false, settings, List.of(statement), builtIndex(statement)));
      remember(statement);
      replay = List.copyOf(settings);
    } else {
      open.add(statement);
      remember(statement);
      if (begin == null && isNeeded(StatementKind.addedEnumLabel(statement), later)) {
        close();
      }
    }
  }

  private static boolean isNeeded(Optional<AddedEnumLabel> label, List<SqlStatement> later) {
    return label.isPresent() && later.stream().anyMatch(label.get()::mayBeUsedIn);
  }

  private void remember(SqlStatement statement) {
    Optional<SessionChange> change = StatementKind.sessionChange(statement);
    if (change.isPresent() && !change.get().local() && change.get().repeatable()) {
      settings.add(statement);
    }
  }

  private void close() {
    if (!open.isEmpty()) {
      segments.add(new Segment(true, replay, open, null));
      open = new ArrayList<>();
    }
    replay = List.copyOf(settings);
  }

  private static @Nullable String builtIndex(SqlStatement statement) {
    return StatementKind.concurrentIndex(statement)
        .filter(index -> index.kind() == ConcurrentIndex.Kind.CREATE)
        .map(ConcurrentIndex::index)
        .map(QualifiedName::toSql)
        .orElse(null);
  }

  private void problem(SqlStatement at, String message, String remedy) {
    problems.add(new Problem("", at.position(), message, remedy));
  }
}
