package dev.dbpush.sql.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SegmenterTest {

  @Test
  void aSectionIsOneTransaction() {
    assertThat(shape("CREATE TABLE a (); CREATE TABLE b ();")).containsExactly("tx: CREATE TABLE a () | CREATE TABLE b ()");
  }

  @Test
  void aStatementThatRefusesABlockStandsAloneBetweenItsNeighbours() {
    assertThat(shape("CREATE TABLE a (x int); CREATE INDEX CONCURRENTLY i ON a (x); INSERT INTO a VALUES (1);"))
        .containsExactly(
            "tx: CREATE TABLE a (x int)",
            "alone: CREATE INDEX CONCURRENTLY i ON a (x)",
            "tx: INSERT INTO a VALUES (1)");
  }

  @Test
  void theNameOfABuiltIndexIsKnownWithItsTablesSchema() {
    List<Segment> segments = segments("CREATE INDEX CONCURRENTLY i ON app.a (x);").segments();
    assertThat(segments).singleElement().extracting(Segment::buildsIndex).isEqualTo("app.i");
  }

  @Test
  void beginAndCommitAreBordersAndDoNotRun() {
    assertThat(shape("CREATE TABLE a (); BEGIN; CREATE TABLE b (); CREATE TABLE c (); COMMIT; CREATE TABLE d ();"))
        .containsExactly(
            "tx: CREATE TABLE a ()",
            "tx: CREATE TABLE b () | CREATE TABLE c ()",
            "tx: CREATE TABLE d ()");
  }

  @Test
  void commitAndChainBeginsTheNextTransaction() {
    assertThat(problems("BEGIN; SELECT 1; COMMIT AND CHAIN; SELECT 2;"))
        .singleElement()
        .asString()
        .contains("never committed");
  }

  @Test
  void aSettingIsRepeatedInTheLaterSegmentsOfItsSection() {
    List<Segment> segments =
        segments("SET search_path = app; CREATE TABLE a (x int); CREATE INDEX CONCURRENTLY i ON a (x); SELECT 1;")
            .segments();
    assertThat(segments).hasSize(3);
    assertThat(segments.get(0).replay()).isEmpty();
    assertThat(texts(segments.get(1).replay())).isEqualTo("SET search_path = app");
    assertThat(texts(segments.get(2).replay())).isEqualTo("SET search_path = app");
  }

  @Test
  void aSettingThatIsLocalIsNotRepeated() {
    List<Segment> segments =
        segments("SET LOCAL work_mem = '1MB'; SELECT 1; VACUUM a; SELECT 2;").segments();
    assertThat(segments).allSatisfy(segment -> assertThat(segment.replay()).isEmpty());
  }

  @Test
  void aLabelThatALaterStatementNeedsIsCommittedFirst() {
    assertThat(shape("ALTER TYPE mood ADD VALUE 'calm'; UPDATE t SET m = 'calm';"))
        .containsExactly("tx: ALTER TYPE mood ADD VALUE 'calm'", "tx: UPDATE t SET m = 'calm'");
  }

  @Test
  void aLabelThatNothingNeedsStaysInItsTransaction() {
    assertThat(shape("ALTER TYPE mood ADD VALUE 'calm'; UPDATE t SET m = 'glad';"))
        .containsExactly("tx: ALTER TYPE mood ADD VALUE 'calm' | UPDATE t SET m = 'glad'");
  }

  @Test
  void withoutATransactionEachStatementIsASegment() {
    assertThat(shapeOf("-- migrate:up transaction:false\nSELECT 1; SELECT 2; BEGIN; SELECT 3; SELECT 4; COMMIT;"))
        .containsExactly("alone: SELECT 1", "alone: SELECT 2", "tx: SELECT 3 | SELECT 4");
  }

  @Test
  void anEmptySectionIsOneEmptyTransaction() {
    assertThat(shape("-- nothing to do\n")).containsExactly("tx: ");
  }

  @Test
  void whatCannotRunIsRefusedWithItsPlace() {
    assertThat(problems("SELECT 1;\nROLLBACK;\nDISCARD ALL;\nSET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;\nSELECT pg_advisory_unlock_all();"))
        .hasSize(4)
        .allSatisfy(problem -> assertThat(problem).contains("\n  "))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("7:1: ROLLBACK"),
            second -> assertThat(second).startsWith("8:1: DISCARD"),
            third -> assertThat(third).startsWith("9:1: SET SESSION CHARACTERISTICS"),
            fourth -> assertThat(fourth).startsWith("10:1: pg_advisory_unlock_all"));
  }

  @Test
  void aTransactionThatIsNestedOrLeftOpenIsRefused() {
    assertThat(problems("BEGIN; BEGIN; SELECT 1;")).hasSize(2);
    assertThat(problems("BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT;"))
        .singleElement()
        .asString()
        .contains("ISOLATION LEVEL SERIALIZABLE");
    assertThat(problems("BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE; SELECT 1; COMMIT;")).isEmpty();
    assertThat(problems("BEGIN; VACUUM t; COMMIT;")).singleElement().asString().contains("VACUUM");
  }

  private static List<String> shape(String up) {
    return shapeOf("-- migrate:up\n" + up);
  }

  private static List<String> shapeOf(String sections) {
    return Segmenter.segments(file(sections).up(), 17).segments().stream()
        .map(segment -> (segment.transactional() ? "tx: " : "alone: ") + texts(segment.statements()))
        .toList();
  }

  private static Segments segments(String up) {
    return Segmenter.segments(file("-- migrate:up\n" + up).up(), 0);
  }

  private static List<String> problems(String up) {
    return segments(up).problems().stream().map(Object::toString).toList();
  }

  private static String texts(List<SqlStatement> statements) {
    return statements.stream().map(SqlStatement::text).collect(Collectors.joining(" | "));
  }

  private static MigrationFile file(String sections) {
    return MigrationFileParser.parse(
        "a.sql",
        "-- revision: 0123456789ab\n-- parent: none\n-- created: 2026-01-01T00:00Z\n\n" + sections);
  }
}
