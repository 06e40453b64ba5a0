package dev.dbpush.cli;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.measure.MeasuredScript;
import dev.dbpush.core.report.ShowText;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.script.Script;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one revision: its header, its SQL as it would be run, its hazards. Needs no database. */
@Command(
    name = "show",
    description =
        "Shows one revision: its header, its SQL as it would be run, its hazards. Needs no"
            + " database.",
    footer = {
      "%nExamples:",
      "  dbpush show                         the head",
      "  dbpush show 55296ad2"
    })
@NullUnmarked
final class ShowVerb extends ScratchVerb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "REVISION",
      description = "Which one: an id or its first digits. Default: head.")
  private @Nullable String target;

  @Option(names = "--to", paramLabel = "REVISION", description = "The same as an option.")
  private @Nullable String to;

  @Option(
      names = "--measure",
      description =
          "Runs the statements on a scratch database (--scratch) and tells what each locked,"
              + " rewrote and scanned.")
  private boolean measure;

  @Override
  int run() {
    Migrator migrator = offline();
    Chain chain = migrator.chain();
    String where = either(target, to, "--to");
    RevisionId revision =
        where == null || where.equals("head") ? chain.head() : chain.lookup(where);
    if (revision == null) {
      throw new MigrationException("there are no migrations", "dbpush new NAME adds one");
    }
    Script script = migrator.show(revision);
    MeasuredScript measured = measure ? measured(script) : null;
    console()
        .sql(
            style -> ShowText.lines(script, chain, folder().name(), measured, style),
            () -> ShowText.json(script, chain, measured));
    return ExitCode.DONE;
  }
}
