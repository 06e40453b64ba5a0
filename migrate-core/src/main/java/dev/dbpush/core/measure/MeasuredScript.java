package dev.dbpush.core.measure;

import dev.dbpush.core.Migrations;
import dev.dbpush.core.scratch.ScratchServer;
import dev.dbpush.sql.script.Script;
import java.util.List;

/**
 * A script's statements with what the rules say of them and what they did on a scratch database.
 *
 * @param server the server's version as it tells it, such as {@code 17.6}
 * @param statements the statements of the script's files in their order, as they were before any were
 *     merged
 */
public record MeasuredScript(String server, List<MeasuredStatement> statements) {

  /** Copies the list. */
  public MeasuredScript {
    statements = List.copyOf(statements);
  }

  /**
   * Pushes what lies before a script to an empty database, then runs the script's statements there,
   * each in a transaction of its own, and drops the database.
   *
   * @param migrations the chain that the script's steps are of
   * @param script up or down
   * @param server where the scratch database is made
   * @throws dev.dbpush.core.MigrationException where a statement fails, with its place
   * @throws dev.dbpush.core.chain.ChainException where a statement of the chain would change more than
   *     its database, on a server that is not thrown away
   */
  public static MeasuredScript of(Migrations migrations, Script script, ScratchServer server) {
    return new ScriptMeasurement(migrations, script).run(server);
  }

  /** The statements of which the rules say something else than what was measured. */
  public List<MeasuredStatement> different() {
    return statements.stream().filter(one -> !one.differences().isEmpty()).toList();
  }
}
