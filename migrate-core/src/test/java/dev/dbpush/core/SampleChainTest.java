package dev.dbpush.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.authoring.Check;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.DatabaseUrl;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sample chain that the README begins with. */
final class SampleChainTest {
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  private final MigrationFolder folder = MigrationFolder.at(Path.of("..", "migrations"));

  @Test
  void theSampleChainIsSoundAndSealed() {
    assertThat(Check.withStatements(0).run(folder.read()).problems()).isEmpty();
  }

  @Test
  void theSampleChainGoesUpDownAndUpAgainToTheSameSchema() throws SQLException {
    Migrator migrator =
        new Migrator(
            MigratorConfig.of(Migrations.from(folder))
                .withDatabase(
                    new UrlDatabase(
                        DatabaseUrl.parse(database.url()),
                        database.user(),
                        database.password(),
                        "test")));
    migrator.push(Target.HEAD);
    List<String> first = columns();
    assertThat(first).contains("leaderboard.place bigint").hasSizeGreaterThan(40);
    assertThat(migrator.status().isClean()).isTrue();
    migrator.downgrade(Target.BASE);
    assertThat(columns()).isEmpty();
    migrator.push(Target.HEAD);
    assertThat(columns()).isEqualTo(first);
  }

  private List<String> columns() throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT table_name || '.' || column_name || ' ' || data_type"
                    + " FROM information_schema.columns WHERE table_schema = 'public'"
                    + " AND table_name NOT LIKE 'dbpush%' ORDER BY 1")) {
      while (rows.next()) {
        columns.add(rows.getString(1));
      }
    }
    return columns;
  }
}
