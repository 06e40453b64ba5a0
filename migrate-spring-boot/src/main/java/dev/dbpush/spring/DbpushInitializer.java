package dev.dbpush.spring;

import dev.dbpush.core.startup.StartupMigration;
import dev.dbpush.core.startup.StartupOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;

/**
 * Migrates while it is initialized; every bean that uses the database is made to depend on it. If
 * it fails, the application does not start.
 */
public final class DbpushInitializer implements InitializingBean {
  private final StartupMigration migration;
  private @Nullable StartupOutcome outcome;

  /** For a start-up that has not run. */
  public DbpushInitializer(StartupMigration migration) {
    this.migration = migration;
  }

  @Override
  public void afterPropertiesSet() {
    outcome = migration.run();
  }

  /**
   * What the start-up did.
   *
   * @throws IllegalStateException before it was done
   */
  public StartupOutcome outcome() {
    if (outcome == null) {
      throw new IllegalStateException("the migration has not run");
    }
    return outcome;
  }
}
