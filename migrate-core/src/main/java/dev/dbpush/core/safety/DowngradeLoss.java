package dev.dbpush.core.safety;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.sql.hazard.AssessedStatement;
import dev.dbpush.sql.hazard.Assessment;
import dev.dbpush.sql.hazard.HazardPolicy;
import dev.dbpush.sql.hazard.ObjectChange;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.script.text.ScriptAssessment;
import dev.dbpush.sql.syntax.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the down sections of a script drop, and how many rows go with it. */
final class DowngradeLoss {
  private static final Set<String> WITH_ROWS =
      Set.of("table", "materialized view", "foreign table");

  private final Script script;
  private final Chain chain;

  DowngradeLoss(Script script, Chain chain) {
    this.script = script;
    this.chain = chain;
  }

  /**
   * An object that is dropped.
   *
   * @param table whose rows are concerned; null where there are none
   */
  private record Lost(String what, @Nullable String table) {}

  /** A line an object: {@code table member: 3 rows}. */
  List<String> lines(Connection connection) throws SQLException {
    Set<Lost> lost = lost();
    Map<String, Long> estimates = estimates(connection, lost);
    Map<String, String> rows = RowCounts.of(connection, estimates);
    return lost.stream()
        .map(
            one -> one.what() + (rows.containsKey(one.table()) ? ": " + rows.get(one.table()) : ""))
        .distinct()
        .toList();
  }

  private Set<Lost> lost() {
    Set<Lost> lost = new LinkedHashSet<>();
    ScriptAssessment.of(script, chain.revisions(), HazardPolicy.NONE).steps().stream()
        .flatMap(step -> step.statements().stream())
        .map(AssessedStatement::assessment)
        .forEach(
            assessment ->
                assessment.changes().stream()
                    .filter(change -> change.action() == ObjectChange.Action.DROP)
                    .forEach(change -> lost.add(lost(change, assessment))));
    return lost;
  }

  private static Lost lost(ObjectChange change, Assessment assessment) {
    String table = null;
    if (WITH_ROWS.contains(change.kind())) {
      table = change.name();
    } else if (change.kind().equals("column") && !assessment.locks().isEmpty()) {
      table = assessment.locks().get(0).table().toSql();
    }
    return new Lost(change.kind() + " " + change.name(), table);
  }

  /** Names are found as the script finds them. */
  private Map<String, Long> estimates(Connection connection, Set<Lost> lost) throws SQLException {
    List<String> tables = new ArrayList<>();
    lost.forEach(
        one -> {
          if (one.table() != null) {
            tables.add(one.table());
          }
        });
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(
          "SET search_path = "
              + script.options().searchPath().stream()
                  .map(Identifier::quote)
                  .collect(Collectors.joining(", ")));
    }
    Map<String, Long> estimates = new LinkedHashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT n.name, greatest(c.reltuples::bigint,"
                + " pg_catalog.pg_stat_get_live_tuples(c.oid)) FROM unnest(?::text[]) WITH"
                + " ORDINALITY AS n (name, number) JOIN pg_catalog.pg_class c ON c.oid ="
                + " pg_catalog.to_regclass(n.name) WHERE c.relkind IN ('r', 'p', 'm') ORDER BY"
                + " n.number")) {
      statement.setArray(1, connection.createArrayOf("text", tables.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          estimates.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return estimates;
  }
}
