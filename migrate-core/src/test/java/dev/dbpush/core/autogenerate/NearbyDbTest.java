package dev.dbpush.core.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class NearbyDbTest {
  private static final String MODEL =
      """
      CREATE DOMAIN mail AS text CHECK (VALUE LIKE '%@%');
      CREATE TABLE team (id bigint PRIMARY KEY, name text);
      CREATE TABLE member (id bigserial PRIMARY KEY, mail mail, team bigint REFERENCES team);
      CREATE INDEX member_mail ON member (mail);
      CREATE TABLE guest (id bigint, host bigint REFERENCES member);
      CREATE VIEW addresses AS SELECT mail FROM member;
      CREATE VIEW hosts AS SELECT a.mail FROM addresses a;
      CREATE TABLE visit (at date) PARTITION BY RANGE (at);
      CREATE TABLE visit_old PARTITION OF visit FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
      CREATE INDEX visit_at ON visit (at);
      CREATE TABLE "Odd name" (x int);
      CREATE TABLE "+" (x int);
      """;

  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path root;

  @Test
  void aStatementIsNearWhatItNamesWhatDependsOnThatAndWhatTheseNeed() {
    Snapshot all = snapshot();

    assertThat(tables(Nearby.of(all, "ALTER TABLE member ADD COLUMN nick text;\n")))
        .contains("member", "team", "guest")
        .doesNotContain("visit", "visit_old", "Odd name");
    assertThat(names(Nearby.of(all, "ALTER TABLE member DROP COLUMN mail;\n")))
        .contains("addresses", "hosts", "member_mail", "mail", "member_id_seq");
    assertThat(tables(Nearby.of(all, "DROP INDEX member_mail;\n"))).contains("member");
    assertThat(tables(Nearby.of(all, "ALTER TABLE visit ADD COLUMN x int;\n")))
        .contains("visit", "visit_old")
        .doesNotContain("member", "guest");
    assertThat(tables(Nearby.of(all, "DROP TABLE \"Odd name\";\n"))).contains("Odd name");
    assertThat(tables(Nearby.of(all, "DROP TABLE \"+\";\n"))).contains("+");
    assertThat(tables(Nearby.of(all, "CREATE TABLE other (id int);\n"))).doesNotContain("visit");
  }

  @Test
  void whatIsNearNeedsNothingThatIsNot() {
    Snapshot all = snapshot();
    for (ObjectId id : all.objects().keySet()) {
      Snapshot part = Nearby.of(all, "ALTER " + id.name() + ";");
      Set<ObjectId> kept = part.objects().keySet();
      part.dependencies().values().forEach(needs -> assertThat(kept).containsAll(needs));
    }
  }

  private Snapshot snapshot() {
    try (ModelSide side = new ModelSide(new Workshop(root, database).model(MODEL).config())) {
      return side.snapshot();
    }
  }

  private static List<String> tables(Snapshot snapshot) {
    return snapshot.objects().keySet().stream()
        .filter(id -> id.equals(ObjectId.table("public", id.name())))
        .map(ObjectId::name)
        .toList();
  }

  private static List<String> names(Snapshot snapshot) {
    return snapshot.objects().keySet().stream().map(ObjectId::name).toList();
  }
}
