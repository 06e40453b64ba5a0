package dev.dbpush.maven;

import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/**
 * The options of one command. Maven lets a value in the POM's {@code <configuration>} win over
 * {@code -D}; here the command line comes first, so both have to be asked.
 */
final class OptionTexts {
  private final MavenSession session;

  OptionTexts(MavenSession session) {
    this.session = session;
  }

  /** What the command line says ({@code -Ddb.NAME}, {@code MAVEN_OPTS} included), or null. */
  @Nullable String commandLine(String name) {
    String value = session.getUserProperties().getProperty("db." + name);
    if (value == null) {
      value = session.getSystemProperties().getProperty("db." + name);
    }
    return value == null || value.isBlank() ? null : value;
  }

  /** What the project's properties say, or null. */
  @Nullable String project(String name) {
    if (session.getCurrentProject() == null) {
      return null;
    }
    Properties properties = session.getCurrentProject().getProperties();
    String value = properties.getProperty("db." + name);
    return value == null || value.isBlank() ? null : value;
  }

  /** The command line's value, or else the parameter's. */
  @Nullable String get(String name, @Nullable String parameter) {
    String value = commandLine(name);
    return value != null ? value : parameter == null || parameter.isBlank() ? null : parameter;
  }

  /** Whether a switch is on; {@code -Ddb.name} alone means true. */
  boolean isSet(String name, boolean parameter) {
    String value = session.getUserProperties().getProperty("db." + name);
    return value == null ? parameter : value.isBlank() || Boolean.parseBoolean(value.strip());
  }
}
