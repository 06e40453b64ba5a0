package dev.dbpush.sql.script;

import dev.dbpush.sql.file.PgDuration;
import dev.dbpush.sql.script.ScriptStatement.Role;
import dev.dbpush.sql.syntax.Identifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that put a session into a known state, whatever a migration or a client left in it.
 *
 * <p>The latch makes every write fail until a guard has agreed: a client that goes on after an error
 * cannot run a step whose guard refused.
 */
final class Session {
  /** Ends what a migration may have changed. {@code DISCARD ALL} would drop the procedures too. */
  static final List<ScriptStatement> RESET =
      session(
          "RESET SESSION AUTHORIZATION", "RESET ROLE", "RESET ALL", "CLOSE ALL", "UNLISTEN *");

  private static final String LATCH = "SET default_transaction_read_only = on";

  private final List<ScriptStatement> prologue;
  private final String pinned;
  private final ScriptStatement pinnedPath;

  Session(List<String> searchPath) {
    String path =
        searchPath.isEmpty()
            ? "''"
            : searchPath.stream().map(Identifier::quote).collect(Collectors.joining(", "));
    pinnedPath = ScriptStatement.own(Role.SESSION, "SET search_path = " + path);
    List<String> pins =
        List.of(
            "SET client_encoding = 'UTF8'",
            "SET standard_conforming_strings = on",
            pinnedPath.sql(),
            "SET TimeZone = 'UTC'",
            "SET DateStyle = 'ISO, MDY'",
            "SET IntervalStyle = 'postgres'",
            "SET default_tablespace = ''",
            "SET check_function_bodies = on",
            "SET row_security = on");
    pinned = String.join(";\n", pins);
    List<ScriptStatement> all = new ArrayList<>(RESET);
    all.addAll(session(LATCH));
    all.addAll(session(pins.toArray(String[]::new)));
    prologue = List.copyOf(all);
  }

  /** Reset, latch and pinned settings, at the start of each segment. */
  List<ScriptStatement> prologue() {
    return prologue;
  }

  /** The pinned {@code search_path} alone. */
  ScriptStatement searchPath() {
    return pinnedPath;
  }

  /** The pinned settings as one text; part of every step's hash. */
  String pinned() {
    return pinned;
  }

  /** The timeouts of a transaction or, with an empty scope, of the session. */
  static List<ScriptStatement> timeouts(String scope, Duration lock, Duration statement) {
    return session(
        "SET " + scope + "lock_timeout = '" + PgDuration.format(lock) + "'",
        "SET " + scope + "statement_timeout = '" + PgDuration.format(statement) + "'");
  }

  private static List<ScriptStatement> session(String... texts) {
    List<ScriptStatement> statements = new ArrayList<>(texts.length);
    for (String text : texts) {
      statements.add(ScriptStatement.own(Role.SESSION, text));
    }
    return List.copyOf(statements);
  }
}
