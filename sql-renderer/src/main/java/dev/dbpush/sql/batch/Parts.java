package dev.dbpush.sql.batch;

import dev.dbpush.sql.alter.AlterAction;
import dev.dbpush.sql.alter.AlterAction.Flag;
import dev.dbpush.sql.alter.ColumnSpec;
import dev.dbpush.sql.alter.ColumnSpec.Generation;
import dev.dbpush.sql.alter.ConstraintSpec;
import dev.dbpush.sql.batch.Part.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes an action apart. */
final class Parts {
  private Parts() {}

  /** The parts of an action; null if it always stands alone. */
  static @Nullable List<Part> of(AlterAction action) {
    if (action.kind() == dev.dbpush.sql.alter.AlterKind.ADD_COLUMN) {
      return action.definition() == null ? null : column(action.definition());
    }
    if (action.constraint() != null) {
      return List.of(Part.constraint(null, action.constraint(), reads(action.constraint())));
    }
    Part part = simple(action);
    return part == null ? null : List.of(part);
  }

  private static @Nullable Part simple(AlterAction action) {
    boolean cascade = action.has(Flag.CASCADE);
    String column = action.column();
    return switch (action.kind()) {
      case DROP_COLUMN -> Part.ofColumn(Kind.DROP_COLUMN, column).cascading(cascade);
      case DROP_CONSTRAINT -> Part.named(Kind.DROP_CONSTRAINT, action.name()).cascading(cascade);
      case DROP_DEFAULT -> Part.ofColumn(Kind.DROP_DEFAULT, column);
      case DROP_NOT_NULL -> Part.ofColumn(Kind.DROP_NOT_NULL, column);
      case DROP_IDENTITY -> Part.ofColumn(Kind.DROP_IDENTITY, column);
      case DROP_EXPRESSION -> Part.ofColumn(Kind.DROP_EXPRESSION, column);
      case ALTER_TYPE -> Part.ofColumn(Kind.TYPE, column).reading(words(action.expression()));
      case SET_EXPRESSION ->
          Part.ofColumn(Kind.SET_EXPRESSION, column).reading(words(action.expression()));
      case SET_NOT_NULL -> Part.ofColumn(Kind.SET_NOT_NULL, column).making(true, Generation.NONE);
      case SET_DEFAULT -> Part.ofColumn(Kind.SET_DEFAULT, column);
      case ADD_IDENTITY ->
          Part.ofColumn(Kind.ADD_IDENTITY, column).making(false, Generation.IDENTITY);
      case SET_STATISTICS -> column == null ? null : Part.ofColumn(Kind.STATISTICS, column);
      case SET_COLUMN_OPTIONS, RESET_COLUMN_OPTIONS -> Part.ofColumn(Kind.STATISTICS, column);
      case SET_STORAGE, SET_COMPRESSION -> Part.ofColumn(Kind.STORAGE, column);
      case SET_IDENTITY -> Part.ofColumn(Kind.SET_IDENTITY, column);
      default -> ofTable(action);
    };
  }

  private static @Nullable Part ofTable(AlterAction action) {
    return switch (action.kind()) {
      case SET_WITHOUT_OIDS -> Part.of(Kind.NOTHING);
      case SET_OPTIONS,
          RESET_OPTIONS,
          ENABLE_ROW_SECURITY,
          DISABLE_ROW_SECURITY,
          FORCE_ROW_SECURITY,
          NO_FORCE_ROW_SECURITY ->
          Part.of(Kind.TABLE_OPTION);
      case REPLICA_IDENTITY ->
          action.name() == null
              ? Part.of(Kind.REPLICA_IDENTITY)
              : Part.named(Kind.INDEX_MARK, action.name());
      case SET_WITHOUT_CLUSTER -> Part.of(Kind.REPLICA_IDENTITY);
      case CLUSTER_ON -> Part.named(Kind.INDEX_MARK, action.name());
      case ENABLE_TRIGGER, DISABLE_TRIGGER -> Part.named(Kind.TRIGGER, action.name());
      case ENABLE_RULE, DISABLE_RULE -> Part.named(Kind.RULE, action.name());
      case ALTER_CONSTRAINT -> alterConstraint(action);
      case SET_LOGGED, SET_UNLOGGED -> Part.of(Kind.PERSISTENCE);
      default -> null;
    };
  }

  /** Enforcing a constraint (18) reads the table; only deferrability is a mark. */
  private static @Nullable Part alterConstraint(AlterAction action) {
    String attributes = action.expression() == null ? "" : action.expression();
    String rest =
        attributes
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\b(not|deferrable|initially|deferred|immediate)\\b", "");
    return rest.isBlank() ? Part.named(Kind.ALTER_CONSTRAINT, action.name()) : null;
  }

  private static List<Part> column(ColumnSpec column) {
    List<Part> parts = new ArrayList<>();
    boolean namesNotNull =
        column.notNull()
            && column.constraints().stream()
                .noneMatch(
                    each -> each.kind() == ConstraintSpec.Kind.NOT_NULL && each.name() != null);
    parts.add(
        Part.ofColumn(Kind.ADD_COLUMN, column.name())
            .reading(words(column.generationExpression()))
            .making(namesNotNull, column.generation()));
    for (ConstraintSpec constraint : column.constraints()) {
      if (constraint.kind() != ConstraintSpec.Kind.NOT_NULL || constraint.name() != null) {
        parts.add(Part.constraint(column.name(), constraint, reads(constraint)));
      }
    }
    return parts;
  }

  private static Set<String> reads(ConstraintSpec constraint) {
    Set<String> reads = new HashSet<>(words(constraint.expression()));
    reads.addAll(constraint.columns());
    reads.addAll(constraint.referencedColumns());
    return reads;
  }

  private static Set<String> words(@Nullable String expression) {
    return Expression.of(expression).words();
  }
}
