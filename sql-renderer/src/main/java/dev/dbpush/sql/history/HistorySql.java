package dev.dbpush.sql.history;

import dev.dbpush.sql.syntax.Identifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements that create the history and the procedures of the session that guards and records
 * each segment. Thread-safe.
 *
 * <p>The procedures live in {@code pg_temp}: they end with the session, and a part of a script that
 * was pasted without its header fails at its first guard. Their own {@code search_path} is pinned, so
 * no object of a user's schema can be called in place of the server's (PostgreSQL documentation,
 * CREATE FUNCTION, "Writing SECURITY DEFINER functions safely", says how such a thing happens).
 */
public final class HistorySql {
  /** Which segment the guard has agreed to; kept in the session's mark, which {@code RESET} spares. */
  private static final String MARK = "(('x' || p_revision)::bit(48)::bigint * 10000 + p_segment)";

  private final HistoryTable table;

  /** For one history table. */
  public HistorySql(HistoryTable table) {
    this.table = table;
  }

  /** Creates both tables where they are missing; changes nothing where they exist. */
  public List<String> createTables() {
    String history =
        """
        CREATE TABLE IF NOT EXISTS %s (
          revision text PRIMARY KEY,
          parents text[] NOT NULL,
          slug text NOT NULL,
          checksum text NOT NULL,
          segments integer NOT NULL,
          segments_done integer NOT NULL,
          segment_started integer,
          segment_hashes text[],
          state text NOT NULL,
          direction text,
          applied_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
          applied_by text NOT NULL DEFAULT SESSION_USER,
          applied_via text NOT NULL,
          execution_ms bigint,
          script_digest text
        )"""
            .formatted(table.toSql());
    String settings =
        """
        CREATE TABLE IF NOT EXISTS %s (
          name text PRIMARY KEY,
          value text NOT NULL,
          set_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
          set_by text NOT NULL DEFAULT SESSION_USER
        )"""
            .formatted(table.settingsSql());
    String layout =
        "INSERT INTO %s (name, value) VALUES (%s, '%d') ON CONFLICT (name) DO NOTHING"
            .formatted(table.settingsSql(), Identifier.literal(layoutName()), HistoryTable.LAYOUT);
    return List.of(history, settings, layout);
  }

  /** The settings row that holds the layout's number of this history table. */
  String layoutName() {
    return "layout:" + table.name();
  }

  /**
   * What tells a guard that this session holds the lock and that its history was checked. A sequence
   * outlives {@code RESET ALL} and a rollback, can be written while the latch is on, and is read much
   * faster than {@code pg_locks}.
   */
  public String heldMark() {
    return "CREATE TEMPORARY SEQUENCE IF NOT EXISTS dbpush_held";
  }

  /**
   * Opens the session: refuses the wrong server, and says who holds the lock. Keeps the lock only when
   * asked to.
   *
   * @param trusted whether the engine has checked the history under the lock; the first guard of a
   *     script does it itself
   */
  public String openProcedure(Guard guard, boolean trusted) {
    return """
        CREATE OR REPLACE PROCEDURE pg_temp.dbpush_open(p_keep boolean DEFAULT false)
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $dbpush$
        DECLARE
          holder text;
          layout text;
        BEGIN
          IF pg_is_in_recovery() THEN
            RAISE EXCEPTION 'this server is a standby: it takes no writes'
              USING ERRCODE = 'DB003', HINT = 'Connect to the primary and run the script there.';
          END IF;
          %s
          IF to_regclass(%s) IS NOT NULL THEN
            EXECUTE %s INTO layout;
            IF layout::integer > %d THEN
              RAISE EXCEPTION 'the history of this database has layout %%, which is newer than this script knows', layout
                USING ERRCODE = 'DB006', HINT = 'Use the newer version of dbpush that wrote it.';
            END IF;
          END IF;
          IF NOT EXISTS (
            SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND classid = %d AND objid = %d AND objsubid = 1 AND granted
          ) THEN
            IF pg_try_advisory_lock(%d) THEN
              IF NOT p_keep THEN
                PERFORM pg_advisory_unlock(%d);
              END IF;
            ELSE
              SELECT format('pid %%s, application "%%s", role %%s, connected %%s', l.pid, a.application_name, a.usename, a.backend_start)
                INTO holder
                FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'advisory' AND l.classid = %d AND l.objid = %d AND l.objsubid = 1 AND l.granted
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database());
              RAISE EXCEPTION 'another push or script is at work on this database (%%)', coalesce(holder, 'it has just ended')
                USING ERRCODE = 'DB002', HINT = 'Wait until it has ended, then run this again. %s';
            END IF;
          END IF;
          IF NOT p_keep THEN
            PERFORM setval('pg_temp.dbpush_held', 1, %s);
          END IF;
          PERFORM set_config('default_transaction_read_only', 'off', false);
        END
        $dbpush$"""
        .formatted(
            guard.environmentChecks(),
            Identifier.literal(table.settingsSql()),
            Identifier.literal(
                "SELECT value FROM "
                    + table.settingsSql()
                    + " WHERE name = "
                    + Identifier.literal(layoutName())),
            HistoryTable.LAYOUT,
            high(),
            low(),
            table.lockKey(),
            table.lockKey(),
            high(),
            low(),
            UNLATCH_HINT,
            trusted);
  }

  static final String UNLATCH_HINT =
      "This session stays read-only until you run: SET default_transaction_read_only = off";

  /** Gives the lock back; the last line of a script. */
  public String finishProcedure() {
    return """
        CREATE OR REPLACE PROCEDURE pg_temp.dbpush_finish()
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $dbpush$
        BEGIN
          WHILE EXISTS (
            SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND classid = %d AND objid = %d AND objsubid = 1 AND granted
          ) LOOP
            PERFORM pg_advisory_unlock(%d);
          END LOOP;
          PERFORM setval('pg_temp.dbpush_held', 1, false);
          PERFORM set_config('default_transaction_read_only', 'off', false);
        END
        $dbpush$"""
        .formatted(high(), low(), table.lockKey());
  }

  /** The guard of a segment; unlatches the session as its last act. */
  public String startProcedure(Guard guard) {
    return """
        CREATE OR REPLACE PROCEDURE pg_temp.dbpush_start(
          p_direction text, p_revision text, p_parents text[], p_segment integer, p_segments integer, p_heads text[])
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $dbpush$
        DECLARE
          held boolean;
          mine record;
          found_heads text[];
          other text;
        BEGIN
          held := (SELECT is_called FROM pg_temp.dbpush_held);
          PERFORM setval('pg_temp.dbpush_held', 1, held);
          IF NOT held THEN
            CALL pg_temp.dbpush_open(true);
            PERFORM set_config('default_transaction_read_only', 'on', false);
          END IF;
          BEGIN
            SELECT h.state, h.direction, h.segments_done INTO mine FROM %1$s h WHERE h.revision = p_revision;
            IF p_direction = 'up' THEN
              IF p_segment = 1 AND mine.state = 'done' THEN
                RAISE EXCEPTION 'revision %% is already applied', p_revision
                  USING ERRCODE = 'DB001', HINT = 'Nothing to do for this step; db:status shows where the database is. %2$s';
              ELSIF p_segment > 1 AND (mine.state IS DISTINCT FROM 'running' OR mine.direction IS DISTINCT FROM 'up'
                  OR mine.segments_done IS DISTINCT FROM p_segment - 1)
                OR p_segment = 1 AND mine.state IS NOT NULL
                  AND (mine.state <> 'running' OR mine.direction IS DISTINCT FROM 'up' OR mine.segments_done <> 0) THEN
                RAISE EXCEPTION 'segment %% of revision %% cannot start: the history says %%', p_segment, p_revision,
                  CASE WHEN mine.state IS NULL THEN 'nothing of it is done'
                    ELSE format('%%s %%s, %%s segments done', mine.state, mine.direction, mine.segments_done) END
                  USING ERRCODE = 'DB001', HINT = 'Run the segments in their order; db:push goes on where the history stands. %2$s';
              END IF;
            ELSE
              IF mine.state IS NULL THEN
                RAISE EXCEPTION 'revision %% is not applied', p_revision
                  USING ERRCODE = 'DB001', HINT = 'Nothing to undo for this step; db:status shows where the database is. %2$s';
              ELSIF p_segment = 1 AND mine.state <> 'done'
                  AND (mine.direction IS DISTINCT FROM 'down' OR mine.segments_done <> 0)
                OR p_segment > 1 AND (mine.state <> 'running' OR mine.direction IS DISTINCT FROM 'down'
                  OR mine.segments_done <> p_segment - 1) THEN
                RAISE EXCEPTION 'segment %% of the downgrade of %% cannot start: the history says %%', p_segment, p_revision,
                  format('%%s %%s, %%s segments done', mine.state, mine.direction, mine.segments_done)
                  USING ERRCODE = 'DB001', HINT = 'Run the segments in their order; db:downgrade goes on where the history stands. %2$s';
              END IF;
            END IF;
            %3$s
          EXCEPTION WHEN OTHERS THEN
            IF NOT held THEN
              PERFORM pg_advisory_unlock(%4$d);
            END IF;
            RAISE;
          END;
          PERFORM setval('pg_temp.dbpush_held', %5$s, true);
          PERFORM set_config('default_transaction_read_only', 'off', false);
        END
        $dbpush$"""
        .formatted(table.toSql(), UNLATCH_HINT, guard.stateChecks(table), table.lockKey(), MARK);
  }

  /**
   * Drops the invalid index that a failed concurrent build left behind, and says so. Called by itself,
   * behind the guard: a transaction that began under the latch stays read-only.
   */
  public String dropInvalidProcedure() {
    return """
        CREATE OR REPLACE PROCEDURE pg_temp.dbpush_drop_invalid(p_index regclass)
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $dbpush$
        BEGIN
          IF NOT EXISTS (SELECT FROM pg_index i WHERE i.indexrelid = p_index AND NOT i.indisvalid)
            OR EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = p_index) THEN
            RETURN;
          END IF;
          RAISE WARNING 'dropped the invalid index %, left by a build that failed; it is built again', p_index;
          PERFORM set_config('lock_timeout', '10s', true);
          EXECUTE format('DROP INDEX %s', p_index);
        END
        $dbpush$""";
  }

  /** Records that a segment outside a transaction begins. */
  public String startedProcedure(String via, @Nullable String digest) {
    return """
        CREATE OR REPLACE PROCEDURE pg_temp.dbpush_started(
          p_direction text, p_revision text, p_parents text[], p_slug text, p_checksum text, p_segment integer, p_segments integer)
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $dbpush$
        DECLARE
          touched bigint;
        BEGIN
          IF (SELECT last_value FROM pg_temp.dbpush_held) <> %4$s THEN
            RAISE EXCEPTION 'segment %% of revision %% is not recorded: its guard did not agree', p_segment, p_revision
              USING ERRCODE = 'DB001';
          END IF;
          IF p_direction = 'up' AND p_segment = 1 THEN
            INSERT INTO %1$s AS h (revision, parents, slug, checksum, segments, segments_done, segment_started, segment_hashes, state, direction, applied_via, script_digest)
              VALUES (p_revision, p_parents, p_slug, p_checksum, p_segments, 0, 1, '{}', 'running', 'up', %2$s, %3$s)
              ON CONFLICT (revision) DO UPDATE SET segment_started = 1, checksum = EXCLUDED.checksum, segments = EXCLUDED.segments;
          ELSIF p_direction = 'up' THEN
            UPDATE %1$s h SET segment_started = p_segment, checksum = p_checksum, segments = p_segments
              WHERE h.revision = p_revision AND h.state = 'running' AND h.segments_done = p_segment - 1;
          ELSE
            UPDATE %1$s h SET state = 'running', direction = 'down', segment_started = p_segment, segments = p_segments, segments_done = p_segment - 1
              WHERE h.revision = p_revision;
          END IF;
          GET DIAGNOSTICS touched = ROW_COUNT;
          IF touched <> 1 THEN
            RAISE EXCEPTION 'the history row of %% was not written (%% rows)', p_revision, touched USING ERRCODE = 'DB001';
          END IF;
        END
        $dbpush$"""
        .formatted(
            table.toSql(), Identifier.literal(via), literalOrNull(digest), MARK);
  }

  /** Records that a segment is done; must touch exactly one row, or the transaction fails. */
  public String doneProcedure(String via, @Nullable String digest) {
    return """
        CREATE OR REPLACE PROCEDURE pg_temp.dbpush_done(
          p_direction text, p_revision text, p_parents text[], p_slug text, p_checksum text, p_segment integer, p_segments integer, p_hash text,
          p_expect text DEFAULT NULL, p_index regclass DEFAULT NULL)
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $dbpush$
        DECLARE
          touched bigint;
          ms bigint := (extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::bigint;
        BEGIN
          IF (SELECT last_value FROM pg_temp.dbpush_held) <> %4$s THEN
            RAISE EXCEPTION 'segment %% of revision %% is not recorded: its guard did not agree', p_segment, p_revision
              USING ERRCODE = 'DB001';
          END IF;
          IF p_expect = 'valid' AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indexrelid = p_index AND i.indisvalid)
            OR p_expect = 'gone' AND p_index IS NOT NULL THEN
            RAISE EXCEPTION 'segment %% of revision %% failed: its index is %%', p_segment, p_revision,
              CASE WHEN p_expect = 'gone' THEN 'still there' WHEN p_index IS NULL THEN 'not there' ELSE 'not valid' END
              USING ERRCODE = 'DB007', HINT = 'Look at the error of the statement before; then run this again.';
          END IF;
          IF p_direction = 'down' AND p_segment = p_segments THEN
            DELETE FROM %1$s h WHERE h.revision = p_revision;
          ELSIF p_direction = 'down' THEN
            UPDATE %1$s h SET state = 'running', direction = 'down', segments = p_segments, segments_done = p_segment, segment_started = NULL
              WHERE h.revision = p_revision;
          ELSE
            UPDATE %1$s h SET segments_done = p_segment, segment_started = NULL, segments = p_segments, checksum = p_checksum,
                segment_hashes = h.segment_hashes || p_hash, state = CASE WHEN p_segment = p_segments THEN 'done' ELSE 'running' END,
                applied_at = clock_timestamp(), applied_via = %2$s, script_digest = %3$s,
                execution_ms = CASE WHEN h.segment_started = p_segment
                  THEN coalesce(h.execution_ms, 0) + greatest(0, (extract(epoch FROM clock_timestamp() - h.applied_at) * 1000)::bigint)
                  ELSE coalesce(h.execution_ms, 0) + ms END
              WHERE h.revision = p_revision AND h.state = 'running' AND h.direction = 'up' AND h.segments_done = p_segment - 1;
            IF NOT FOUND AND p_segment = 1 THEN
              INSERT INTO %1$s (revision, parents, slug, checksum, segments, segments_done, segment_hashes, state, direction, applied_via, execution_ms, script_digest)
                VALUES (p_revision, p_parents, p_slug, p_checksum, p_segments, 1, ARRAY[p_hash], CASE WHEN p_segments = 1 THEN 'done' ELSE 'running' END, 'up', %2$s, ms, %3$s);
            END IF;
          END IF;
          GET DIAGNOSTICS touched = ROW_COUNT;
          IF touched <> 1 THEN
            RAISE EXCEPTION 'the history row of %% was not written (%% rows)', p_revision, touched
              USING ERRCODE = 'DB001', HINT = 'Something else wrote the history at the same time; the step is rolled back.';
          END IF;
        END
        $dbpush$"""
        .formatted(table.toSql(), Identifier.literal(via), literalOrNull(digest), MARK);
  }

  /**
   * Tells an idempotent script whether a segment is applied already. Raises where what was applied is
   * not what the script holds.
   */
  public String appliedFunction() {
    return """
        CREATE OR REPLACE FUNCTION pg_temp.dbpush_applied(
          p_direction text, p_revision text, p_checksum text, p_segment integer, p_hash text) RETURNS boolean
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $dbpush$
        DECLARE
          mine record;
        BEGIN
          SELECT h.state, h.direction, h.segments_done, h.segment_hashes, h.checksum INTO mine FROM %1$s h WHERE h.revision = p_revision;
          IF p_direction = 'down' THEN
            RETURN mine.state IS NULL OR mine.state = 'running' AND mine.direction = 'down' AND mine.segments_done >= p_segment;
          ELSIF mine.state = 'done' THEN
            IF mine.checksum <> p_checksum THEN
              RAISE EXCEPTION 'revision %% was applied with other contents than this script holds', p_revision
                USING ERRCODE = 'DB001', HINT = 'Render the script from the files that were applied; db:status names the edited ones.';
            END IF;
            RETURN true;
          ELSIF mine.state = 'running' AND mine.direction = 'up' AND mine.segments_done >= p_segment THEN
            IF mine.segment_hashes[p_segment] <> p_hash THEN
              RAISE EXCEPTION 'segment %% of revision %% is done, and was edited since', p_segment, p_revision
                USING ERRCODE = 'DB001', HINT = 'Restore what is done: only the rest may be mended.';
            END IF;
            RETURN true;
          END IF;
          RETURN false;
        END
        $dbpush$"""
        .formatted(table.toSql());
  }

  private static String literalOrNull(@Nullable String value) {
    return value == null ? "NULL" : Identifier.literal(value);
  }

  /** The halves of the lock's key, as {@code pg_locks} shows a bigint key. PostgreSQL documentation, 54.12. */
  private long high() {
    return table.lockKey() >>> 32;
  }

  private long low() {
    return table.lockKey() & 0xffffffffL;
  }
}
