package dev.dbpush.core.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConnectorTest {
  private final List<String> heard = new ArrayList<>();

  @Test
  void aServerThatIsStartingIsTriedAgainWithDoubledPauses() {
    Failing database = new Failing("57P03", "the database system is starting up", 3);
    assertThatThrownBy(() -> connector(3).open(database))
        .isInstanceOfSatisfying(
            MigrationException.class,
            e ->
                assertThat(e.report())
                    .contains("cannot connect to somewhere (3 attempts)")
                    .contains("[57P03]")
                    .contains("db.retry.attempts"));
    assertThat(heard).containsExactly("1/3 PT0.001S", "2/3 PT0.002S");
  }

  @Test
  void aWrongPasswordFailsAtOnce() {
    Failing database = new Failing("28P01", "password authentication failed for user \"x\"", 9);
    assertThatThrownBy(() -> connector(5).open(database))
        .isInstanceOfSatisfying(
            MigrationException.class, e -> assertThat(e.remedy()).contains("check user and password"));
    assertThat(database.attempts).isEqualTo(1);
    assertThat(heard).isEmpty();
  }

  @Test
  void aMissingDatabaseFailsAtOnceAndSaysSo() {
    assertThatThrownBy(() -> connector(5).open(new Failing("3D000", "database \"x\" does not exist", 9)))
        .isInstanceOfSatisfying(
            MigrationException.class, e -> assertThat(e.remedy()).contains("create the database"));
    assertThat(heard).isEmpty();
  }

  private Connector connector(int attempts) {
    return new Connector(
        new Retry(attempts, Duration.ofMillis(1)),
        new MigrationListener() {
          @Override
          public void connectFailed(int attempt, int of, Duration pause, String reason) {
            heard.add(attempt + "/" + of + " " + pause);
          }
        });
  }

  /** A server that answers with an error. */
  private static final class Failing implements Database {
    private final String state;
    private final String message;
    private final int times;
    private int attempts;

    Failing(String state, String message, int times) {
      this.state = state;
      this.message = message;
      this.times = times;
    }

    @Override
    public Connection open() throws SQLException {
      if (++attempts <= times) {
        throw new SQLException(message, state);
      }
      throw new IllegalStateException("more attempts than the test wants");
    }

    @Override
    public String label() {
      return "somewhere";
    }
  }
}
