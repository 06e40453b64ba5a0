package dev.dbpush.core.report;

import dev.dbpush.core.authoring.CheckReport;
import dev.dbpush.core.authoring.CreatedMigration;
import dev.dbpush.core.authoring.Locked;
import dev.dbpush.core.authoring.Rebased;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationTemplate;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.json.JsonWriter;
import dev.dbpush.sql.syntax.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the verbs that read or write migration files did. */
public final class FileText {
  private FileText() {}

  /** A new file. */
  public static List<String> lines(CreatedMigration created, String folder) {
    return List.of(
        "created " + folder + "/" + created.file(),
        "behind " + MigrationTemplate.parentsText(created.parents()));
  }

  /** A new file, as one object. */
  public static String json(CreatedMigration created) {
    return new JsonWriter()
        .object()
        .field("revision", created.revision().value())
        .field("parents", ids(created.parents()))
        .field("file", created.file())
        .end()
        .toString();
  }

  /** What became of a lock file. */
  public static List<String> lines(Locked locked) {
    if (!locked.written()) {
      return List.of("chain.lock is right as it is");
    }
    List<String> lines = new ArrayList<>();
    locked.sealed().forEach(revision -> lines.add("sealed " + revision));
    locked.resealed().forEach(revision -> lines.add("sealed again, since it changed: " + revision));
    locked.removed().forEach(revision -> lines.add("removed, since its file is gone: " + revision));
    lines.add("chain.lock is written; commit it");
    return lines;
  }

  /** What became of a lock file, as one object. */
  public static String json(Locked locked) {
    return new JsonWriter()
        .object()
        .field("sealed", ids(locked.sealed()))
        .field("resealed", ids(locked.resealed()))
        .field("removed", ids(locked.removed()))
        .field("written", locked.written())
        .end()
        .toString();
  }

  /** A branch that was moved. */
  public static List<String> lines(Rebased rebased) {
    if (rebased.onto() == null) {
      return List.of("there was no fork; the conflict in chain.lock is mended");
    }
    List<String> lines = new ArrayList<>();
    for (MigrationFile file : rebased.moved()) {
      lines.add(
          Words.name(file) + " is now behind " + MigrationTemplate.parentsText(file.parents()));
    }
    lines.add("chain.lock is mended; commit it together with the changed files");
    return lines;
  }

  /** A branch that was moved, as one object. */
  public static String json(Rebased rebased) {
    RevisionId onto = rebased.onto();
    return new JsonWriter()
        .object()
        .field("onto", onto == null ? null : onto.value())
        .field("moved", rebased.moved().stream().map(file -> file.revision().value()).toList())
        .field("rewritten", rebased.rewritten())
        .end()
        .toString();
  }

  /** What a check found; its problems are told by whoever fails because of them. */
  public static List<String> lines(CheckReport report, Style style) {
    List<String> lines = new ArrayList<>();
    report.notes().forEach(note -> lines.add("note: " + note));
    lines.add(
        report.passed()
            ? style.good("All is well") + ": " + Words.count(report.revisions(), "migration")
            : style.bad(Words.count(report.problems().size(), "problem")));
    return lines;
  }

  /** What a check found, as one object. */
  public static String json(CheckReport report) {
    JsonWriter json = new JsonWriter().object();
    json.field("revisions", report.revisions()).field("passed", report.passed()).array("problems");
    report.problems().forEach(problem -> problem(json, problem));
    return json.end().field("notes", report.notes()).end().toString();
  }

  /** A merge, or the mended lock file alone. */
  public static List<String> merged(Optional<CreatedMigration> merged, String folder) {
    return merged
        .map(created -> lines(created, folder))
        .orElse(List.of("there was no fork; the conflict in chain.lock is mended"));
  }

  /** A merge as one object; an empty one where only the lock file was mended. */
  public static String mergedJson(Optional<CreatedMigration> merged) {
    return merged.map(FileText::json).orElse("{}");
  }

  static void problem(JsonWriter json, Problem problem) {
    json.object().field("file", problem.file());
    if (problem.position() != null) {
      json.field("line", problem.position().line()).field("column", problem.position().column());
    }
    json.field("message", problem.message()).field("remedy", problem.remedy()).end();
  }

  private static List<String> ids(List<RevisionId> revisions) {
    return revisions.stream().map(RevisionId::value).toList();
  }
}
