package dev.dbpush.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a script is written. */
final class ScriptFlags {
  @Option(
      names = "--from",
      paramLabel = "REVISION",
      description =
          "Where a script starts: base, an id, head. Default: the history of the database; with"
              + " this option none is needed.")
  private @Nullable String from;

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = "The script's file. Default: VERB-FROM-TO.sql in the current folder.")
  private @Nullable String script;

  @Option(
      names = "--flavour",
      paramLabel = "FLAVOUR",
      description = "psql, or plain for any client that sends one statement at a time.")
  private @Nullable String flavour;

  @Option(
      names = "--variant",
      paramLabel = "VARIANT",
      description = "run, rehearsal, verify or preflight. Default: run.")
  private @Nullable String variant;

  @Option(
      names = "--idempotent",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Whether a script for psql skips what is applied. Default: true.")
  private @Nullable String idempotent;

  @Option(
      names = "--copy",
      paramLabel = "FORM",
      description = "data, or insert to write the data of COPY as INSERT statements.")
  private @Nullable String copy;

  @Option(
      names = "--server-version",
      paramLabel = "N",
      description = "The major server version that a script is for: 16, or 14-17.")
  private @Nullable String serverVersion;

  @Option(
      names = "--for-database",
      paramLabel = "NAME",
      description = "The only database that a script may run in.")
  private @Nullable String forDatabase;

  @Option(
      names = "--reports",
      paramLabel = "FORMS",
      description = "What is written beside a script: json, sarif.")
  private @Nullable String reports;

  @Option(
      names = "--check",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Compares the file with what would be written; fails where it is stale.")
  private @Nullable String check;

  @Option(
      names = "--measure",
      description =
          "Runs the script's statements on a scratch database (--scratch) and tells what each locked,"
              + " rewrote and scanned.")
  private boolean measure;

  boolean measures() {
    return measure;
  }

  void into(Map<String, @Nullable String> values) {
    values.put("from", from);
    values.put("script", script);
    values.put("flavour", flavour);
    values.put("variant", variant);
    values.put("idempotent", idempotent);
    values.put("copy", copy);
    values.put("serverVersion", serverVersion);
    values.put("forDatabase", forDatabase);
    values.put("reports", reports);
    values.put("check", check);
  }
}
