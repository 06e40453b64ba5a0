package dev.dbpush.sql.hazard;

import dev.dbpush.sql.statement.AddedEnumLabel;
import dev.dbpush.sql.syntax.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the rules need besides the statement itself. Not thread-safe. */
final class Context {
  final HazardOptions options;
  final KnownSchema schema;
  final TransactionState transaction = new TransactionState();

  Context(HazardOptions options) {
    this.options = options;
    this.schema = new KnownSchema(options.schema());
  }

  ServerVersion server() {
    return options.server();
  }

  boolean isVolatile(@Nullable String expression) {
    return Volatility.isVolatile(expression, schema::isSteadyFunction);
  }

  /** What the open transaction did so far. */
  static final class TransactionState {
    final Map<QualifiedName, LockMode> held = new HashMap<>();

    /** {@code table.constraint} of the constraints that were added NOT VALID. */
    final Set<String> notValid = new HashSet<>();

    /** Labels that ALTER TYPE … ADD VALUE made. */
    final List<AddedEnumLabel> newLabels = new ArrayList<>();

    /** The tables that the statement before rewrote or scanned. */
    final Set<String> lastWork = new TreeSet<>();

    void end() {
      committed();
      newLabels.clear();
    }

    /** A segment ends, and the section goes on: that a label needed it is still told. */
    void committed() {
      held.clear();
      notValid.clear();
      lastWork.clear();
    }
  }
}
