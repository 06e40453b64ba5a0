package dev.dbpush.core.autogenerate;

import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.render.DdlRenderer;
import dev.dbpush.sql.render.DdlStatement;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Snapshot;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Changes as the text of a section. */
final class MigrationText {
  private static final Pattern OF_TABLE =
      Pattern.compile(
          "(?:CREATE|ALTER) TABLE (?:ONLY )?((?:\"(?:[^\"]|\"\")+\"|[^\\s(\"])+).*",
          Pattern.DOTALL);

  private MigrationText() {}

  /**
   * The statements, one below the other.
   *
   * @param environment of the database that they are for
   * @param elements what in the models a table stands for, by its name as SQL writes it
   */
  static String of(
      List<Change> changes,
      Snapshot.Environment environment,
      Function<String, @Nullable String> elements) {
    StringBuilder out = new StringBuilder();
    if (needsUncheckedBodies(changes)) {
      out.append("-- a body may use what is made after it\nSET check_function_bodies = off;\n");
    }
    boolean first = out.length() == 0;
    String last = "";
    boolean tall = false;
    for (DdlStatement statement : DdlRenderer.render(changes, environment)) {
      boolean isTall = statement.sql().indexOf('\n') >= 0;
      if (!first && (tall || isTall)) {
        out.append('\n');
      }
      String element = element(statement.sql(), elements);
      if (element != null && !element.equals(last)) {
        out.append("-- ").append(element).append('\n');
      }
      last = element == null ? "" : element;
      out.append(statement.sql()).append(";\n");
      tall = isTall;
      first = false;
    }
    return out.toString();
  }

  private static @Nullable String element(String sql, Function<String, @Nullable String> elements) {
    Matcher matcher = OF_TABLE.matcher(sql);
    return matcher.matches() ? elements.apply(matcher.group(1)) : null;
  }

  /**
   * Text bodies say nothing of what they use, so their place among the changes may be too early.
   */
  private static boolean needsUncheckedBodies(List<Change> changes) {
    return changes.size() > 1
        && changes.stream()
            .anyMatch(
                change ->
                    change.id().kind() == ObjectKind.ROUTINE && !(change instanceof Change.Drop));
  }
}
