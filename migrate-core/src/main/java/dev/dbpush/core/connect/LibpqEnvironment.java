package dev.dbpush.core.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An address in libpq's words. PostgreSQL documentation, 34.15. */
final class LibpqEnvironment {
  private static final String DEFAULT_PORT = "5432";

  /** The driver's names of what libpq knows too. */
  private static final Map<String, String> NAMES =
      Map.of(
          "sslmode", "PGSSLMODE",
          "sslrootcert", "PGSSLROOTCERT",
          "sslcert", "PGSSLCERT",
          "sslkey", "PGSSLKEY",
          "channelBinding", "PGCHANNELBINDING",
          "connectTimeout", "PGCONNECT_TIMEOUT",
          "gssEncMode", "PGGSSENCMODE",
          "sslNegotiation", "PGSSLNEGOTIATION");

  private LibpqEnvironment() {}

  static Map<String, String> of(
      DatabaseUrl url, @Nullable String user, @Nullable String password, String database) {
    Map<String, String> environment = new TreeMap<>();
    List<String> hosts = new ArrayList<>();
    List<String> ports = new ArrayList<>();
    for (String host :
        url.hosts().isEmpty() ? List.of("localhost") : List.of(url.hosts().split(","))) {
      int colon = host.lastIndexOf(':');
      boolean hasPort = colon > host.lastIndexOf(']');
      String name = hasPort ? host.substring(0, colon) : host;
      hosts.add(name.startsWith("[") ? name.substring(1, name.length() - 1) : name);
      ports.add(hasPort ? host.substring(colon + 1) : DEFAULT_PORT);
    }
    environment.put("PGHOST", String.join(",", hosts));
    environment.put("PGPORT", String.join(",", ports));
    environment.put("PGDATABASE", database);
    if (user != null) {
      environment.put("PGUSER", user);
    }
    if (password != null) {
      environment.put("PGPASSWORD", password);
    }
    url.parameters()
        .forEach(
            (name, value) -> {
              String variable = NAMES.get(name);
              if (variable != null) {
                environment.put(variable, value);
              }
            });
    String target = url.parameters().getOrDefault("targetServerType", "any");
    if (target.equals("primary") || target.equals("master")) {
      environment.put("PGTARGETSESSIONATTRS", "read-write");
    }
    return environment;
  }
}
