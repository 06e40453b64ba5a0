package dev.dbpush.core.model.jpa;

import dev.dbpush.core.model.ModelException;
import dev.dbpush.sql.syntax.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A unit of {@code META-INF/persistence.xml}.
 *
 * @param name the unit's name
 * @param provider the provider's class; null where none is named
 * @param classes the listed classes
 * @param mappingFiles the listed mapping files
 * @param listedOnly whether classes that are not listed do not belong to it
 * @param properties what it says to the provider
 */
record PersistenceXml(
    String name,
    @Nullable String provider,
    List<String> classes,
    List<String> mappingFiles,
    boolean listedOnly,
    Map<String, String> properties) {
  static final String FILE = "META-INF/persistence.xml";

  /**
   * The unit of a folder; null where it has no such file.
   *
   * @throws ModelException if the file cannot be read, or does not say which unit is meant
   */
  static @Nullable PersistenceXml find(List<Path> outputs, @Nullable String unit) {
    for (Path output : outputs) {
      Path file = output.resolve(FILE);
      if (Files.isRegularFile(file)) {
        return choose(file, read(file), unit);
      }
    }
    return null;
  }

  private static PersistenceXml choose(
      Path file, List<PersistenceXml> units, @Nullable String unit) {
    List<PersistenceXml> fitting =
        units.stream().filter(one -> unit == null || one.name.equals(unit)).toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    String names = units.stream().map(PersistenceXml::name).collect(Collectors.joining(", "));
    throw failure(
        file,
        unit == null ? "it has the units " + names : "it has no unit " + unit + ", but " + names,
        "db.jpa.unit names the one that is meant");
  }

  private static List<PersistenceXml> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setNamespaceAware(true);
      NodeList elements =
          factory.newDocumentBuilder().parse(in).getElementsByTagNameNS("*", "persistence-unit");
      List<PersistenceXml> units = new ArrayList<>();
      for (int i = 0; i < elements.getLength(); i++) {
        units.add(unit((Element) elements.item(i)));
      }
      return units;
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw failure(file, "cannot be read: " + e.getMessage(), "mend the file");
    }
  }

  private static PersistenceXml unit(Element element) {
    List<String> provider = texts(element, "provider");
    List<String> unlisted = texts(element, "exclude-unlisted-classes");
    boolean excluded =
        element.getElementsByTagNameNS("*", "exclude-unlisted-classes").getLength() > 0
            && !unlisted.contains("false");
    Map<String, String> properties = new LinkedHashMap<>();
    NodeList nodes = element.getElementsByTagNameNS("*", "property");
    for (int i = 0; i < nodes.getLength(); i++) {
      Element property = (Element) nodes.item(i);
      properties.put(property.getAttribute("name"), property.getAttribute("value"));
    }
    return new PersistenceXml(
        element.getAttribute("name"),
        provider.isEmpty() ? null : provider.get(0),
        texts(element, "class"),
        texts(element, "mapping-file"),
        excluded,
        properties);
  }

  private static List<String> texts(Element element, String name) {
    List<String> texts = new ArrayList<>();
    NodeList nodes = element.getElementsByTagNameNS("*", name);
    for (int i = 0; i < nodes.getLength(); i++) {
      String text = nodes.item(i).getTextContent().strip();
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static ModelException failure(Path file, String message, String remedy) {
    return new ModelException(List.of(new Problem(file.toString(), null, message, remedy)));
  }
}
