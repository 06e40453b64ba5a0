package dev.dbpush.sql.script.text;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.hazard.AssessedStatement;
import dev.dbpush.sql.hazard.Hazard;
import dev.dbpush.sql.hazard.LockMode;
import dev.dbpush.sql.hazard.LockedTable;
import dev.dbpush.sql.hazard.Severity;
import dev.dbpush.sql.history.Guard;
import dev.dbpush.sql.script.Script;
import dev.dbpush.sql.syntax.Identifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks what a script would meet: rights, locks, long transactions, and the rows behind each risk.
 */
final class PreflightText {
  private final Script script;
  private final List<MigrationFile> chain;
  private final ScriptAssessment assessment;
  private final TextOptions options;

  PreflightText(
      Script script, List<MigrationFile> chain, ScriptAssessment assessment, TextOptions options) {
    this.script = script;
    this.chain = chain;
    this.assessment = assessment;
    this.options = options;
  }

  void write(Lines lines) throws IOException {
    ReadOnlyText.write(
        lines,
        new HeaderText(lines, script, chain, options),
        "preflight",
        List.of(
            "Read-only. STOP: the script would be refused. LOOK: it may wait, or make others wait.",
            "Rows and bytes are those of the server's statistics. A table without them is made by",
            "the script itself, or was never analyzed."),
        script,
        options,
        () -> questions(lines));
  }

  private void questions(Lines lines) throws IOException {
    environment(lines);
    Set<String> tables = lockedTables();
    if (!tables.isEmpty()) {
      locks(lines, tables);
    }
    risks(lines);
  }

  private void environment(Lines lines) throws IOException {
    Guard guard = script.options().guard();
    String schema = Identifier.literal(script.options().table().schema());
    String server =
        guard.minServer() > 0
            ? "current_setting('server_version_num')::int / 10000 BETWEEN "
                + guard.minServer()
                + " AND "
                + guard.maxServer()
            : "current_setting('server_version_num')::int >= 140000";
    long key = script.options().table().lockKey();
    List<String> rows = new ArrayList<>();
    rows.add(check("server version", "current_setting('server_version')", server, "STOP"));
    rows.add(check("primary", "pg_is_in_recovery()::text", "NOT pg_is_in_recovery()", "STOP"));
    if (guard.database() != null) {
      String wanted = Identifier.literal(guard.database());
      rows.add(
          check("database", "current_database()::text", "current_database() = " + wanted, "STOP"));
    }
    rows.add(
        check(
            "TEMP on the database",
            "current_user::text",
            "has_database_privilege(current_database(), 'TEMP')",
            "STOP"));
    rows.add(
        check(
            "CREATE on the history's schema",
            schema,
            "coalesce(has_schema_privilege(to_regnamespace(quote_ident("
                + schema
                + ")), 'CREATE'), false) OR to_regclass("
                + Identifier.literal(script.options().table().toSql())
                + ") IS NOT NULL",
            "STOP"));
    String holder =
        "SELECT l.pid FROM pg_locks l WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND"
            + " l.granted AND l.classid = "
            + (key >>> 32)
            + " AND l.objid = "
            + (key & 0xffffffffL)
            + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    rows.add(
        check(
            "no other push or script",
            "coalesce((SELECT 'pid ' || p.pid FROM (" + holder + ") p LIMIT 1), 'none')",
            "NOT EXISTS (" + holder + ")",
            "STOP"));
    String old =
        "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
            + " AND xact_start < now() - interval '5 minutes'";
    rows.add(
        check(
            "no transaction older than 5 minutes",
            "(SELECT count(*)::text " + old + ")",
            "NOT EXISTS (SELECT " + old + ")",
            "LOOK"));
    lines.comment("where it would run");
    lines.line(
        "SELECT CASE WHEN good THEN 'ok' ELSE verdict END AS verdict, what, found FROM (VALUES");
    lines.line(String.join(",\n", rows));
    lines.line(") AS x (what, found, good, verdict);");
    lines.empty();
  }

  private static String check(String what, String found, String good, String verdict) {
    return "  (%s, %s, %s, '%s')".formatted(Identifier.literal(what), found, good, verdict);
  }

  private Set<String> lockedTables() {
    Set<String> tables = new LinkedHashSet<>();
    for (AssessedStatement statement : assessment.statements()) {
      for (LockedTable locked : statement.assessment().locks()) {
        if (locked.mode().compareTo(LockMode.SHARE) >= 0) {
          tables.add(locked.table().toSql());
        }
      }
    }
    return tables;
  }

  private void locks(Lines lines, Set<String> tables) throws IOException {
    lines.comment("who holds a table that the script locks against writes");
    lines.line("SELECT 'LOOK' AS verdict, x.relation AS what, l.mode || ', pid ' || l.pid || ', '");
    lines.line(
        "  || coalesce(a.application_name, '') || ', since ' || coalesce(a.xact_start::text, '?')"
            + " AS found");
    lines.line("FROM (VALUES");
    lines.line(
        tables.stream()
            .map(table -> "  (" + Identifier.literal(table) + ")")
            .collect(Collectors.joining(",\n")));
    lines.line(") AS x (relation)");
    lines.line(
        "JOIN pg_catalog.pg_locks l ON l.relation = pg_catalog.to_regclass(x.relation) AND"
            + " l.granted");
    lines.line("LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid");
    lines.line("WHERE l.pid <> pg_catalog.pg_backend_pid() ORDER BY 2, 3;");
    lines.empty();
  }

  private void risks(Lines lines) throws IOException {
    Set<String> rows = new LinkedHashSet<>();
    for (AssessedStatement statement : assessment.statements()) {
      for (Hazard hazard : statement.assessment().hazards()) {
        if (hazard.severity() != Severity.NOTE) {
          rows.add(row(statement, hazard));
        }
      }
    }
    if (rows.isEmpty()) {
      lines.comment("no risks that the statements tell of");
      return;
    }
    lines.comment("the rows behind each risk");
    lines.line("SELECT 'LOOK' AS verdict, x.rule AS what, x.place, x.about, x.relation,");
    lines.line("  CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint END AS rows,");
    lines.line("  pg_catalog.pg_size_pretty(pg_catalog.pg_total_relation_size(c.oid)) AS size");
    lines.line("FROM (VALUES");
    lines.line(String.join(",\n", rows));
    lines.line(") AS x (rule, place, about, relation)");
    lines.line("LEFT JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(x.relation)");
    lines.line("ORDER BY c.reltuples DESC NULLS LAST, 3, 2;");
  }

  private static String row(AssessedStatement statement, Hazard hazard) {
    Set<String> tables = new LinkedHashSet<>(statement.assessment().rewrites());
    tables.addAll(statement.assessment().scans());
    statement.assessment().locks().forEach(locked -> tables.add(locked.table().toSql()));
    String table = tables.isEmpty() ? "NULL" : Identifier.literal(tables.iterator().next());
    return "  (%s, %s, %s, %s)"
        .formatted(
            Identifier.literal(hazard.id()),
            Identifier.literal(statement.place()),
            Identifier.literal(Lines.flat(hazard.what())),
            table);
  }
}
