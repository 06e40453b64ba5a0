package dev.dbpush.sql.script;

import dev.dbpush.sql.batch.BatchedStatement;
import dev.dbpush.sql.file.Checksum;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.history.ArrayLiteral;
import dev.dbpush.sql.history.HistorySql;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.plan.Plan;
import dev.dbpush.sql.plan.Step;
import dev.dbpush.sql.script.ScriptStatement.Role;
import dev.dbpush.sql.segment.Segment;
import dev.dbpush.sql.segment.Segmenter;
import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SqlStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders a plan into a script. The same input gives the same script. Not thread-safe. */
public final class ScriptRenderer {
  private final ScriptOptions options;
  private final Session session;
  private final StepBatcher batcher;

  /**
   * A renderer with these options.
   *
   * @param chain all revisions in chain order, for what is known of a table; may be empty
   */
  public ScriptRenderer(ScriptOptions options, List<MigrationFile> chain) {
    this.options = options;
    this.session = new Session(options.searchPath());
    this.batcher = new StepBatcher(options.batch(), chain);
  }

  /** Renders a plan none of whose steps has begun. */
  public Script render(Plan plan) {
    return render(plan, Map.of(), null);
  }

  /**
   * Renders a plan.
   *
   * @param done how many segments of a step the history already holds, for steps that were cut
   * @param approved the digest of the script that these steps are the rest of; null where they are a
   *     script of their own
   */
  public Script render(Plan plan, Map<RevisionId, Integer> done, @Nullable String approved) {
    List<ScriptStep> steps = new ArrayList<>(plan.steps().size());
    for (Step step : plan.steps()) {
      steps.add(step(step, done.getOrDefault(step.file().revision(), 0)));
    }
    String digest = approved == null ? digest(steps) : approved;
    return new Script(options, header(digest), steps, footer(), digest);
  }

  /** The digest of steps: one line a step, so that the rest of a script can be told from its hashes. */
  public static String digest(List<ScriptStep> steps) {
    StringBuilder lines = new StringBuilder();
    for (ScriptStep step : steps) {
      lines
          .append(step.step().direction().word())
          .append(' ')
          .append(step.step().file().revision())
          .append(' ')
          .append(step.hash())
          .append('\n');
    }
    return "sha256:" + Checksum.sha256(lines.toString());
  }

  private List<ScriptStatement> header(String digest) {
    HistorySql sql = new HistorySql(options.table());
    List<ScriptStatement> header = new ArrayList<>(Session.RESET);
    header.add(setup("SET client_min_messages = warning"));
    header.add(setup(sql.heldMark()));
    header.add(setup(sql.openProcedure(options.guard(), !options.via().equals(ScriptOptions.SCRIPT))));
    header.add(setup(sql.dropInvalidProcedure()));
    header.add(setup(sql.startProcedure(options.guard())));
    header.add(setup(sql.startedProcedure(options.via(), digest)));
    header.add(setup(sql.doneProcedure(options.via(), digest)));
    header.add(setup(sql.finishProcedure()));
    header.add(setup("SET default_transaction_read_only = on"));
    header.add(ScriptStatement.own(Role.GUARD, "CALL pg_temp.dbpush_open()"));
    for (String table : sql.createTables()) {
      header.add(setup(table));
    }
    return header;
  }

  private static ScriptStatement setup(String sql) {
    return ScriptStatement.own(Role.SETUP, sql);
  }

  private List<ScriptStatement> footer() {
    List<ScriptStatement> footer = new ArrayList<>(Session.RESET);
    footer.add(ScriptStatement.own(Role.SETUP, "CALL pg_temp.dbpush_finish()"));
    return footer;
  }

  private ScriptStep step(Step step, int done) {
    Section section = section(step);
    List<Segment> segments = Segmenter.segments(section, options.serverMajor()).orThrow(step.file());
    List<List<BatchedStatement>> batched = batcher.batch(step, segments);
    List<ScriptSegment> rendered = new ArrayList<>();
    StringBuilder hashes = new StringBuilder(session.pinned()).append('\n');
    for (int i = 0; i < segments.size(); i++) {
      List<ScriptStatement> body = body(step.file(), segments.get(i), batched.get(i));
      ScriptSegment segment =
          segment(step, section, segments.get(i), body, i + 1, segments.size());
      hashes.append(segment.hash()).append('\n');
      if (i >= done) {
        rendered.add(segment);
      }
    }
    return new ScriptStep(step, Checksum.sha256(hashes.toString()), done, rendered);
  }

  private static Section section(Step step) {
    MigrationFile file = step.file();
    if (step.direction() == Direction.UP) {
      return file.up();
    }
    Section down = file.down();
    if (down == null) {
      throw new IllegalArgumentException(file.name() + " has no way back; the plan should refuse it");
    }
    return down;
  }

  private ScriptSegment segment(
      Step step,
      Section section,
      Segment segment,
      List<ScriptStatement> body,
      int number,
      int of) {
    Duration lock =
        section.lockTimeout() != null
            ? section.lockTimeout()
            : segment.transactional() ? options.lockTimeout() : Duration.ZERO;
    Duration limit =
        section.statementTimeout() != null
            ? section.statementTimeout()
            : options.statementTimeout();
    String hash = hash(segment.transactional(), body, lock, limit);
    return new ScriptSegment(
        number,
        of,
        segment.transactional(),
        segment.buildsIndex(),
        hash,
        before(step, segment, number, of, lock, limit),
        body,
        after(step, segment, number, of, hash));
  }

  private static String hash(
      boolean transactional, List<ScriptStatement> body, Duration lock, Duration limit) {
    StringBuilder text = new StringBuilder(transactional ? "transaction\n" : "alone\n");
    text.append(lock).append(' ').append(limit).append('\n');
    for (ScriptStatement statement : body) {
      text.append(statement.sql()).append(";\n");
      if (statement.copyData() != null) {
        text.append(statement.copyData());
      }
    }
    return Checksum.sha256(text.toString());
  }

  private static List<ScriptStatement> body(
      MigrationFile file, Segment segment, List<BatchedStatement> batched) {
    List<ScriptStatement> body = new ArrayList<>();
    for (SqlStatement setting : segment.replay()) {
      BatchedStatement alone =
          new BatchedStatement(
              setting.text(),
              List.of(setting),
              List.of("repeated: the setting holds for the whole section"));
      body.add(body(file, alone));
    }
    for (BatchedStatement statement : batched) {
      body.add(body(file, statement));
    }
    return body;
  }

  private static ScriptStatement body(MigrationFile file, BatchedStatement statement) {
    List<SourcePosition> sources =
        statement.isMerged()
            ? statement.sources().stream().map(SqlStatement::position).toList()
            : List.of();
    return new ScriptStatement(
        Role.BODY, statement.statement(), file.name(), sources, statement.notes());
  }

  private List<ScriptStatement> before(
      Step step, Segment segment, int number, int of, Duration lock, Duration limit) {
    List<ScriptStatement> before = new ArrayList<>(session.prologue());
    StringBuilder call = new StringBuilder("CALL pg_temp.dbpush_start(");
    call.append(Identifier.literal(step.direction().word())).append(", ");
    call.append(Identifier.literal(step.file().revision().value())).append(", ");
    call.append(array(step.file().parents())).append(", ");
    call.append(number).append(", ").append(of).append(", ");
    call.append(array(step.headsBefore()));
    before.add(ScriptStatement.own(Role.GUARD, call.append(')').toString()));
    if (segment.buildsIndex() != null) {
      String index = "pg_catalog.to_regclass(" + Identifier.literal(segment.buildsIndex()) + ")";
      before.add(
          ScriptStatement.own(Role.GUARD, "CALL pg_temp.dbpush_drop_invalid(" + index + ")"));
    }
    if (segment.transactional()) {
      before.add(ScriptStatement.own(Role.BEGIN, "BEGIN ISOLATION LEVEL READ COMMITTED"));
      before.addAll(Session.timeouts("LOCAL ", lock, limit));
    } else {
      before.add(ScriptStatement.own(Role.HISTORY, history("started", step, number, of, null)));
      before.addAll(Session.timeouts("", lock, limit));
    }
    return before;
  }

  private List<ScriptStatement> after(
      Step step, Segment segment, int number, int of, String hash) {
    List<ScriptStatement> after = new ArrayList<>(Session.RESET);
    String expectation = IndexExpectation.of(segment);
    if (expectation != null) {
      after.add(session.searchPath());
    }
    String done = history("done", step, number, of, hash);
    after.add(
        ScriptStatement.own(
            Role.HISTORY,
            expectation == null
                ? done
                : done.substring(0, done.length() - 1) + ", " + expectation + ")"));
    if (segment.transactional()) {
      after.add(ScriptStatement.own(Role.COMMIT, "COMMIT"));
    }
    return after;
  }

  private static String history(
      String what, Step step, int number, int of, @Nullable String hash) {
    MigrationFile file = step.file();
    // Written twice a segment: a format string costs more than all else that renders one.
    StringBuilder call = new StringBuilder(320).append("CALL pg_temp.dbpush_").append(what);
    call.append('(').append(Identifier.literal(step.direction().word()));
    call.append(", ").append(Identifier.literal(file.revision().value()));
    call.append(", ").append(array(file.parents()));
    call.append(", ").append(Identifier.literal(file.slug()));
    call.append(", ").append(Identifier.literal(file.upChecksum()));
    call.append(", ").append(number).append(", ").append(of);
    if (hash != null) {
      call.append(", ").append(Identifier.literal(hash));
    }
    return call.append(')').toString();
  }

  private static String array(List<RevisionId> ids) {
    List<String> values = new ArrayList<>(ids.size());
    for (RevisionId id : ids) {
      values.add(id.value());
    }
    return ArrayLiteral.of(values);
  }
}
