package dev.dbpush.sql.hazard;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What one statement costs.
 *
 * @param strongest the strongest lock on a table that others can use; a table that the same script
 *     made is none
 * @param locks those tables, strongest lock first, then by name
 * @param rewrites tables that are written anew
 * @param scans tables that are read as a whole
 * @param hazards what may go wrong, the loudest first, then by rule id
 * @param changes what the statement adds, changes or drops
 */
public record Assessment(
    LockMode strongest,
    List<LockedTable> locks,
    Set<String> rewrites,
    Set<String> scans,
    List<Hazard> hazards,
    List<ObjectChange> changes) {

  /** A statement that costs nothing. */
  public static final Assessment NOTHING =
      new Assessment(LockMode.NONE, List.of(), Set.of(), Set.of(), List.of(), List.of());

  /** Copies the lists; sets keep the order that they come in. */
  public Assessment {
    locks = List.copyOf(locks);
    hazards = List.copyOf(hazards);
    changes = List.copyOf(changes);
  }

  /** What others cannot do meanwhile. */
  public enum Blocks {
    /** Plain SELECT. */
    READS,
    /** INSERT, UPDATE, DELETE. */
    WRITES
  }

  /** Whether a table in use is written anew. */
  public boolean rewritesTable() {
    return !rewrites.isEmpty();
  }

  /** Whether a table in use is read as a whole. */
  public boolean scansTable() {
    return !scans.isEmpty();
  }

  /** What others cannot do on the locked tables while it runs, and until its transaction ends. */
  public Set<Blocks> blocks() {
    if (strongest.blocksReads()) {
      return EnumSet.allOf(Blocks.class);
    }
    return strongest.blocksWrites() ? EnumSet.of(Blocks.WRITES) : EnumSet.noneOf(Blocks.class);
  }

  /** Whether others wait for as long as a table is large. */
  public boolean needsMaintenanceWindow() {
    return strongest.blocksWrites() && (rewritesTable() || scansTable());
  }

  /** Whether this rule found something. */
  public boolean has(HazardRule rule) {
    return hazards.stream().anyMatch(hazard -> hazard.rule() == rule);
  }

  /** The same without the hazards of some rules. */
  public Assessment without(Set<HazardRule> allowed) {
    if (hazards.stream().noneMatch(hazard -> allowed.contains(hazard.rule()))) {
      return this;
    }
    List<Hazard> left = hazards.stream().filter(h -> !allowed.contains(h.rule())).toList();
    return new Assessment(strongest, locks, rewrites, scans, left, changes);
  }
}
