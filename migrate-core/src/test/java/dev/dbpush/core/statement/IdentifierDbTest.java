package dev.dbpush.core.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.StringConstant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class IdentifierDbTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.create();

  /** The version whose reserved words the renderer knows; an older server reserves fewer. */
  private static final int NEWEST = 18;

  @Test
  void wordsAreQuotedAsTheServerQuotesThem() throws SQLException {
    boolean newest = DATABASE.server().major() == NEWEST;
    for (String word : DATABASE.query("SELECT word FROM pg_get_keywords() ORDER BY 1")) {
      boolean quoted = DATABASE.query("SELECT quote_ident('" + word + "')").get(0).startsWith("\"");
      boolean ours = Identifier.quote(word).startsWith("\"");
      assertThat(ours).as(word).isIn(quoted, quoted || !newest);
    }
  }

  @Test
  void namesAreQuotedAsTheServerQuotesThem() throws SQLException {
    for (String name : List.of("a", "_a1", "A", "a b", "a\"b", "1a", "a$b", "é", "a-b", "a.b")) {
      try (Connection connection = DATABASE.connect();
          PreparedStatement statement = connection.prepareStatement("SELECT quote_ident(?)")) {
        statement.setString(1, name);
        try (ResultSet rows = statement.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(Identifier.quote(name)).isEqualTo(rows.getString(1));
        }
      }
    }
  }

  @Test
  void namesAreReadAsTheServerReadsThem() throws SQLException {
    String[] sources = {
      "Guild",
      "\"Guild\"",
      "ÀB",
      "\"a\"\"b\"",
      "U&\"d\\0061t\\+000061\"",
      "a".repeat(70),
      '"' + "é".repeat(40) + '"',
      "A$b",
      "\"a😀" + "😀".repeat(20) + '"',
      "日本"
    };
    for (String source : sources) {
      try (Connection connection = DATABASE.connect();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT 1 AS " + source)) {
        assertThat(Identifier.kept(Identifier.read(source)))
            .isEqualTo(rows.getMetaData().getColumnLabel(1));
      }
    }
  }

  @Test
  void stringConstantsAreReadAsTheServerReadsThem() throws SQLException {
    long seed = Long.getLong("test.seed", 1);
    Random random = new Random(seed);
    int compared = 0;
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 300; i++) {
        String source = constant(random);
        try (ResultSet rows = statement.executeQuery("SELECT " + source)) {
          assertThat(rows.next()).isTrue();
          assertThat(StringConstant.read(source))
              .as(seed + ": " + source)
              .isEqualTo(rows.getString(1));
          compared++;
        } catch (SQLException e) {
          assertThat(e.getSQLState()).as(seed + ": " + source).isIn("42601", "22025", "22021");
        }
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  private static String constant(Random random) {
    String[] open = {"'", "E'", "e'", "U&'", "N'", "$$", "$x$"};
    String[] pieces = {
      "a",
      "''",
      "\\\\",
      "\\n",
      "\\'",
      "\\101",
      "\\x41",
      "\\u00e9",
      "\\U0001F600",
      "\\0061",
      "\\+01F600",
      "\\D83D\\DE00",
      "é",
      "😀",
      "\n",
      "$",
      "'\n'",
      "' -- it\n '",
      "\""
    };
    String start = open[random.nextInt(open.length)];
    StringBuilder out = new StringBuilder(start);
    for (int i = random.nextInt(6); i > 0; i--) {
      out.append(pieces[random.nextInt(pieces.length)]);
    }
    return out.append(start.startsWith("$") ? start : "'").toString();
  }
}
