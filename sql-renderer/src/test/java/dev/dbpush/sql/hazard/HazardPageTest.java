package dev.dbpush.sql.hazard;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class HazardPageTest {

  @Test
  void thePageNamesEveryRuleWithItsReasonAndItsRecipe() throws IOException {
    HazardPage.check("rules", HazardPage.rules());
  }
}
