package dev.dbpush.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.sql.alter.AlterAction;
import dev.dbpush.sql.alter.AlterKind;
import dev.dbpush.sql.alter.AlterTable;
import dev.dbpush.sql.syntax.SqlStatement;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the random lists are made of: the synopsis of ALTER TABLE, sub-command by sub-command. */
final class SequencesTest {
  private static final int LISTS = 2_000;

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void everySubCommandOfTheVersionIsDrawn(int version) {
    Set<AlterKind> missing = EnumSet.allOf(AlterKind.class);
    missing.remove(AlterKind.UNKNOWN);
    if (version < 15) {
      missing.remove(AlterKind.SET_ACCESS_METHOD);
    }
    if (version < 17) {
      missing.remove(AlterKind.SET_EXPRESSION);
    }
    Set<String> unread = new HashSet<>();
    Sequences sequences = new Sequences(1, version);
    for (int i = 0; i < LISTS; i++) {
      for (String statement : sequences.next()) {
        AlterTable alter = AlterTable.read(SqlStatement.of(statement));
        for (AlterAction action : alter == null ? List.<AlterAction>of() : alter.actions()) {
          missing.remove(action.kind());
          if (action.kind() == AlterKind.UNKNOWN) {
            unread.add(action.text());
          }
        }
      }
    }

    assertThat(missing).isEmpty();
    assertThat(unread).as("all that is drawn is understood").isEmpty();
  }

  @Test
  void whatIsNewInVersion18IsDrawn() {
    StringBuilder all = new StringBuilder();
    Sequences sequences = new Sequences(1, 18);
    for (int i = 0; i < LISTS; i++) {
      all.append(String.join("\n", sequences.next())).append('\n');
    }

    assertThat(all.toString())
        .contains(
            "WITHOUT OVERLAPS",
            "PERIOD during) REFERENCES",
            "CHECK (n > 5) NOT ENFORCED",
            "ALTER CONSTRAINT gvf NOT ENFORCED",
            "ALTER CONSTRAINT gvf ENFORCED",
            "ALTER CONSTRAINT gvn NO INHERIT",
            "ALTER CONSTRAINT gvn INHERIT",
            "VIRTUAL",
            "NO INHERIT",
            "SET STATISTICS DEFAULT",
            "FINALIZE");
  }
}
