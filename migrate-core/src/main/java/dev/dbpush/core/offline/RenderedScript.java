package dev.dbpush.core.offline;

import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.plan.Step;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.text.ScriptAssessment;
import dev.dbpush.sql.script.text.ScriptText;
import dev.dbpush.sql.script.text.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A script with its text.
 *
 * @param request what was asked for
 * @param script the script
 * @param assessment what its statements cost
 * @param text writes it
 */
public record RenderedScript(
    ScriptRequest request, Script script, ScriptAssessment assessment, ScriptText text) {

  /** Whether there is nothing to run. */
  public boolean isEmpty() {
    return script.steps().isEmpty();
  }

  /** The whole text. */
  public String asString() {
    StringBuilder out = new StringBuilder();
    try {
      text.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** A name for its file: {@code push-base-55296ad22e23.sql}; the variant stands behind the verb. */
  public String fileName() {
    Variant variant = request.text().variant();
    return (request.direction() == Direction.UP ? "push" : "downgrade")
        + (variant == Variant.RUN ? "" : "-" + variant.word())
        + "-"
        + from()
        + "-"
        + to()
        + ".sql";
  }

  private String from() {
    if (isEmpty()) {
      return "nothing";
    }
    List<RevisionId> heads = script.steps().get(0).step().headsBefore();
    return heads.isEmpty() ? "base" : heads.get(0).value();
  }

  private String to() {
    if (isEmpty()) {
      return "to-do";
    }
    Step last = script.steps().get(script.steps().size() - 1).step();
    if (last.direction() == Direction.UP) {
      return last.file().revision().value();
    }
    List<RevisionId> parents = last.file().parents();
    return parents.isEmpty() ? "base" : parents.get(0).value();
  }
}
