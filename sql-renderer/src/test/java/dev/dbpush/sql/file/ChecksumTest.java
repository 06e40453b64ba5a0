package dev.dbpush.sql.file;

import static dev.dbpush.sql.file.MigrationFiles.body;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChecksumTest {
  private static final String PLAIN = up("-- migrate:up\nSELECT 1;\n\nSELECT $$\na\n$$;\n");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- migrate:up\n\n\nSELECT 1;  \n\t\nSELECT $$\na\n$$;",
        "-- migrate:up\r\nSELECT 1;\r\n\r\nSELECT $$\r\na\r\n$$;\r\n",
        "-- migrate:up\n-- migrate:lock-timeout 1s\nSELECT 1;\n\nSELECT $$\na\n$$;\n\n\n",
        "-- migrate:up\n  -- migrate:allow x\nSELECT 1;\n\nSELECT $$\na\n$$;\n-- migrate:down\nSELECT 9;",
        "-- migrate:up transaction:true\nSELECT 1;\n\nSELECT $$\na\n$$;\n",
      })
  void whatCannotChangeTheOutcomeDoesNotCount(String body) {
    assertThat(up(body)).isEqualTo(PLAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- migrate:up\nSELECT 2;\n\nSELECT $$\na\n$$;\n",
        "-- migrate:up\nSELECT 1;\n\nSELECT $$\n\na\n$$;\n",
        "-- migrate:up\nSELECT 1;\n\nSELECT $$\n a\n$$;\n",
        "-- migrate:up\nSELECT 1;\n\nSELECT $$\na\n-- migrate:allow x\n$$;\n",
        "-- migrate:up\nSELECT 1; -- remark\n\nSELECT $$\na\n$$;\n",
        "-- migrate:up transaction:false\nSELECT 1;\n\nSELECT $$\na\n$$;\n",
      })
  void everythingElseCounts(String body) {
    assertThat(up(body)).isNotEqualTo(PLAIN).startsWith("v1:").hasSize(3 + 64);
  }

  @Test
  void theDigitsAreSha256OverTheNormalisedLines() {
    assertThat(up("-- migrate:up\n\n a \n\n\n b\n"))
        .isEqualTo("v1:" + Checksum.sha256(" a\n\n\n b\n"));
    assertThat(Checksum.sha256(""))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  private static String up(String body) {
    return body(body).upChecksum();
  }
}
