package dev.dbpush.core.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.connect.ConnectionLayer.Origin;
import dev.dbpush.core.connect.ConnectionSettings.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectionSettingsTest {
  @TempDir Path folder;

  @Test
  void theCommandLineComesBeforeEnvironmentSettingsAndProject() {
    ConnectionLayer line = layer(Origin.COMMAND_LINE, "postgresql://line/a", null, null);
    ConnectionLayer environment = layer(Origin.ENVIRONMENT, "postgresql://env/a", null, null);
    ConnectionLayer server = layer(Origin.SERVER, "postgresql://server/a", null, null);
    ConnectionLayer project = layer(Origin.PROJECT, "postgresql://pom/a", null, null);
    assertThat(resolve(project, server, environment, line)).hasToString("line/a");
    assertThat(resolve(project, server, environment)).hasToString("env/a");
    assertThat(resolve(project, server)).hasToString("server/a");
    assertThat(resolve(project)).hasToString("pom/a");
  }

  @Test
  void nothingAndNoneAreNoDatabase() {
    assertThat(resolve().kind()).isEqualTo(Kind.NONE);
    assertThat(
            resolve(
                    layer(Origin.COMMAND_LINE, "none", null, null),
                    layer(Origin.PROJECT, "postgresql://pom/a", null, null))
                .kind())
        .isEqualTo(Kind.NONE);
  }

  @Test
  void aVariableThatIsSetButEmptyIsNone() {
    assertThat(ConnectionLayer.environment(Map.of("DATABASE_URL", "", "PGHOST", " ", "PGUSER", "")))
        .isEqualTo(layer(Origin.ENVIRONMENT, null, null, null));
  }

  @Test
  void libpqsVariablesMakeAUrl() {
    ConnectionLayer layer =
        ConnectionLayer.environment(
            Map.of(
                "PGHOST", "db",
                "PGPORT", "5433",
                "PGDATABASE", "a b",
                "PGUSER", "u",
                "PGPASSWORD", "secret",
                "PGSSLMODE", "require"));
    ConnectionSettings settings = resolve(layer);
    assertThat(settings.url()).isNotNull();
    assertThat(settings.url().toJdbc())
        .isEqualTo("jdbc:postgresql://db:5433/a%20b?sslmode=require");
    assertThat(settings.user()).isEqualTo("u");
    assertThat(revealed(settings)).isEqualTo("secret");
  }

  @Test
  void databaseUrlComesBeforePghostAndBringsItsLogin() {
    ConnectionSettings settings =
        resolve(
            ConnectionLayer.environment(
                Map.of(
                    "DATABASE_URL", "postgres://app:s%40crt@db/app",
                    "PGHOST", "elsewhere",
                    "PGUSER", "me",
                    "PGPASSWORD", "mine")));
    assertThat(settings).hasToString("db/app");
    assertThat(settings.user()).isEqualTo("app");
    assertThat(revealed(settings)).isEqualTo("s@crt");
  }

  @Test
  void theLoginOfAnotherUrlIsNotUsed() {
    ConnectionSettings settings =
        resolve(
            layer(Origin.COMMAND_LINE, "postgresql://other/b", null, null),
            ConnectionLayer.environment(Map.of("DATABASE_URL", "postgres://app:secret@db/app")));
    assertThat(settings.user()).isNull();
    assertThat(settings.password()).isNull();
  }

  @Test
  void aServersPasswordIsForItsOwnUserOnly() {
    ConnectionLayer server = layer(Origin.SERVER, null, "app", "secret");
    ConnectionLayer url = layer(Origin.PROJECT, "postgresql://db/a", null, null);
    assertThat(revealed(resolve(server, url))).isEqualTo("secret");
    assertThat(resolve(layer(Origin.COMMAND_LINE, null, "admin", null), server, url).password())
        .isNull();
  }

  @Test
  void aPasswordWhereItIsSeenOrCommittedIsRefusedWithoutShowingIt() {
    for (Origin origin : List.of(Origin.COMMAND_LINE, Origin.PROJECT)) {
      for (String url :
          List.of("postgresql://u:hush@db/a", "jdbc:postgresql://db/a?user=u&password=hush")) {
        assertThatThrownBy(() -> resolve(layer(origin, url, null, null)))
            .isInstanceOf(MigrationException.class)
            .hasMessageContaining(origin + " holds a password")
            .hasMessageNotContaining("hush");
      }
    }
    assertThatThrownBy(() -> resolve(layer(Origin.PROJECT, "embedded", null, "hush")))
        .hasMessage("there is a password in the POM");
  }

  @Test
  void aPasswordOnTheCommandLineWorksWithAWarning() {
    ConnectionSettings settings =
        resolve(layer(Origin.COMMAND_LINE, "postgresql://db/a", "u", "hush"));
    assertThat(revealed(settings)).isEqualTo("hush");
    assertThat(settings.warnings()).singleElement().asString().contains("seen by everyone");
  }

  @Test
  void aPasswordsFileLosesItsLastLineEndOnly() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), " pass word \r\n");
    ConnectionLayer layer =
        new ConnectionLayer(Origin.COMMAND_LINE, "postgresql://db/a", "u", null, file);
    assertThat(revealed(resolve(layer))).isEqualTo(" pass word ");
  }

  @Test
  void noTextOfASettingShowsAPassword() {
    ConnectionLayer layer = layer(Origin.SERVER, "postgresql://u:hush@db/a", "u", "hush");
    assertThat(List.of(layer, resolve(layer), new Password("hush")).toString())
        .doesNotContain("hush");
  }

  @Test
  void aUnixSocketIsRefusedWithARemedy() {
    assertThatThrownBy(
            () -> resolve(ConnectionLayer.environment(Map.of("PGHOST", "/var/run/postgresql"))))
        .hasMessageContaining("Unix socket");
  }

  private static ConnectionLayer layer(
      Origin origin, @Nullable String url, @Nullable String user, @Nullable String password) {
    return new ConnectionLayer(
        origin, url, user, password == null ? null : new Password(password), null);
  }

  private static ConnectionSettings resolve(ConnectionLayer... layers) {
    return ConnectionSettings.resolve(Arrays.asList(layers));
  }

  private static @Nullable String revealed(ConnectionSettings settings) {
    Password password = settings.password();
    return password == null ? null : password.reveal();
  }
}
