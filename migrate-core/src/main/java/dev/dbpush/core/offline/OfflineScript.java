package dev.dbpush.core.offline;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.Planner;
import dev.dbpush.core.chain.Target;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.history.Guard;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptOptions;
import dev.dbpush.sql.script.text.ScriptAssessment;
import dev.dbpush.sql.script.text.ScriptText;
import dev.dbpush.sql.script.text.Variant;
import dev.dbpush.sql.syntax.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders a chain, or the part that a database still lacks, as a script for a person to run. Reads
 * only. Thread-safe.
 */
public final class OfflineScript {
  private final MigratorConfig config;

  /**
   * A renderer.
   *
   * @param config the database may be null where requests say where they start
   */
  public OfflineScript(MigratorConfig config) {
    this.config = config;
  }

  /**
   * Renders a script.
   *
   * @throws ChainException with everything that the flavour cannot say and everything that is denied
   */
  public RenderedScript render(ScriptRequest request) {
    List<MigrationFile> chain = config.migrations().chain().revisions();
    Script script = script(request, chain);
    String approved = config.approved();
    if (approved != null && !script.steps().isEmpty() && !approved.equals(script.digest())) {
      throw new MigrationException(
          "the script has digest " + script.digest() + ", but " + approved + " was approved",
          "have it reviewed again; files, chain or options changed since");
    }
    ScriptAssessment assessment = ScriptAssessment.of(script, chain, request.hazards());
    ScriptText text = new ScriptText(script, chain, assessment, request.text());
    List<Problem> problems = new ArrayList<>(text.problems());
    problems.addAll(assessment.refusals());
    if (!problems.isEmpty()) {
      throw new ChainException(problems);
    }
    return new RenderedScript(request, script, assessment, text);
  }

  /** Whether a script between two places of the chain goes up or down. */
  public Direction way(Target from, Target to) {
    Planner planner = new Planner(config.migrations().chain());
    return planner.revisionsAt(to).containsAll(planner.revisionsAt(from))
        ? Direction.UP
        : Direction.DOWN;
  }

  private Script script(ScriptRequest request, List<MigrationFile> chain) {
    MigratorConfig with = config.withScript(options(request, chain)).withApproved(null);
    Migrator migrator = new Migrator(with);
    Target from = request.from();
    if (from == null) {
      return migrator.pending(request.direction(), request.to(), ScriptOptions.SCRIPT);
    }
    Script script = migrator.between(from, request.to());
    boolean down =
        !script.steps().isEmpty() && script.steps().get(0).step().direction() == Direction.DOWN;
    if (!script.steps().isEmpty() && down != (request.direction() == Direction.DOWN)) {
      throw new MigrationException(
          down
              ? "a push cannot lead from db.from down to db.to"
              : "a downgrade cannot lead from db.from up to db.to",
          down ? "use db:downgrade, or exchange the two" : "use db:push, or exchange the two");
    }
    return script;
  }

  private ScriptOptions options(ScriptRequest request, List<MigrationFile> chain) {
    // What a preflight looks at may be in use, wherever the script would start.
    boolean exact =
        !request.text().idempotent() && request.text().variant() != Variant.PREFLIGHT;
    ServerRange servers = request.servers();
    Guard guard =
        new Guard(
            request.database(),
            servers == null ? 0 : servers.lowest(),
            servers == null ? 0 : servers.highest(),
            exact,
            exact
                ? List.of()
                : chain.stream().map(MigrationFile::revision).map(RevisionId::value).toList());
    ScriptOptions options = config.script().withVia(ScriptOptions.SCRIPT).withGuard(guard);
    return servers == null ? options : options.withServerMajor(servers.major());
  }
}
