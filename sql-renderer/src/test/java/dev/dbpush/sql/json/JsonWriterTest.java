package dev.dbpush.sql.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonWriterTest {

  @Test
  void membersKeepTheirOrderAndLevelsAreIndented() {
    JsonWriter json = new JsonWriter().object().field("b", 1).field("a", true);
    json.array("list").value("x").value(2).object().field("n", (String) null).end().end();
    assertThat(json.end().toString())
        .isEqualTo(
            """
            {
              "b": 1,
              "a": true,
              "list": [
                "x",
                2,
                {
                  "n": null
                }
              ]
            }""");
  }

  @Test
  void emptyObjectsAndArraysStayOnOneLine() {
    JsonWriter json = new JsonWriter().object().object("o").end().field("a", List.of());
    assertThat(json.end().toString()).isEqualTo("{\n  \"o\": {},\n  \"a\": []\n}");
  }

  @Test
  void quotesControlCharactersAndLoneSurrogatesAreEscaped() {
    assertThat(JsonWriter.quote("a\"\\\n\t\u0001\ud83d\ude00\ud83d"))
        .isEqualTo("\"a\\\"\\\\\\n\\t\\u0001\ud83d\ude00\\ud83d\"");
  }
}
