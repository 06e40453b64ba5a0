package dev.dbpush.spring;

import dev.dbpush.core.startup.StartupBuilder;

/**
 * A bean that changes the start-up after the properties were read, such as by a source of its own.
 */
@FunctionalInterface
public interface DbpushCustomizer {
  /** Changes the start-up that is about to be built. */
  void customize(StartupBuilder builder);
}
