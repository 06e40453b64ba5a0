package dev.dbpush.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Renders a part of the chain as one SQL script for a person to run and to review. */
@Command(
    name = "script",
    description =
        "Renders a part of the chain as one SQL script for a person to run and to review.",
    footer = {
      "%nExamples:",
      "  dbpush script --from=base           the whole chain, without a database",
      "  dbpush script --from=55296ad2 --script=release.sql",
      "  dbpush script --url=postgresql://app@localhost/shop   what that database lacks"
    })
final class ScriptVerb extends RenderingVerb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TARGET",
      description = "Where it leads: head, base, an id or its first digits. Default: head.")
  private @Nullable String target;

  @Option(names = "--to", paramLabel = "TARGET", description = "The same as an option.")
  private @Nullable String to;

  @Override
  String withoutDatabase() {
    return "say where the script starts, such as --from=base: then none is needed; or "
        + super.withoutDatabase();
  }

  @Override
  int run() {
    return render(null, either(target, to, "--to"));
  }
}
