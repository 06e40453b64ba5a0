package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.Grant;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Traits;
import java.util.ArrayList;
import java.util.List;

/**
 * What a column loses when a privilege of its table or view is revoked. PostgreSQL documentation,
 * REVOKE: the privilege of each column goes too.
 */
final class LostGrants {
  private LostGrants() {}

  /** The columns that have privileges which the change of a table or view takes from them. */
  static List<SchemaObject> losing(Action owner, Snapshot after) {
    boolean relation =
        switch (owner.id.kind()) {
          case TABLE, VIEW, MATERIALIZED_VIEW -> true;
          default -> false;
        };
    if (!relation || owner.kind != Action.Kind.ALTER) {
      return List.of();
    }
    return after
        .objects()
        .subMap(owner.id.part(ObjectKind.COLUMN, ""), owner.id.part(ObjectKind.COLUMN, "\uffff"))
        .values()
        .stream()
        .filter(column -> !without(column, owner).equals(column))
        .toList();
  }

  /** The column without what the change of its owner's privileges takes. */
  static SchemaObject without(SchemaObject column, Action owner) {
    List<Grant> left = new ArrayList<>();
    for (Grant grant : column.traits().grants()) {
      if (!lost(grant, true, owner)) {
        left.add(grant);
      } else if (grant.grantable() && !lost(grant, false, owner)) {
        left.add(new Grant(grant.grantee(), grant.privilege(), false));
      }
    }
    return column.with(new Traits(column.traits().owner(), column.traits().comment(), left));
  }

  /** Whether the privilege is revoked, or, if that is asked for, only its grant option. */
  private static boolean lost(Grant grant, boolean orItsOption, Action owner) {
    if (owner.before == null || owner.after == null) {
      return false;
    }
    Grant plain = new Grant(grant.grantee(), grant.privilege(), false);
    Grant option = new Grant(grant.grantee(), grant.privilege(), true);
    List<Grant> one = owner.before.traits().grants();
    List<Grant> two = owner.after.traits().grants();
    if (grant.grantable() && orItsOption && one.contains(option) && !two.contains(option)) {
      return true;
    }
    boolean had = one.contains(plain) || one.contains(option);
    return had && !two.contains(plain) && !two.contains(option);
  }
}
