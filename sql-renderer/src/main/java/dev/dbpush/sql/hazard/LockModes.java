package dev.dbpush.sql.hazard;

import dev.dbpush.sql.alter.AlterAction;
import dev.dbpush.sql.alter.AlterAction.Flag;
import dev.dbpush.sql.alter.ConstraintSpec;
import java.util.Set;

/**
 * The lock that an action of ALTER TABLE takes on its table. The statement takes the strongest of
 * its actions'. PostgreSQL documentation, reference page ALTER TABLE, and {@code
 * AlterTableGetLockLevel} in its source.
 */
final class LockModes {
  private LockModes() {}

  static LockMode of(AlterAction action, KnownTable table, Set<String> strongOptions) {
    return switch (action.kind()) {
      case SET_STATISTICS, SET_COLUMN_OPTIONS, RESET_COLUMN_OPTIONS, CLUSTER_ON,
          SET_WITHOUT_CLUSTER, VALIDATE_CONSTRAINT, ATTACH_PARTITION ->
          LockMode.SHARE_UPDATE_EXCLUSIVE;
      case SET_OPTIONS, RESET_OPTIONS ->
          action.parameters().stream().anyMatch(strongOptions::contains)
                  || table.kind == KnownTable.Kind.VIEW
              ? LockMode.ACCESS_EXCLUSIVE
              : LockMode.SHARE_UPDATE_EXCLUSIVE;
      case DETACH_PARTITION ->
          action.has(Flag.CONCURRENTLY) || action.has(Flag.FINALIZE)
              ? LockMode.SHARE_UPDATE_EXCLUSIVE
              : LockMode.ACCESS_EXCLUSIVE;
      case ENABLE_TRIGGER, DISABLE_TRIGGER -> LockMode.SHARE_ROW_EXCLUSIVE;
      case ADD_CONSTRAINT ->
          action.constraint() != null
                  && action.constraint().kind() == ConstraintSpec.Kind.FOREIGN_KEY
              ? LockMode.SHARE_ROW_EXCLUSIVE
              : LockMode.ACCESS_EXCLUSIVE;
      default -> LockMode.ACCESS_EXCLUSIVE;
    };
  }
}
