package dev.dbpush.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Hibernate makes for enums of the database's own. */
final class CastDbTest {
  private static final DiffOptions ALL = DiffOptions.DEFAULT.allowing(Set.of("all"));
  private static final String TYPE = "CREATE TYPE rank AS ENUM ('low', 'high');\n";
  private static final String CASTS =
      """
      CREATE CAST (varchar AS rank) WITH INOUT AS IMPLICIT;
      CREATE CAST (rank AS varchar) WITH INOUT AS ASSIGNMENT;
      CREATE FUNCTION level(rank) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
      CREATE CAST (rank AS int) WITH FUNCTION level(rank);
      COMMENT ON CAST (rank AS int) IS 'the level';
      """;
  private static final String TABLE =
      "CREATE TABLE t (id int PRIMARY KEY, r rank DEFAULT 'low');\n";

  @Test
  void castsComeAndGoWithTheirTypes() throws SQLException {
    RoundTrip trip = trip("CREATE TABLE t (id int PRIMARY KEY);", TYPE + CASTS + TABLE, ALL);
    assertThat(trip.up)
        .contains("CREATE CAST (character varying AS rank) WITH INOUT AS IMPLICIT")
        .contains("CREATE CAST (rank AS integer) WITH FUNCTION level(rank)");
  }

  @Test
  void aCastIsMadeAgainWhereItsTypeIs() throws SQLException {
    String more = TYPE.replace("'low'", "'none', 'low'");
    trip(more + CASTS + TABLE, TYPE + CASTS + TABLE, ALL);
  }

  @Test
  void aCastFollowsTheNewNameOfItsType() throws SQLException {
    String renamed = (TYPE + CASTS + TABLE).replace("rank", "degree");
    RoundTrip trip = trip(TYPE + CASTS + TABLE, renamed, ALL.renaming(List.of("rank:degree")));
    assertThat(trip.up).noneMatch(sql -> sql.contains("CAST"));
  }

  @Test
  void aChangedCastIsMadeAgain() throws SQLException {
    String all = TYPE + CASTS + TABLE;
    trip(all, all.replace("INOUT AS IMPLICIT", "INOUT AS ASSIGNMENT"), ALL);
    trip(all, all.replace("'the level'", "'another'"), ALL);
  }

  private static RoundTrip trip(String from, String to, DiffOptions options) throws SQLException {
    RoundTrip trip = RoundTrip.of(from, to, options);
    assertThat(trip.result.refusals()).isEmpty();
    assertThat(trip.up).isNotEmpty();
    assertThat(trip.leftAfterUp).isEmpty();
    assertThat(trip.leftAfterDown).isEmpty();
    return trip;
  }
}
