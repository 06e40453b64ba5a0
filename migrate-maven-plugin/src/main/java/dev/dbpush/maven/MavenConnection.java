package dev.dbpush.maven;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.connect.ConnectionLayer;
import dev.dbpush.core.connect.ConnectionLayer.Origin;
import dev.dbpush.core.connect.ConnectionSettings;
import dev.dbpush.core.connect.Password;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the places that Maven knows say about the connection. Passwords are read from the
 * session and the settings: a goal's parameters are printed by {@code mvn -X}.
 */
final class MavenConnection {
  private final OptionTexts options;
  private final Settings settings;
  private final SettingsDecrypter decrypter;
  private final Function<String, Path> paths;

  MavenConnection(
      OptionTexts options,
      Settings settings,
      SettingsDecrypter decrypter,
      Function<String, Path> paths) {
    this.options = options;
    this.settings = settings;
    this.decrypter = decrypter;
    this.paths = paths;
  }

  /** What a goal's own parameters say; they stand in the POM. */
  record Parameters(
      @Nullable String url,
      @Nullable String user,
      @Nullable String server,
      @Nullable String passwordFile,
      MojoExecution execution) {

    /** Whether a password stands beside them, although there is no such parameter. */
    boolean hasPassword() {
      Xpp3Dom configuration = execution.getConfiguration();
      return configuration != null && configuration.getChild("password") != null;
    }
  }

  ConnectionSettings resolve(Parameters parameters) {
    List<ConnectionLayer> layers = new ArrayList<>();
    layers.add(
        layer(
            Origin.COMMAND_LINE,
            options.commandLine("url"),
            options.commandLine("user"),
            options.commandLine("password"),
            options.commandLine("passwordFile")));
    layers.add(ConnectionLayer.environment(System.getenv()));
    String server = options.get("server", parameters.server());
    if (server != null) {
      layers.add(server(server));
    }
    layers.add(project(parameters));
    return ConnectionSettings.resolve(layers);
  }

  private ConnectionLayer project(Parameters parameters) {
    String url = parameters.url() != null ? parameters.url() : options.project("url");
    String file =
        parameters.passwordFile() != null
            ? parameters.passwordFile()
            : options.project("passwordFile");
    return layer(
        Origin.PROJECT,
        url,
        parameters.user() != null ? parameters.user() : options.project("user"),
        parameters.hasPassword() ? "in the POM" : options.project("password"),
        file);
  }

  private ConnectionLayer layer(
      Origin origin,
      @Nullable String url,
      @Nullable String user,
      @Nullable String password,
      @Nullable String file) {
    return new ConnectionLayer(
        origin,
        url,
        user,
        password == null ? null : new Password(password),
        file == null ? null : paths.apply(file));
  }

  private ConnectionLayer server(String id) {
    Server server = settings.getServer(id);
    if (server == null) {
      throw new MigrationException(
          "settings.xml has no server with the id " + id,
          "add <server><id>" + id + "</id><username>…</username><password>…</password></server>");
    }
    SettingsDecryptionResult result =
        decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
    Server open = result.getServer() == null ? server : result.getServer();
    String password = open.getPassword();
    if (password != null && password.matches("\\s*\\{.+}\\s*")) {
      throw new MigrationException(
          "the password of the server " + id + " in settings.xml cannot be decrypted",
          "settings-security.xml must hold the master password that it was encrypted with"
              + " (mvn --encrypt-master-password, mvn --encrypt-password)");
    }
    Object configuration = open.getConfiguration();
    Xpp3Dom url = configuration instanceof Xpp3Dom dom ? dom.getChild("url") : null;
    return layer(
        Origin.SERVER, url == null ? null : url.getValue(), open.getUsername(), password, null);
  }
}
