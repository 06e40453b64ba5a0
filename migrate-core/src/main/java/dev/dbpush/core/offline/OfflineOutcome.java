package dev.dbpush.core.offline;

import dev.dbpush.core.measure.MeasuredScript;
import dev.dbpush.core.report.MeasureText;
import dev.dbpush.core.report.Style;
import dev.dbpush.sql.json.JsonWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A script that was written, or compared.
 *
 * @param script the script
 * @param file where it is
 * @param changed whether the file changed
 * @param reports the machine forms beside it
 */
public record OfflineOutcome(
    RenderedScript script, Path file, boolean changed, List<Path> reports) {

  /** Copies the list. */
  public OfflineOutcome {
    reports = List.copyOf(reports);
  }

  /** Lines for people, without measuring. */
  public List<String> lines() {
    return lines(null, Style.PLAIN);
  }

  /** One object, without measuring. */
  public String json() {
    return json(null);
  }

  /**
   * Lines for people.
   *
   * @param measured what the script did on a scratch database; null where nobody asked
   */
  public List<String> lines(@Nullable MeasuredScript measured, Style style) {
    List<String> lines = new ArrayList<>();
    if (script.isEmpty()) {
      lines.add("nothing to do: the script is empty");
    } else {
      script.assessment().summary().lines().forEach(lines::add);
      lines.add("digest: " + script.script().digest());
    }
    lines.add((changed ? "written: " : "unchanged: ") + file);
    reports.forEach(report -> lines.add("written: " + report));
    if (measured != null) {
      lines.addAll(MeasureText.lines(measured, style));
    }
    return lines;
  }

  /**
   * One object.
   *
   * @param measured what the script did on a scratch database; null where nobody asked
   */
  public String json(@Nullable MeasuredScript measured) {
    JsonWriter json = new JsonWriter();
    json
        .object()
        .field("file", file.toString())
        .field("changed", changed)
        .field("revisions", script.script().steps().size())
        .field("segments", script.script().segmentCount())
        .field("statements", script.script().statementCount())
        .field("digest", script.script().digest())
        .field("reports", reports.stream().map(Path::toString).toList());
    if (measured != null) {
      MeasureText.write(measured, json.object("measured"));
      json.end();
    }
    return json.end().toString();
  }
}
