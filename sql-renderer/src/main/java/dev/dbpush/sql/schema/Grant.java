package dev.dbpush.sql.schema;

import java.io.Serializable;

/**
 * One privilege of one role on one object.
 *
 * @param grantee the role; {@link #PUBLIC} for every role, {@link #OWNER} for the object's owner
 * @param privilege as GRANT spells it: {@code SELECT}
 * @param grantable whether with grant option
 */
public record Grant(String grantee, String privilege, boolean grantable)
    implements Comparable<Grant>, Serializable {

  /** Every role. No role can have this name. */
  public static final String PUBLIC = "public";

  /** The object's owner, whoever that is. No role can have this name. */
  public static final String OWNER = "none";

  @Override
  public int compareTo(Grant other) {
    int order = grantee.compareTo(other.grantee);
    if (order == 0) {
      order = privilege.compareTo(other.privilege);
    }
    return order == 0 ? Boolean.compare(grantable, other.grantable) : order;
  }
}
