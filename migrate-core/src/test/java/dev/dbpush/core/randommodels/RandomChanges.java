package dev.dbpush.core.randommodels;

import dev.dbpush.sql.schema.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Random statements on a schema, more of the common kinds and fewer of the rare ones. */
final class RandomChanges {
  private record Kind(int growing, int changing, Function<World, String> statement) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(30, 6, TableStatements::create),
          new Kind(6, 6, TableStatements::attach),
          new Kind(4, 8, TableStatements::alter),
          new Kind(6, 8, ColumnStatements::add),
          new Kind(0, 6, ColumnStatements::drop),
          new Kind(0, 3, ColumnStatements::rename),
          new Kind(2, 12, ColumnStatements::retype),
          new Kind(8, 14, ColumnStatements::alter),
          new Kind(2, 2, ColumnStatements::serial),
          new Kind(4, 3, ColumnStatements::generated),
          new Kind(12, 8, KeyStatements::constraint),
          new Kind(12, 8, KeyStatements::foreignKey),
          new Kind(14, 8, KeyStatements::index),
          new Kind(1, 8, KeyStatements::alterConstraint),
          new Kind(1, 5, KeyStatements::alterIndex),
          new Kind(14, 4, TypeStatements::create),
          new Kind(1, 8, TypeStatements::alter),
          new Kind(16, 6, RoutineStatements::create),
          new Kind(1, 8, RoutineStatements::alter),
          new Kind(2, 1, RoutineStatements::textSearchOrCollation),
          new Kind(14, 6, ViewStatements::create),
          new Kind(1, 7, ViewStatements::alter),
          new Kind(6, 4, OtherStatements::trigger),
          new Kind(1, 4, OtherStatements::alterTrigger),
          new Kind(2, 2, OtherStatements::rule),
          new Kind(5, 4, OtherStatements::policy),
          new Kind(4, 4, OtherStatements::sequence),
          new Kind(3, 2, OtherStatements::statistics),
          new Kind(8, 5, OtherStatements::comment),
          new Kind(8, 5, OtherStatements::grant),
          new Kind(2, 1, OtherStatements::defaultPrivileges),
          new Kind(0, 7, OtherStatements::drop));

  private RandomChanges() {}

  /**
   * Some statements; PostgreSQL may refuse one or the other.
   *
   * @param growing whether the schema is to grow, rather than to change
   */
  static List<String> of(Snapshot snapshot, Random random, int count, boolean growing) {
    World world = new World(snapshot, random);
    int sum = KINDS.stream().mapToInt(k -> growing ? k.growing : k.changing).sum();
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int left = random.nextInt(sum);
      for (Kind kind : KINDS) {
        left -= growing ? kind.growing : kind.changing;
        if (left < 0) {
          try {
            statements.add(kind.statement.apply(world));
          } catch (World.NothingThere e) {
            // nothing of the kind to work on yet
          }
          break;
        }
      }
    }
    return statements;
  }
}
