package dev.dbpush.sql.batch;

import dev.dbpush.sql.alter.AlterAction;
import dev.dbpush.sql.alter.AlterAction.Flag;
import dev.dbpush.sql.alter.AlterKind;
import dev.dbpush.sql.alter.AlterTable;
import dev.dbpush.sql.alter.ConstraintSpec;
import dev.dbpush.sql.batch.Part.Kind;
import dev.dbpush.sql.syntax.SqlScanner;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An {@code ALTER TABLE} with what its actions do.
 *
 * @param statement the source
 * @param alter the same, read
 * @param parts the parts of all actions, in their order
 * @param words every word of the source
 * @param alone why it never merges; null if it may
 * @param volatiles how many actions call a volatile function while they run
 * @param strong whether an action takes ACCESS EXCLUSIVE
 * @param validatesKey whether a foreign key is added and checked under a weaker lock
 */
record Alter(
    SqlStatement statement,
    AlterTable alter,
    List<Part> parts,
    Set<String> words,
    @Nullable String alone,
    int volatiles,
    boolean strong,
    boolean validatesKey) {

  /** Reads a statement; null if it is no {@code ALTER TABLE}. */
  static @Nullable Alter of(SqlStatement statement) {
    AlterTable alter = AlterTable.read(statement);
    if (alter == null) {
      return null;
    }
    List<Part> parts = new ArrayList<>();
    String alone = alter.foreign() ? "a foreign table's server decides what an action does" : null;
    int volatiles = 0;
    boolean strong = false;
    boolean validatesKey = false;
    for (AlterAction action : alter.actions()) {
      List<Part> of = Parts.of(action);
      if (of == null) {
        alone = alone == null ? whyAlone(action) : alone;
      } else {
        parts.addAll(of);
      }
      for (Expression expression : evaluated(action)) {
        if (expression.isUnknown() && alone == null) {
          alone = "it calls a function that may read the table or differ from call to call";
        }
        volatiles += expression.isVolatile() ? 1 : 0;
      }
      strong |= isStrong(action);
      validatesKey |= validatesKey(action);
    }
    Set<String> words = Expression.of(statement.text()).words();
    return new Alter(statement, alter, parts, words, alone, volatiles, strong, validatesKey);
  }

  String table() {
    return alter.name().name();
  }

  /** The action list as it was written, comments before the first action included. */
  String tail() {
    return statement.text().substring(alter.head().length()).stripLeading();
  }

  boolean headHasComment() {
    SqlScanner scanner = new SqlScanner(alter.head());
    for (Token token = scanner.next(); token != null; token = scanner.next()) {
      if (token.kind() == Token.Kind.COMMENT) {
        return true;
      }
    }
    return false;
  }

  /** Whether an action is of one of these kinds. */
  boolean has(Kind... kinds) {
    return parts.stream().anyMatch(part -> part.is(kinds));
  }

  /** Whether the server chooses the name of an index or a sequence, or it builds an index. */
  boolean makesRelation() {
    return parts.stream().anyMatch(part -> part.makesSequence() || Clashes.buildsIndex(part));
  }

  /** Whether the server chooses the name of an index or a sequence. */
  boolean choosesRelationName() {
    return parts.stream()
        .anyMatch(
            part -> part.makesSequence() || (Clashes.buildsIndex(part) && part.name() == null));
  }

  /** Whether indexes, constraints or sequences may go that are not named. */
  boolean dropsMore() {
    return has(Kind.DROP_COLUMN, Kind.DROP_IDENTITY) || parts.stream().anyMatch(Part::cascade);
  }

  boolean addsForeignKey() {
    return parts.stream().anyMatch(part -> part.adds(ConstraintSpec.Kind.FOREIGN_KEY));
  }

  private static String whyAlone(AlterAction action) {
    return switch (action.kind()) {
      case VALIDATE_CONSTRAINT ->
          "VALIDATE reads the table under a weak lock, which a merge would make strong";
      case UNKNOWN -> "an action is not known here";
      default -> words(action.kind()) + " stands alone";
    };
  }

  private static String words(AlterKind kind) {
    return kind.name().replace('_', ' ');
  }

  /** The expressions that run while the statement runs; a new default is only stored. */
  private static List<Expression> evaluated(AlterAction action) {
    List<Expression> expressions = new ArrayList<>();
    if (action.kind() == AlterKind.ALTER_TYPE || action.kind() == AlterKind.SET_EXPRESSION) {
      expressions.add(Expression.of(action.expression()));
    }
    if (action.constraint() != null) {
      expressions.add(Expression.of(action.constraint().expression()));
    }
    if (action.definition() != null) {
      expressions.add(Expression.of(action.definition().defaultExpression()));
      expressions.add(Expression.of(action.definition().generationExpression()));
      for (ConstraintSpec constraint : action.definition().constraints()) {
        expressions.add(Expression.of(constraint.expression()));
      }
    }
    return expressions;
  }

  private static boolean validatesKey(AlterAction action) {
    ConstraintSpec constraint = action.constraint();
    return constraint != null
        && constraint.kind() == ConstraintSpec.Kind.FOREIGN_KEY
        && !constraint.has(ConstraintSpec.Flag.NOT_VALID)
        && !constraint.has(ConstraintSpec.Flag.NOT_ENFORCED);
  }

  private static boolean isStrong(AlterAction action) {
    return switch (action.kind()) {
      case SET_STATISTICS,
          SET_COLUMN_OPTIONS,
          RESET_COLUMN_OPTIONS,
          CLUSTER_ON,
          SET_WITHOUT_CLUSTER,
          ENABLE_TRIGGER,
          DISABLE_TRIGGER,
          VALIDATE_CONSTRAINT ->
          false;
      case SET_OPTIONS, RESET_OPTIONS -> action.parameters().contains("user_catalog_table");
      case ADD_CONSTRAINT ->
          action.constraint() == null
              || action.constraint().kind() != ConstraintSpec.Kind.FOREIGN_KEY;
      default -> true;
    };
  }

  /** Whether the grammar wants a statement for it alone, such as {@code RENAME}. */
  boolean isStatementOfItsOwn() {
    return alter.actions().stream().anyMatch(action -> action.kind().standsAlone());
  }

  /** Whether nothing may be dropped that another action needs. */
  boolean cascades() {
    return alter.actions().stream().anyMatch(action -> action.has(Flag.CASCADE));
  }
}
