package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.ColumnDefault;
import dev.dbpush.sql.schema.DefaultPrivileges;
import dev.dbpush.sql.schema.Grant;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The privileges that new objects have by themselves. */
final class InitialGrants {
  private final Snapshot before;
  private final List<DefaultPrivileges> rules;

  InitialGrants(Snapshot before) {
    this.before = before;
    this.rules =
        before.objects().values().stream()
            .filter(DefaultPrivileges.class::isInstance)
            .map(DefaultPrivileges.class::cast)
            .toList();
  }

  /** The privileges that PostgreSQL gives a new object of the migrating role. */
  List<Grant> of(SchemaObject object) {
    String kind =
        switch (object.id().kind()) {
          case TABLE, VIEW, MATERIALIZED_VIEW -> "TABLE";
          case SEQUENCE -> "SEQUENCE";
          case ROUTINE -> "FUNCTION";
          case TYPE -> "TYPE";
          case SCHEMA -> "SCHEMA";
          default -> "";
        };
    return kind.isEmpty() || object instanceof ColumnDefault
        ? List.of()
        : of(kind, object.id().schema());
  }

  List<Grant> of(String kind, String schema) {
    Set<Grant> grants =
        new TreeSet<>(before.environment().builtinGrants().getOrDefault(kind, List.of()));
    for (DefaultPrivileges rule : rules) {
      if (rule.role().equals(before.environment().role())
          && rule.objects().equals(kind + "S")
          && (rule.schema().isEmpty() || rule.schema().equals(schema))) {
        rule.revoked().forEach(grants::remove);
        grants.addAll(rule.granted());
      }
    }
    return List.copyOf(grants);
  }
}
