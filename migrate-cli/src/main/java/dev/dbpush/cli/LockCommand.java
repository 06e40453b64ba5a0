package dev.dbpush.cli;

import dev.dbpush.core.authoring.LockVerb;
import dev.dbpush.core.authoring.Locked;
import dev.dbpush.core.report.FileText;
import picocli.CommandLine.Command;

/** Seals chain.lock: open lines, new files, edited files. */
@Command(
    name = "lock",
    description = {
      "Seals chain.lock: open lines, new files, edited files.",
      "Refuses edits of revisions that the configured database's history holds; --url=none asks no"
          + " database."
    },
    footer = {"%nExamples:", "  dbpush lock", "  dbpush lock --url=none"})
final class LockCommand extends DatabaseVerb {
  @Override
  int run() {
    Locked locked = new LockVerb(folder()).lock(held());
    console().outcome(style -> FileText.lines(locked), () -> FileText.json(locked));
    return ExitCode.DONE;
  }
}
