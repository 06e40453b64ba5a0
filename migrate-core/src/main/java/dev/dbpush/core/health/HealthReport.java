package dev.dbpush.core.health;

import dev.dbpush.core.health.Finding.Level;
import java.time.Duration;
import java.util.List;

/**
 * What was found of a database.
 *
 * @param label what may be shown of its address
 * @param database its name
 * @param serverVersion as the server says it
 * @param role whom the session runs as
 * @param standby whether it takes no writes
 * @param isProtected whether verbs that destroy refuse it
 * @param connected how long connecting took
 * @param findings what each check found, in a fixed order
 * @param repairs what {@code db.fix} would do, or did
 * @param unsafe what is left to a person, with the reason
 */
public record HealthReport(
    String label,
    String database,
    String serverVersion,
    String role,
    boolean standby,
    boolean isProtected,
    Duration connected,
    List<Finding> findings,
    List<Repair> repairs,
    List<String> unsafe) {

  /** Copies the lists. */
  public HealthReport {
    findings = List.copyOf(findings);
    repairs = List.copyOf(repairs);
    unsafe = List.copyOf(unsafe);
  }

  /** The findings of a level. */
  public List<Finding> of(Level level) {
    return findings.stream().filter(finding -> finding.level() == level).toList();
  }

  /** Whether no check found a problem; warnings do not count. */
  public boolean isHealthy() {
    return of(Level.PROBLEM).isEmpty();
  }
}
