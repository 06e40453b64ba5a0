package dev.dbpush.sql.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.sql.syntax.SqlStatement;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MigrationTemplateTest {
  private static final RevisionId REVISION = new RevisionId("55296ad22e23");

  @Test
  void aNewFileHasItsHeaderAndBothSections() {
    MigrationTemplate template =
        new MigrationTemplate(
            REVISION,
            List.of(new RevisionId("aaaaaaaaaaaa"), new RevisionId("bbbbbbbbbbbb")),
            "2025-12-01T20:53Z",
            "add_email",
            "SELECT 1;\n\n",
            "SELECT 2;",
            "",
            List.of("Imported from V1__a.sql"));
    assertThat(template.fileName()).isEqualTo("2025_12_01_2053-55296ad22e23_add_email.sql");
    assertThat(template.text())
        .isEqualTo(
            """
            -- revision: 55296ad22e23
            -- parent: aaaaaaaaaaaa, bbbbbbbbbbbb
            -- created: 2025-12-01T20:53Z
            -- Imported from V1__a.sql

            -- migrate:up
            SELECT 1;

            -- migrate:down
            SELECT 2;
            """);
  }

  @Test
  void sqlThatWouldOpenASectionIsKeptAsAComment() {
    MigrationFile file = read(template("SELECT 1;\n-- migrate:down\nSELECT 2;", null, "x", "a: b"));
    assertThat(file.up().text()).contains("\n--- migrate:down\n");
    assertThat(file.up().statements()).hasSize(2);
    assertThat(file.down()).isNull();
    assertThat(file.irreversible()).isEqualTo("x");
  }

  @Test
  void whatATemplateWritesIsReadBack() {
    long seed = Long.getLong("test.seed", 1);
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String up = sql(random);
      String down = random.nextInt(3) == 0 ? null : sql(random);
      String reason = down == null ? remark(random) : "";
      MigrationTemplate template = template(up, down, reason, remark(random));
      String as = "seed " + seed + ", case " + i + ":\n" + template.text();
      MigrationFile file = read(template);
      assertThat(file.up().text().strip()).as(as).isEqualTo(up.replace("\r\n", "\n").strip());
      assertThat(file.irreversible()).as(as).isEqualTo(reason.replaceAll("\\s+", " ").strip());
      assertThat(file.down() == null).as(as).isEqualTo(down == null);
      if (file.down() != null) {
        assertThat(texts(file.down())).as(as).isEqualTo(texts(Section.of(down)));
      }
      assertThat(file.parents()).as(as).isEqualTo(template.parents());
      assertThat(file.slug()).as(as).isEqualTo(template.slug());
    }
  }

  private static List<String> texts(Section section) {
    return section.statements().stream().map(SqlStatement::text).toList();
  }

  private static MigrationFile read(MigrationTemplate template) {
    return MigrationFileParser.parse(template.fileName(), template.text());
  }

  private static MigrationTemplate template(
      String up, @Nullable String down, String reason, String remark) {
    return new MigrationTemplate(
        REVISION, List.of(), "2025-12-01T20:53Z", "x", up, down, reason, List.of(remark));
  }

  private static String sql(Random random) {
    String[] pieces = {
      "SELECT 1;\n",
      "SELECT 'a\n-- migrate:down\n';\n",
      "DO $$ BEGIN NULL; END $$;\r\n",
      "-- a remark: here\n",
      "  -- migrate: the users, later\n".replace("migrate:", "migrated:"),
      "COPY t FROM stdin;\n-- migrate:up\nit's\n\\.\n",
      "\n\n",
      "/* -- migrate:up */\n",
      "SELECT (1;2);\n",
    };
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      out.append(pieces[random.nextInt(pieces.length)]);
    }
    return out.toString().stripTrailing();
  }

  private static String remark(Random random) {
    String[] words = {"note:", "x", "migrate:up", "revision:", " : ", "é", "-- ", "\n", "none", ""};
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      out.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
    }
    // a reason that begins with a colon would lose it
    return out.toString().strip().replaceFirst("^[:\\s]+", "");
  }
}
