package dev.dbpush.sql.script.text;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.hazard.HazardRule;
import dev.dbpush.sql.hazard.ScriptSummary;
import dev.dbpush.sql.hazard.Severity;
import dev.dbpush.sql.history.Guard;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.ScriptSegment;
import dev.dbpush.sql.script.ScriptStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The comment on top of a script: what it is, what it costs, how to run it, where its limits are. */
final class HeaderText {
  private static final int MOST_STEPS = 60;

  private final Lines lines;
  private final Script script;
  private final List<MigrationFile> chain;
  private final TextOptions options;
  private final String from;
  private final String to;

  HeaderText(Lines lines, Script script, List<MigrationFile> chain, TextOptions options) {
    this.lines = lines;
    this.script = script;
    this.chain = chain;
    this.options = options;
    boolean empty = script.steps().isEmpty();
    this.from = empty ? "where it is" : names(Ancestors.before(script));
    this.to = empty ? "the same" : names(Ancestors.after(script, chain));
  }

  void write(ScriptSummary summary) throws IOException {
    title(verb());
    facts();
    lines.comment("");
    lines.comment("What it does");
    for (String line : summary.costs()) {
      lines.comment("  " + line);
    }
    if (options.idempotent() && !script.steps().isEmpty()) {
      lines.comment("  (locks as they are where the tables of earlier steps are in use)");
    }
    hazards(summary);
    steps();
    lines.comment("");
    howToRun();
    limits();
    lines.empty();
  }

  /** Why each rule speaks up, and the safe way, once. */
  private void hazards(ScriptSummary summary) throws IOException {
    boolean first = true;
    for (Map.Entry<HazardRule, Integer> hazard : summary.hazards().entrySet()) {
      HazardRule rule = hazard.getKey();
      if (rule.severity() == Severity.NOTE) {
        continue;
      }
      if (first) {
        lines.comment("");
        lines.comment("Hazards, and how many statements have them");
        first = false;
      }
      lines.comment("  " + rule.id() + " (" + hazard.getValue() + "): " + rule.why());
      lines.comment("    safe way: " + rule.recipe());
    }
  }

  void title(String what) throws IOException {
    lines.rule();
    lines.comment("dbpush " + what + ": " + from + " -> " + to);
    lines.rule();
  }

  /** What the script is, a line a fact. */
  void facts() throws IOException {
    fact("from", from);
    fact("to", to);
    fact(
        "size",
        count(script.steps().size(), "revision")
            + ", "
            + count(script.segmentCount(), "segment")
            + ", "
            + count(script.statementCount(), "statement"));
    fact("digest", script.digest());
    fact("flavour", options.flavour().word() + (options.idempotent() ? ", idempotent" : ""));
    Guard guard = script.options().guard();
    fact("database", guard.database() == null ? "any; the guards look at its history" : guard.database());
    fact(
        "server",
        guard.minServer() > 0
            ? "PostgreSQL " + guard.minServer()
                + (guard.maxServer() > guard.minServer() ? " to " + guard.maxServer() : "")
            : "PostgreSQL 14 or later"
                + (script.options().serverMajor() > 0
                    ? "; locks and rewrites as of " + script.options().serverMajor()
                    : ""));
    fact("history", script.options().table().toSql());
  }

  private void fact(String name, String value) throws IOException {
    lines.comment(String.format(Locale.ROOT, "%-10s%s", name, value));
  }

  private void steps() throws IOException {
    if (script.steps().isEmpty()) {
      return;
    }
    lines.comment("");
    lines.comment(isDown() ? "Revisions, undone in this order" : "Revisions");
    int shown = Math.min(MOST_STEPS, script.steps().size());
    for (ScriptStep step : script.steps().subList(0, shown)) {
      MigrationFile file = step.step().file();
      lines.comment(
          "  " + file.revision() + " " + file.slug() + ": " + count(step.statementCount(), "statement")
              + (step.segments().stream().allMatch(ScriptSegment::transactional)
                  ? ""
                  : ", not all in a transaction"));
    }
    if (shown < script.steps().size()) {
      lines.comment("  and " + (script.steps().size() - shown) + " more, to " + to);
    }
  }

  private void howToRun() throws IOException {
    lines.comment("How to run it");
    if (options.flavour() == Flavour.PSQL) {
      lines.comment("  psql -X -f THIS_FILE \"host=HOST dbname=DATABASE user=ROLE\"");
      lines.comment(
          options.idempotent()
              ? "  It can be run again after a failure, and on databases at different revisions of this"
              : "  It starts from exactly the state above, and refuses any other.");
      if (options.idempotent()) {
        lines.comment("  chain: steps that are applied are skipped with a line.");
      }
    } else {
      lines.comment("  In any client that sends one statement at a time, with autocommit on.");
      lines.comment("  It starts from exactly the state above, and refuses any other.");
    }
    lines.comment("  Nothing is to be set before. Each segment checks where the database is before it");
    lines.comment("  begins, and writes its history row in its own transaction.");
    lines.comment("  After a refusal the session stays read-only:");
    lines.comment("  SET default_transaction_read_only = off ends that.");
  }

  private void limits() throws IOException {
    lines.comment("");
    lines.comment("Limits");
    lines.comment("  - Connect to the server itself; a pooler in transaction mode breaks lock and guards.");
    lines.comment("  - The role needs TEMP on the database, and CREATE on the history's schema at first.");
    lines.comment("  - Run all of it, or whole segments behind the set-up; not from inside a segment.");
    if (options.flavour() == Flavour.PLAIN) {
      lines.comment("  - A client that sets a savepoint before each statement (autosave=always) must stop at");
      lines.comment("    an error: in such a client a failed statement does not fail its transaction.");
      List<String> outside = outside();
      if (!outside.isEmpty()) {
        lines.comment("  - Statements outside a transaction: the client must stop at an error. They are in");
        for (String file : outside) {
          lines.comment("    " + file);
        }
      }
    } else {
      lines.comment("  - psql -1 is of no use: each segment has its own transaction.");
    }
  }

  private List<String> outside() {
    List<String> files = new ArrayList<>();
    for (ScriptStep step : script.steps()) {
      if (step.segments().stream().anyMatch(segment -> !segment.transactional())) {
        files.add(step.step().file().name());
      }
    }
    return files;
  }

  private boolean isDown() {
    return !script.steps().isEmpty()
        && script.steps().get(0).step().direction() == Direction.DOWN;
  }

  private String verb() {
    return isDown() ? "downgrade" : "push";
  }

  private String names(List<RevisionId> heads) {
    if (heads.isEmpty()) {
      return "base";
    }
    return heads.stream().map(this::name).collect(Collectors.joining(", "));
  }

  private String name(RevisionId id) {
    return chain.stream()
        .filter(file -> file.revision().equals(id))
        .map(file -> id + " " + file.slug())
        .findFirst()
        .orElse(id.value());
  }

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
