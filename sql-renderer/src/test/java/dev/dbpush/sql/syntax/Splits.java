package dev.dbpush.sql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;

/** Splits texts for tests, and checks on the way what holds for every text. */
final class Splits {

  private Splits() {}

  /** The commands of a text. */
  static List<String> texts(String text) {
    return split(text).statements().stream().map(SqlStatement::text).toList();
  }

  /** A text split, with the laws checked. */
  static SplitSql split(String text) {
    SplitSql split = StatementSplitter.split(text);
    checkLaws(split);
    return split;
  }

  /** What is wrong with a text. */
  static Problem problem(String text) {
    SqlSyntaxException e =
        catchThrowableOfType(SqlSyntaxException.class, () -> StatementSplitter.split(text));
    assertThat(e).as("refused: %s", text).isNotNull();
    return e.problem();
  }

  /** Nothing is lost, places are right, and splitting once more changes nothing. */
  static void checkLaws(SplitSql split) {
    StringBuilder joined = new StringBuilder();
    StringBuilder again = new StringBuilder();
    List<String> gaps = split.gaps();
    for (int i = 0; i < split.statements().size(); i++) {
      SqlStatement statement = split.statements().get(i);
      joined.append(gaps.get(i)).append(split.text(), statement.start(), statement.end());
      assertThat(split.text().startsWith(statement.text(), statement.start())).isTrue();
      assertThat(statement.position())
          .isEqualTo(SourcePosition.of(split.text(), statement.start()));
      again.append(statement.text()).append(";\n");
      if (statement.copyData() != null) {
        again.append(statement.copyData()).append("\\.\n");
      }
    }
    joined.append(gaps.get(gaps.size() - 1));
    assertThat(joined.toString()).isEqualTo(split.text());
    assertThat(commands(StatementSplitter.split(again.toString()))).isEqualTo(commands(split));
  }

  private static List<List<String>> commands(SplitSql split) {
    List<List<String>> commands = new ArrayList<>();
    for (SqlStatement statement : split.statements()) {
      commands.add(List.of(statement.text(), String.valueOf(statement.copyData())));
    }
    return commands;
  }
}
