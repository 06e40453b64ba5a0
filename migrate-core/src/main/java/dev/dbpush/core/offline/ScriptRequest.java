package dev.dbpush.core.offline;

import dev.dbpush.core.chain.Target;
import dev.dbpush.sql.hazard.HazardPolicy;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.text.TextOptions;
import org.jspecify.annotations.Nullable;

/**
 * Which script, and how it is to be written.
 *
 * @param direction push or downgrade
 * @param from where it starts; null for where the configured database's history is
 * @param to where it leads
 * @param text how it is written
 * @param hazards which hazards are quiet, and which refuse the script
 * @param database the only database that its guards accept; null for any
 * @param servers the server versions that its guards accept; null for any
 */
public record ScriptRequest(
    Direction direction,
    @Nullable Target from,
    Target to,
    TextOptions text,
    HazardPolicy hazards,
    @Nullable String database,
    @Nullable ServerRange servers) {

  /** A push to the head from where the database is, for psql. */
  public static ScriptRequest push() {
    return new ScriptRequest(
        Direction.UP, null, Target.HEAD, TextOptions.DEFAULT, HazardPolicy.NONE, null, null);
  }

  /** The same between other places. */
  public ScriptRequest between(@Nullable Target start, Target end) {
    return new ScriptRequest(direction, start, end, text, hazards, database, servers);
  }

  /** The same as a downgrade, or as a push. */
  public ScriptRequest going(Direction other) {
    return new ScriptRequest(other, from, to, text, hazards, database, servers);
  }

  /** The same, written in another way. */
  public ScriptRequest written(TextOptions other) {
    return new ScriptRequest(direction, from, to, other, hazards, database, servers);
  }

  /** The same with other hazards allowed and denied. */
  public ScriptRequest judged(HazardPolicy policy) {
    return new ScriptRequest(direction, from, to, text, policy, database, servers);
  }

  /** The same for one database and these servers only; null for any. */
  public ScriptRequest only(@Nullable String name, @Nullable ServerRange range) {
    return new ScriptRequest(direction, from, to, text, hazards, name, range);
  }
}
