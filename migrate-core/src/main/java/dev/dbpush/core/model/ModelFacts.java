package dev.dbpush.core.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What models say beside the schema itself.
 *
 * @param places where an object is written down
 * @param entities which entity a table is made of, by the table's name as {@link #plain} writes it
 * @param hints what was called otherwise
 */
public record ModelFacts(
    Map<Subject, String> places, Map<String, String> entities, List<RenameHint> hints) {

  /** No facts. */
  public static final ModelFacts NONE = new ModelFacts(Map.of(), Map.of(), List.of());

  /** Copies the collections. */
  public ModelFacts {
    places = Map.copyOf(places);
    entities = Map.copyOf(entities);
    hints = List.copyOf(hints);
  }

  /** Both; what is in both is as this one says. */
  ModelFacts and(ModelFacts other) {
    Map<Subject, String> allPlaces = new HashMap<>(other.places);
    allPlaces.putAll(places);
    Map<String, String> allEntities = new HashMap<>(other.entities);
    allEntities.putAll(entities);
    List<RenameHint> allHints = new ArrayList<>(hints);
    allHints.addAll(other.hints);
    return new ModelFacts(allPlaces, allEntities, allHints);
  }

  /** What in the models an object stands for; null where nothing is to be said. */
  public @Nullable String element(Subject subject) {
    String place = places.get(subject);
    return place != null || !subject.kind().equals("table")
        ? place
        : entities.get(plain(subject.name()));
  }

  /** A name as every naming strategy leaves it recognisable. */
  public static String plain(String name) {
    return name.replaceAll("[_\"`]", "").toLowerCase(Locale.ROOT);
  }
}
