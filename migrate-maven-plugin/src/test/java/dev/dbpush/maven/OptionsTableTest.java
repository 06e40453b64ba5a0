package dev.dbpush.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The one table of options, compared with what the plugin really has. */
final class OptionsTableTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void theTableHoldsEveryOptionWithItsDefaultAndNoOther() throws Exception {
    Set<String> described = described();
    assertThat(described).contains("db.url = ", "db.lockTimeout = 5s");
    assertThat(table()).isEqualTo(described);
  }

  @Test
  void everyGoalHasAPage() throws Exception {
    for (Element mojo : elements(descriptor(), "mojo")) {
      String goal = text(mojo, "goal");
      if (!goal.equals("help")) {
        String page = goal.equals("stop") ? "start" : goal;
        assertThat(DOCS.resolve("goals").resolve(page + ".md")).content().contains("db:" + goal);
      }
    }
  }

  @Test
  void everyGoalMayRunBesideOthers() throws Exception {
    for (Element mojo : elements(descriptor(), "mojo")) {
      assertThat(text(mojo, "threadSafe")).as(text(mojo, "goal")).isEqualTo("true");
    }
  }

  /** Maven prints the values of parameters under -X. */
  @Test
  void noParameterHoldsAPassword() throws Exception {
    for (Element mojo : elements(descriptor(), "mojo")) {
      for (Element parameter : elements(mojo, "parameter")) {
        assertThat(text(parameter, "name")).isNotEqualToIgnoringCase("password");
      }
    }
  }

  private static Set<String> described() throws Exception {
    Set<String> options = new TreeSet<>();
    options.add("db.password = ");
    for (Element mojo : elements(descriptor(), "mojo")) {
      if (text(mojo, "goal").equals("help")) {
        continue;
      }
      Element configuration = elements(mojo, "configuration").get(0);
      for (Element parameter : elements(mojo, "parameter")) {
        if (text(parameter, "editable").equals("false")) {
          continue;
        }
        String name = text(parameter, "name");
        NodeList values = configuration.getElementsByTagName(name);
        String expression = values.getLength() == 0 ? "" : values.item(0).getTextContent();
        String standard =
            values.getLength() == 0 ? "" : ((Element) values.item(0)).getAttribute("default-value");
        String option =
            expression.isEmpty() ? "db." + name : expression.substring(2, expression.length() - 1);
        options.add(option + " = " + standard);
      }
    }
    return options;
  }

  private static Set<String> table() throws IOException {
    Set<String> options = new TreeSet<>();
    for (String line : Files.readAllLines(DOCS.resolve("options.md"))) {
      if (line.startsWith("| `db.")) {
        String[] cells = line.split("\\|");
        options.add(code(cells[1]) + " = " + code(cells[2]));
      }
    }
    return options;
  }

  private static String code(String cell) {
    return cell.replace("`", "").strip();
  }

  private static Document descriptor() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(Path.of("target", "classes", "META-INF", "maven", "plugin.xml").toFile());
  }

  private static List<Element> elements(Node node, String name) {
    NodeList found =
        node instanceof Document document
            ? document.getElementsByTagName(name)
            : ((Element) node).getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static String text(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }
}
