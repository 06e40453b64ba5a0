package dev.dbpush.sql.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import dev.dbpush.sql.testing.SqlSoup;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StatementLawsTest {

  @Test
  void everyQuestionHasAnAnswerForEveryCommand() {
    SqlSoup soup = SqlSoup.create();
    Map<String, Integer> answers = new HashMap<>();
    for (int i = 0; i < SqlSoup.count(20_000); i++) {
      String text = soup.next();
      try {
        StatementSplitter.split(text).statements().forEach(statement -> ask(statement, answers));
      } catch (SqlSyntaxException e) {
        // not a text with commands; the splitter's own laws look at it
      } catch (RuntimeException e) {
        throw new AssertionError(soup.describe() + ", case " + i + ": " + text, e);
      }
    }
    assertThat(answers).as(soup.describe()).containsKeys("block", "control", "session", "refusal");
  }

  private static void ask(SqlStatement statement, Map<String, Integer> answers) {
    TransactionRules.refusesBlock(statement, 17).ifPresent(x -> count(answers, "block"));
    StatementKind.transactionControl(statement).ifPresent(x -> count(answers, "control"));
    StatementKind.sessionChange(statement).ifPresent(x -> count(answers, "session"));
    StatementKind.refusal(statement).ifPresent(x -> count(answers, "refusal"));
    StatementKind.addedEnumLabel(statement).ifPresent(x -> count(answers, "label"));
    StatementKind.concurrentIndex(statement).ifPresent(x -> count(answers, "index"));
    StatementKind.effectOutsideDatabase(statement).ifPresent(x -> count(answers, "outside"));
    if (StatementKind.changesHowTextIsRead(statement)) {
      count(answers, "text");
    }
    if (new AddedEnumLabel(QualifiedName.of("t"), "x", false).mayBeUsedIn(statement)) {
      count(answers, "uses");
    }
  }

  private static void count(Map<String, Integer> answers, String answer) {
    answers.merge(answer, 1, Integer::sum);
  }
}
