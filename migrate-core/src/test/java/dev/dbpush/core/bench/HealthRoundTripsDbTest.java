package dev.dbpush.core.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.health.HealthVerb;
import dev.dbpush.core.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a look at a database costs on a slow line. */
final class HealthRoundTripsDbTest {
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;

  @Test
  void aLookTakesThreeRoundTripsBehindTheConnection() throws Exception {
    TestChain chain = new TestChain(folder, database);
    chain
        .revision(1, "CREATE TABLE member (id serial PRIMARY KEY);", null)
        .migrator()
        .push(Target.HEAD);
    try (CountingProxy proxy =
        new CountingProxy(database.server().host(), database.server().port(), 0)) {
      UrlDatabase slow =
          new UrlDatabase(
              DatabaseUrl.parse("postgresql://127.0.0.1:" + proxy.port() + "/" + database.name()),
              database.user(),
              database.password(),
              "dbpush");
      slow.open().close();
      int connecting = proxy.roundTrips();
      int before = proxy.statements();
      MigratorConfig config = chain.config().withDatabase(slow);
      new HealthVerb(config, List.of("public")).run();
      assertThat(proxy.roundTrips() - 2 * connecting).isEqualTo(3);
      assertThat(proxy.statements() - 2 * before).isBetween(10, 20);
    }
  }
}
