package dev.dbpush.sql.render;

import dev.dbpush.sql.schema.Grant;
import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The way from one set of privileges to another. */
final class Grants {
  private Grants() {}

  /**
   * The statements, revocations first.
   *
   * @param on what stands behind ON: {@code TABLE member}
   * @param columns the column in parentheses, with a blank in front; empty for whole objects
   * @param all every privilege there is on such an object; empty if that is not known
   * @param prefix what stands in front: {@code ALTER DEFAULT PRIVILEGES }
   */
  static List<String> change(
      Collection<Grant> before,
      Collection<Grant> after,
      String on,
      String columns,
      Collection<Grant> all,
      String prefix) {
    TreeSet<String> everything = new TreeSet<>();
    all.stream()
        .filter(g -> g.grantee().equals(Grant.OWNER))
        .forEach(g -> everything.add(g.privilege()));
    List<String> statements = new ArrayList<>();
    for (Map.Entry<String, TreeSet<String>> e : missing(before, after).entrySet()) {
      statements.add(
          prefix
              + "REVOKE "
              + list(e.getValue(), everything, columns)
              + " ON "
              + on
              + " FROM "
              + role(e.getKey()));
    }
    for (Map.Entry<String, TreeSet<String>> e : downgraded(before, after).entrySet()) {
      statements.add(
          prefix
              + "REVOKE GRANT OPTION FOR "
              + list(e.getValue(), everything, columns)
              + " ON "
              + on
              + " FROM "
              + role(e.getKey()));
    }
    for (boolean grantable : new boolean[] {false, true}) {
      for (Map.Entry<String, TreeSet<String>> e : added(before, after, grantable).entrySet()) {
        statements.add(
            prefix
                + "GRANT "
                + list(e.getValue(), everything, columns)
                + " ON "
                + on
                + " TO "
                + role(e.getKey())
                + (grantable ? " WITH GRANT OPTION" : ""));
      }
    }
    return statements;
  }

  private static String role(String grantee) {
    return switch (grantee) {
      case Grant.PUBLIC -> "PUBLIC";
      case Grant.OWNER -> "CURRENT_USER";
      default -> Identifier.quote(grantee);
    };
  }

  private static String list(TreeSet<String> privileges, TreeSet<String> all, String columns) {
    if (!all.isEmpty() && privileges.equals(all)) {
      return "ALL" + columns;
    }
    return String.join(", ", privileges.stream().map(p -> p + columns).toList());
  }

  private static boolean has(Collection<Grant> grants, Grant grant) {
    return grants.contains(new Grant(grant.grantee(), grant.privilege(), true))
        || grants.contains(new Grant(grant.grantee(), grant.privilege(), false));
  }

  private static Map<String, TreeSet<String>> missing(
      Collection<Grant> before, Collection<Grant> after) {
    Map<String, TreeSet<String>> result = new TreeMap<>();
    before.stream().filter(g -> !has(after, g)).forEach(g -> put(result, g));
    return result;
  }

  private static Map<String, TreeSet<String>> downgraded(
      Collection<Grant> before, Collection<Grant> after) {
    Map<String, TreeSet<String>> result = new TreeMap<>();
    before.stream()
        .filter(g -> g.grantable() && has(after, g) && !after.contains(g))
        .forEach(g -> put(result, g));
    return result;
  }

  private static Map<String, TreeSet<String>> added(
      Collection<Grant> before, Collection<Grant> after, boolean grantable) {
    Map<String, TreeSet<String>> result = new TreeMap<>();
    after.stream()
        .filter(g -> g.grantable() == grantable)
        .filter(g -> !before.contains(g) && !(has(before, g) && !grantable))
        .forEach(g -> put(result, g));
    return result;
  }

  private static void put(Map<String, TreeSet<String>> map, Grant grant) {
    map.computeIfAbsent(grant.grantee(), k -> new TreeSet<>()).add(grant.privilege());
  }
}
