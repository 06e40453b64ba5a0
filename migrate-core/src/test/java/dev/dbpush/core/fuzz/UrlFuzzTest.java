package dev.dbpush.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.connect.ConnectionLayer;
import dev.dbpush.core.connect.ConnectionLayer.Origin;
import dev.dbpush.core.connect.ConnectionSettings;
import dev.dbpush.core.connect.ConnectionSettings.Kind;
import dev.dbpush.core.connect.DatabaseUrl;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

final class UrlFuzzTest {
  private static final String SECRET = "hunter2";

  private static final Pattern PASSWORD =
      Pattern.compile("(?<=:)hunter2(?=@)|(?<=(?i:password)=)hunter2");

  private static final List<String> SOUND =
      List.of(
          "postgres://app:hunter2@db.example.org:5432/shop",
          "postgresql://app:hunter2@[::1]:5432/shop?sslmode=verify-full&sslrootcert=/ca.pem",
          "jdbc:postgresql://db1:5432,db2/shop?user=app&password=hunter2&targetServerType=primary",
          "jdbc:postgresql:shop?password=hunter2",
          "postgresql+asyncpg://app:hunter2@db/shop?ssl=require",
          "r2dbc:pool:postgresql://app:hunter2@db/shop",
          "postgresql://%2Fvar%2Frun/shop?host=localhost&port=5433&password=hunter2",
          "postgresql://app@db/sh%20op?options=-c%20geqo%3Doff&connect_timeout=5",
          "embedded",
          "none");

  private static final List<String> WORDS =
      List.of(
          "postgres://",
          "jdbc:",
          "postgresql",
          "+asyncpg",
          "://",
          "//",
          "@",
          ":",
          "/",
          "?",
          "&",
          "=",
          "#",
          "[",
          "]",
          "::1",
          "%40",
          "%zz",
          "%2F",
          ":5432",
          ":99999",
          ":-1",
          "localhost",
          "&password=hunter2",
          "&PASSWORD=hunter2",
          "?sslpassword=hunter2",
          "sslmode=",
          "user=",
          ":hunter2@",
          "app:hunter2@",
          ",");

  @Test
  void aBrokenUrlIsToldOfWithoutItsPassword() throws Exception {
    Fuzz fuzz = new Fuzz("database URLs", 0.25);
    Mutator mutator = new Mutator(fuzz.random(), SOUND, WORDS);
    Random turn = fuzz.random();
    fuzz.run(
        () -> Map.entry(Origin.values()[turn.nextInt(4)], mutator.text()),
        input -> check(input.getKey(), input.getValue()));
  }

  private static void check(Origin origin, String url) {
    boolean secret = holdsSecret(url);
    String shown;
    try {
      ConnectionSettings settings =
          ConnectionSettings.resolve(List.of(new ConnectionLayer(origin, url, null, null, null)));
      shown = settings + " " + settings.warnings();
      if (settings.kind() == Kind.URL && settings.url() != null) {
        theDriverReads(settings.url());
        shown += settings.database("dbpush").label();
        assertThat(secret && settings.database("dbpush").name().contains(SECRET)).isFalse();
      }
    } catch (RuntimeException e) {
      shown = Clear.failure(e);
      assertThat(shown).containsAnyOf("db.url in", "DATABASE_URL");
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        shown += cause;
      }
    }
    Clear.printable(shown);
    if (secret) {
      assertThat(shown).doesNotContain(SECRET);
    }
  }

  /** Whether the word stands where passwords do, and nowhere else: it may be a host's name. */
  private static boolean holdsSecret(String url) {
    String others = PASSWORD.matcher(url).replaceAll("");
    return !others.equals(url) && !others.contains(SECRET);
  }

  private static void theDriverReads(DatabaseUrl url) {
    Properties read = Driver.parseURL(url.toJdbc(), new Properties());
    assertThat(read).as("the driver reads %s", url.toJdbc()).isNotNull();
    if (!url.database().isEmpty()) {
      assertThat(read.getProperty("PGDBNAME")).isEqualTo(url.database());
    }
  }
}
