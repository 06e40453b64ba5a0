package dev.dbpush.sql.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PgDurationTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, 500, 500ms",
    "2s, 2000, 2s",
    "10min, 600000, 10min",
    "1h, 3600000, 1h",
    "1d, 86400000, 24h",
    "90s, 90000, 90s",
    "250, 250, 250ms",
    "0, 0, 0",
    "' 5 s ', 5000, 5s",
    "500us, 1, 1ms",
    "1us, 1, 1ms",
    "2000us, 2, 2ms",
    "2147483647, 2147483647, 2147483647ms",
    "24d, 2073600000, 576h",
  })
  void aDurationIsReadAndWritten(String text, long millis, String written) {
    assertThat(PgDuration.parse(text)).isEqualTo(Duration.ofMillis(millis));
    assertThat(PgDuration.format(Duration.ofMillis(millis))).isEqualTo(written);
    assertThat(PgDuration.parse(written)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s",
        "-1s",
        "1.5s",
        "1 week",
        "5S",
        "2147483648",
        "25d",
        "999999999d",
        "1s 2s"
      })
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PgDuration.parse(text))
        .withMessageContaining(text);
  }
}
