package dev.dbpush.cli;

import dev.dbpush.core.connect.ConnectionLayer;
import dev.dbpush.core.connect.ConnectionLayer.Origin;
import dev.dbpush.core.connect.ConnectionSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database, and how to get in. Passwords are never arguments: others can list those. */
final class ConnectionFlags {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = {
        "The database, without a password: jdbc:postgresql://HOST:PORT/NAME,"
            + " postgresql://HOST/NAME and the forms of other tools, or none.",
        "Default: DATABASE_URL in the environment, then PGHOST, PGPORT, PGDATABASE."
      })
  private @Nullable String url;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "The user. Default: the URL's, then PGUSER.")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "A file with the password alone. Else: PGPASSWORD, DATABASE_URL, .pgpass.")
  private @Nullable String passwordFile;

  @Option(names = "--password", hidden = true, arity = "0..1", paramLabel = "SECRET")
  private @Nullable String password;

  @Option(
      names = "--retry-attempts",
      paramLabel = "N",
      description = "How often connecting to a server that is starting is tried. Default: 5.")
  private @Nullable String retryAttempts;

  @Option(
      names = "--retry-delay",
      paramLabel = "TIME",
      description = "The pause before the second attempt, doubled each time. Default: 2s.")
  private @Nullable String retryDelay;

  ConnectionSettings resolve(Map<String, String> environment, Function<String, Path> paths) {
    if (password != null) {
      throw new Verb.UsageException(
          "--password is not taken: arguments are seen by everyone who may list processes",
          "give it by PGPASSWORD or DATABASE_URL in the environment, .pgpass, or --password-file");
    }
    String file = passwordFile;
    return ConnectionSettings.resolve(
        List.of(
            new ConnectionLayer(
                Origin.COMMAND_LINE,
                url,
                user,
                null,
                file == null || file.isBlank() ? null : paths.apply(file)),
            ConnectionLayer.environment(environment)));
  }

  void into(Map<String, @Nullable String> values) {
    values.put("retry.attempts", retryAttempts);
    values.put("retry.delay", retryDelay);
  }
}
