package dev.dbpush.cli;

import dev.dbpush.core.authoring.CreatedMigration;
import dev.dbpush.core.authoring.NewMigration;
import dev.dbpush.core.authoring.RevisionIds;
import dev.dbpush.core.report.FileText;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds an empty migration behind the head, with an open line in chain.lock. Needs no database. */
@Command(
    name = "new",
    description =
        "Adds an empty migration behind the head, with an open line in chain.lock. Needs no"
            + " database.",
    footer = {"%nExamples:", "  dbpush new add_email_to_member"})
final class NewVerb extends Verb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "What the migration will do, such as add_email_to_member.")
  private @Nullable String title;

  @Option(names = "--name", paramLabel = "NAME", description = "The same as an option.")
  private @Nullable String name;

  @Override
  int run() {
    String chosen = either(title, name, "--name");
    CreatedMigration created =
        new NewMigration(folder(), Clock.systemUTC(), RevisionIds.random())
            .create(chosen == null ? "" : chosen);
    console()
        .outcome(style -> FileText.lines(created, folder().name()), () -> FileText.json(created));
    return ExitCode.DONE;
  }
}
