package dev.dbpush.spring;

import dev.dbpush.core.StatusReport;
import dev.dbpush.core.startup.StartupMigration;
import dev.dbpush.sql.file.RevisionId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * The part {@code dbpush} of the actuator's info: where the database is, and where the chain ends.
 */
final class DbpushInfoContributor implements InfoContributor {
  private final StartupMigration migration;

  DbpushInfoContributor(StartupMigration migration) {
    this.migration = migration;
  }

  @Override
  public void contribute(Info.Builder builder) {
    builder.withDetail("dbpush", details());
  }

  private Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    try {
      StatusReport status = migration.status();
      List<String> heads = status.heads().stream().map(RevisionId::value).toList();
      details.put("current", status.current());
      details.put("head", heads.size() == 1 ? heads.get(0) : heads);
      details.put(
          "pending",
          status.pending().stream().map(file -> file.revision() + " " + file.slug()).toList());
      details.put("clean", status.isClean());
    } catch (RuntimeException e) {
      // The page has other parts, and the message may name hosts: the log is the place for it.
      DbpushLog.LOG.warn("the state of the migrations cannot be told", e);
      details.put("error", "the state cannot be told; the log says why");
    }
    return details;
  }
}
