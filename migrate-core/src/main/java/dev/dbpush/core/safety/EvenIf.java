package dev.dbpush.core.safety;

import dev.dbpush.core.MigrationException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a verb that destroys refuses, unless it is told to go on even so. */
public enum EvenIf {
  /** Other applications are connected to the database. */
  CONNECTED,
  /** The history is not this chain's. */
  FOREIGN,
  /** Objects of other schemas depend on what is dropped, and would go with it. */
  DEPENDENTS;

  /** As it is written in {@code db.evenIf}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads words.
   *
   * @throws MigrationException with every word that is not known
   */
  static Set<EvenIf> parse(List<String> words) {
    Set<EvenIf> parsed = EnumSet.noneOf(EvenIf.class);
    for (String word : words) {
      try {
        parsed.add(valueOf(word.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new MigrationException(
            "db.evenIf: connected, foreign and dependents are known, got \"" + word + '"',
            "leave it out, and the refusal names the word that lets the verb go on",
            e);
      }
    }
    return parsed;
  }
}
