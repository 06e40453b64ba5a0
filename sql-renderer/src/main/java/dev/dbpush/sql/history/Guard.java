package dev.dbpush.sql.history;

import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the guards of a script check beside the step itself.
 *
 * @param database the database that the script is for, or null for any
 * @param minServer lowest server version, as major number; 0 for any
 * @param maxServer highest server version, as major number; 0 for any
 * @param exact true where the history must be exactly what the script starts from; false for an
 *     idempotent script, which serves databases at different revisions
 * @param known every revision of the chain; only checked where {@code exact} is false
 * @param sparesProtected whether a downgrade of a protected database is refused
 */
public record Guard(
    @Nullable String database,
    int minServer,
    int maxServer,
    boolean exact,
    List<String> known,
    boolean sparesProtected) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the database's name is none that a server has
   */
  public Guard {
    if (database != null) {
      Names.require("the database's name", database);
    }
    known = List.copyOf(known);
  }

  /** A guard that does not look whether the database is protected. */
  public Guard(
      @Nullable String database, int minServer, int maxServer, boolean exact, List<String> known) {
    this(database, minServer, maxServer, exact, known, false);
  }

  /** The same, and a downgrade of a protected database is refused. */
  public Guard sparingProtected() {
    return new Guard(database, minServer, maxServer, exact, known, true);
  }

  /** Accepts any database and server, and wants the exact starting state. */
  public static Guard exactState() {
    return new Guard(null, 0, 0, true, List.of());
  }

  /** PL/pgSQL that refuses the wrong database and server. */
  String environmentChecks() {
    List<String> checks = new ArrayList<>();
    if (database != null) {
      checks.add(
          """
          IF current_database() <> %1$s THEN
              RAISE EXCEPTION 'this script is for database %%, not for %%', %1$s, current_database()
                USING ERRCODE = 'DB004', HINT = 'Connect to the right database and run the script there.';
            END IF;"""
              .formatted(Identifier.literal(database)));
    }
    if (minServer > 0) {
      checks.add(
          """
          IF current_setting('server_version_num')::int / 10000 NOT BETWEEN %1$d AND %2$d THEN
              RAISE EXCEPTION 'this script is for PostgreSQL %1$d to %2$d, not for %%', current_setting('server_version')
                USING ERRCODE = 'DB005', HINT = 'Render it again for this server: set db.serverVersion to its major number.';
            END IF;"""
              .formatted(minServer, maxServer));
    }
    return String.join("\n    ", checks);
  }

  /** PL/pgSQL that compares the history with what the step starts from. */
  String stateChecks(HistoryTable table) {
    String state = exact ? exactChecks(table) : idempotentChecks(table);
    return sparesProtected ? protection(table) + "\n    " + state : state;
  }

  /** Costs a push nothing: the mark is only looked for on the way down. */
  private static String protection(HistoryTable table) {
    return """
        IF p_direction = 'down' AND EXISTS (SELECT FROM %1$s p WHERE p.name = 'protected') THEN
            RAISE EXCEPTION 'this database is protected: nothing is downgraded from here'
              USING ERRCODE = 'DB009', HINT = 'Approve the downgrade script with db.approved, or run it by hand. %2$s';
          END IF;"""
        .formatted(table.settingsSql(), HistorySql.UNLATCH_HINT);
  }

  private static String exactChecks(HistoryTable table) {
    return """
        IF (p_segment = 1 OR p_direction = 'up') AND (NOT held OR (
            SELECT count(*) FROM %1$s h WHERE h.revision = ANY (p_heads)
              AND (h.state = 'done' OR h.revision = p_revision AND p_direction = 'down')) <> cardinality(p_heads)) THEN
            SELECT coalesce(array_agg(r ORDER BY r), '{}') INTO found_heads FROM (
              SELECT h.revision FROM %1$s h
                WHERE h.state = 'done' OR h.revision = p_revision AND p_direction = 'down'
              EXCEPT SELECT unnest(h.parents) FROM %1$s h
                WHERE h.state = 'done' OR h.revision = p_revision AND p_direction = 'down') AS x(r);
            IF found_heads <> p_heads THEN
              RAISE EXCEPTION 'revision %% starts from %%, but this database is at %%', p_revision,
                CASE WHEN p_heads = '{}' THEN 'base' ELSE array_to_string(p_heads, ', ') END,
                CASE WHEN found_heads = '{}' THEN 'base' ELSE array_to_string(found_heads, ', ') END
                USING ERRCODE = 'DB001', HINT = 'Render the script for this database, or run what is missing first. %2$s';
            END IF;
          END IF;
          IF NOT held THEN
            SELECT h.revision INTO other FROM %1$s h WHERE h.state <> 'done' AND h.revision <> p_revision LIMIT 1;
            IF other IS NOT NULL THEN
              RAISE EXCEPTION 'revision %% is half done in this database', other
                USING ERRCODE = 'DB001', HINT = 'Finish it first with db:push or db:downgrade. %2$s';
            END IF;
          END IF;"""
        .formatted(table.toSql(), HistorySql.UNLATCH_HINT);
  }

  private String idempotentChecks(HistoryTable table) {
    return """
        IF p_direction = 'up' AND p_segment = 1 THEN
            SELECT p INTO other FROM unnest(p_parents) AS p
              WHERE NOT EXISTS (SELECT FROM %1$s h WHERE h.revision = p AND h.state = 'done') LIMIT 1;
            IF other IS NOT NULL THEN
              RAISE EXCEPTION 'revision %% needs its parent %%, which is not applied', p_revision, other
                USING ERRCODE = 'DB001', HINT = 'Run the whole script from its first line. %3$s';
            END IF;
          END IF;
          IF p_direction = 'down' AND p_segment = 1 THEN
            SELECT h.revision INTO other FROM %1$s h WHERE h.revision <> p_revision AND p_revision = ANY (h.parents) LIMIT 1;
            IF other IS NOT NULL THEN
              RAISE EXCEPTION 'revision %% still has its child %% applied', p_revision, other
                USING ERRCODE = 'DB001', HINT = 'Run the whole script from its first line. %3$s';
            END IF;
          END IF;
          IF NOT held THEN
            SELECT h.revision INTO other FROM %1$s h WHERE h.revision <> ALL (%2$s) ORDER BY 1 LIMIT 1;
            IF other IS NOT NULL THEN
              RAISE EXCEPTION 'the history holds revision %%, which this script does not know', other
                USING ERRCODE = 'DB001', HINT = 'Render the script from the chain that this database belongs to. %3$s';
            END IF;
            SELECT h.revision INTO other FROM %1$s h, unnest(h.parents) AS p
              WHERE NOT EXISTS (SELECT FROM %1$s q WHERE q.revision = p) ORDER BY 1 LIMIT 1;
            IF other IS NOT NULL THEN
              RAISE EXCEPTION 'the history holds revision %% without its parent', other
                USING ERRCODE = 'DB001', HINT = 'Look at db:history; db:stamp can set it right. %3$s';
            END IF;
          END IF;"""
        .formatted(table.toSql(), ArrayLiteral.of(known) + "::text[]", HistorySql.UNLATCH_HINT);
  }
}
