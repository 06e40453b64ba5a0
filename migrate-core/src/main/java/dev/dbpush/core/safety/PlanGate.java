package dev.dbpush.core.safety;

import dev.dbpush.core.ForwardingListener;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.sql.script.Script;
import java.util.function.Consumer;

/** Passes everything on but the plan. */
final class PlanGate extends ForwardingListener {
  private final Consumer<Script> plan;

  /**
   * Passes on to a listener.
   *
   * @param plan hears the plan in its place
   */
  PlanGate(MigrationListener listener, Consumer<Script> plan) {
    super(listener);
    this.plan = plan;
  }

  @Override
  public void planned(Script script) {
    plan.accept(script);
  }
}
