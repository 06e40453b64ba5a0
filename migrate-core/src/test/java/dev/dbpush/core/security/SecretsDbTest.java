package dev.dbpush.core.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.connect.ConnectionLayer;
import dev.dbpush.core.connect.ConnectionLayer.Origin;
import dev.dbpush.core.connect.ConnectionSettings;
import dev.dbpush.core.connect.Connector;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.Password;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.core.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

final class SecretsDbTest {
  private static final String SECRET = "s3cr3t-w0rd";

  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://app:s3cr3t-w0rd@127.0.0.1:1/shop",
        "postgres://app:s3cr3t-w0rd@no.such.host.invalid/shop",
        "postgres://app:s3cr3t-w0rd@127.0.0.1:1/shop?sslmode=verify-full&sslrootcert=/nowhere",
        "postgres://app:x/s3cr3t-w0rd@127.0.0.1:1/shop",
        "postgres://app:x@s3cr3t-w0rd@127.0.0.1:1/shop",
        "postgres://app:x?s3cr3t-w0rd@127.0.0.1:1/shop",
        "postgres://app:x#s3cr3t-w0rd@127.0.0.1:1/shop",
        "postgres//app:s3cr3t-w0rd@127.0.0.1:1/shop",
        "app:s3cr3t-w0rd@127.0.0.1:1/shop",
        "mysql://app:s3cr3t-w0rd@127.0.0.1:1/shop",
        "jdbc:postgresql://127.0.0.1:1/shop&password=s3cr3t-w0rd",
        "jdbc:postgresql://127.0.0.1:1/shop?user=app&password=s3cr3t-w0rd",
        "jdbc:postgresql://127.0.0.1:one/shop?password=s3cr3t-w0rd",
        "postgresql://127.0.0.1:1/shop?sslpassword=s3cr3t-w0rd"
      })
  void noFailureShowsThePassword(String url) {
    for (Origin origin : Origin.values()) {
      Throwable failure =
          catchThrowable(
              () -> {
                ConnectionSettings settings =
                    ConnectionSettings.resolve(
                        List.of(new ConnectionLayer(origin, url, null, null, null)));
                new Connector(new Retry(1, Duration.ZERO), MigrationListener.NONE)
                    .open(settings.database("dbpush"))
                    .close();
              });
      assertThat(failure).as("%s", origin).isNotNull();
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain(SECRET);
    }
  }

  @Test
  void noTextOfASettingShowsThePassword() {
    ConnectionLayer layer =
        new ConnectionLayer(
            Origin.SERVER, "postgres://app:s3cr3t-w0rd@db/shop", null, new Password(SECRET), null);
    ConnectionSettings settings = ConnectionSettings.resolve(List.of(layer));
    assertThat(
            List.of(
                layer.toString(),
                settings.toString(),
                String.valueOf(settings.url()),
                String.valueOf(settings.password()),
                settings.warnings().toString(),
                settings.database("dbpush").toString(),
                settings.database("dbpush").label()))
        .noneMatch(text -> text.contains(SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db:5432/shop",
        "jdbc:postgresql:shop",
        "postgres://app@db/shop",
        "postgresql://app@db:5432,db2:5432/shop",
        "postgresql+asyncpg://app@db/shop",
        "postgresql+psycopg_async://app@db/shop",
        "r2dbc:postgresql://app@db/shop"
      })
  void theOptionsOfTlsReachTheDriver(String url) {
    String options =
        "?sslmode=verify-full&sslrootcert=%2Fca%2Froot.pem&sslcert=/c.crt&sslkey=/c.pk8"
            + "&sslnegotiation=direct&channel_binding=require";
    Properties driver =
        Driver.parseURL(DatabaseUrl.parse(url + options).toJdbc(), new Properties());
    assertThat(driver)
        .containsEntry("sslmode", "verify-full")
        .containsEntry("sslrootcert", "/ca/root.pem")
        .containsEntry("sslcert", "/c.crt")
        .containsEntry("sslkey", "/c.pk8")
        .containsEntry("sslNegotiation", "direct")
        .containsEntry("channelBinding", "require");
  }

  @Test
  void theOptionsOfTlsInTheEnvironmentReachTheDriver() {
    ConnectionLayer layer =
        ConnectionLayer.environment(
            Map.of("PGHOST", "db", "PGSSLMODE", "verify-ca", "PGSSLROOTCERT", "/ca/root.pem"));
    DatabaseUrl url = ConnectionSettings.resolve(List.of(layer)).url();
    assertThat(url).isNotNull();
    assertThat(Driver.parseURL(url.toJdbc(), new Properties()))
        .containsEntry("sslmode", "verify-ca")
        .containsEntry("sslrootcert", "/ca/root.pem");
  }

  /** The test server has no certificate, so whoever insists on TLS must be turned away. */
  @Test
  void aServerWithoutTlsIsNotTalkedToWhereTlsIsRequired() {
    List<String> answers = new ArrayList<>();
    for (String mode : List.of("require", "verify-ca", "verify-full")) {
      ConnectionLayer layer =
          new ConnectionLayer(
              Origin.COMMAND_LINE,
              DATABASE.url() + "?sslmode=" + mode,
              DATABASE.user(),
              new Password("unused"),
              null);
      Throwable failure =
          catchThrowable(
              () ->
                  new Connector(new Retry(1, Duration.ZERO), MigrationListener.NONE)
                      .open(ConnectionSettings.resolve(List.of(layer)).database("dbpush"))
                      .close());
      answers.add(String.valueOf(failure));
    }
    assertThat(answers).allMatch(answer -> answer.contains("SSL"));
  }
}
