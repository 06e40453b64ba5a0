package dev.dbpush.core.autogenerate;

import dev.dbpush.core.model.ModelFacts;
import dev.dbpush.core.model.Subject;
import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.render.DdlRenderer;
import dev.dbpush.sql.render.DdlStatement;
import dev.dbpush.sql.schema.EnumType;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes as the text of a section. */
final class MigrationText {
  /** What a function's body may name. */
  private static final Set<ObjectKind> NAMED_IN_BODIES =
      Set.of(
          ObjectKind.SCHEMA,
          ObjectKind.EXTENSION,
          ObjectKind.TYPE,
          ObjectKind.ROUTINE,
          ObjectKind.OPERATOR,
          ObjectKind.SEQUENCE,
          ObjectKind.TABLE,
          ObjectKind.COLUMN,
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW);

  private final ModelFacts facts;
  private final String defaultSchema;
  private final StringBuilder out = new StringBuilder();
  private final Map<String, String> lost = new TreeMap<>();
  private String element = "";
  private boolean tall;
  private boolean inTransaction;

  private MigrationText(ModelFacts facts, String defaultSchema) {
    this.facts = facts;
    this.defaultSchema = defaultSchema;
  }

  /**
   * The statements, one below the other.
   *
   * @param environment of the database that they are for
   * @param facts what in the models an object stands for
   */
  static String of(List<Change> changes, Snapshot.Environment environment, ModelFacts facts) {
    MigrationText text = new MigrationText(facts, environment.defaultSchema());
    if (needsUncheckedBodies(changes)) {
      text.out.append(
          "-- a body may use what is made after it\nSET check_function_bodies = off;\n");
    }
    text.losing(changes);
    DdlRenderer.render(changes, environment).forEach(text::statement);
    return text.out.toString();
  }

  /** Enums that are made anew without some of their values. */
  private void losing(List<Change> changes) {
    Map<ObjectId, EnumType> aside = new HashMap<>();
    for (Change change : changes) {
      if (change instanceof Change.SetAside set && set.type() instanceof EnumType type) {
        aside.put(type.id(), type);
      } else if (change instanceof Change.Create create
          && create.object() instanceof EnumType now
          && aside.containsKey(now.id())) {
        List<String> gone = new ArrayList<>(aside.get(now.id()).labels());
        gone.removeAll(now.labels());
        if (!gone.isEmpty()) {
          String name = now.id().display(defaultSchema);
          lost.put(
              "CREATE TYPE " + name + " AS ENUM",
              "-- hazard drop-enum-value: "
                  + name
                  + " without "
                  + gone.stream().map(MigrationText::oneLine).collect(Collectors.joining(", "))
                  + ", rows with it make this fail\n");
        }
      }
    }
  }

  private static String oneLine(String label) {
    return Identifier.literal(label).replaceAll("\\R", " ");
  }

  private void statement(DdlStatement statement) {
    boolean isTall = statement.sql().indexOf('\n') >= 0;
    if (out.length() > 0 && (tall || isTall)) {
      out.append('\n');
    }
    boolean apart = statement.mode() == DdlStatement.Mode.COMMIT_BEFORE;
    if (apart && inTransaction) {
      if (!tall && !isTall) {
        out.append('\n');
      }
      out.append("-- rows are checked in a transaction of its own, so reads and writes go on\n");
      out.append("COMMIT;\n");
    }
    inTransaction = !apart && statement.mode() == DdlStatement.Mode.TRANSACTION;
    String here = element(statement.sql());
    if (!here.isEmpty() && !here.equals(element)) {
      out.append("-- ").append(here).append('\n');
    }
    element = here;
    lost.forEach(
        (beginning, words) -> {
          if (statement.sql().startsWith(beginning)) {
            out.append(words);
          }
        });
    out.append(statement.sql()).append(";\n");
    tall = isTall;
  }

  private String element(String sql) {
    if (facts.places().isEmpty() && facts.entities().isEmpty()) {
      return "";
    }
    List<SqlStatement> statements = StatementSplitter.split(sql + ";").statements();
    Subject subject = statements.isEmpty() ? null : Subject.of(statements.get(0), defaultSchema);
    String found = subject == null ? null : facts.element(subject);
    return found == null ? "" : found;
  }

  /**
   * Text bodies say nothing of what they use, so their place among the changes may be too early.
   */
  private static boolean needsUncheckedBodies(List<Change> changes) {
    @Nullable Change routine = null;
    for (Change change : changes) {
      if (change instanceof Change.Drop) {
        continue;
      }
      if (routine != null && NAMED_IN_BODIES.contains(change.id().kind())) {
        return true;
      }
      if (change.id().kind() == ObjectKind.ROUTINE) {
        routine = change;
      }
    }
    return false;
  }
}
