package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.Target;
import dev.dbpush.sql.schema.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares a live database, the chain and the models; changes nothing. */
public final class SchemaVerb {
  private final AutogenerateConfig config;

  /** Compares with this chain and these models. */
  public SchemaVerb(AutogenerateConfig config) {
    this.config = config;
  }

  /**
   * What was compared.
   *
   * @param differences a comparison each, equal ones too
   * @param notManaged objects that were seen and are not compared, sorted
   */
  public record Comparison(List<SchemaDifference> differences, List<String> notManaged) {

    /** Copies the lists. */
    public Comparison {
      differences = List.copyOf(differences);
      notManaged = List.copyOf(notManaged);
    }

    /** Whether everything that was compared is equal. */
    public boolean isEqual() {
      return differences.stream().allMatch(SchemaDifference::isEmpty);
    }
  }

  /** The database against the chain's end and, where there are models, against them. */
  public Comparison run(MigratorConfig live) {
    Live database = Live.read(config, live);
    String label = database.database().label();
    List<SchemaDifference> differences = new ArrayList<>();
    Snapshot chain = chain();
    DevVerb.checkVersion(chain, database.snapshot());
    Set<String> notManaged = new TreeSet<>(database.snapshot().notManaged());
    differences.add(
        SchemaDifference.of(label, database.snapshot(), "the chain", chain, config.diff()));
    if (!config.models().isEmpty()) {
      Snapshot models = models();
      notManaged.addAll(models.notManaged());
      differences.add(
          SchemaDifference.of(label, database.snapshot(), "the models", models, config.diff()));
    }
    return new Comparison(differences, List.copyOf(notManaged));
  }

  /** The chain's end against the models; needs no database but scratch ones. */
  public SchemaDifference modelsAgainstChain() {
    return SchemaDifference.of("the chain", chain(), "the models", models(), config.diff());
  }

  private Snapshot chain() {
    try (Scratch scratch = Scratch.create(config)) {
      if (config.folder().exists() && !config.folder().read().chain().isEmpty()) {
        scratch.push(config.folder(), Target.HEADS);
      }
      return scratch.snapshot();
    }
  }

  private Snapshot models() {
    try (Scratch scratch = Scratch.of(config, config.models())) {
      return scratch.snapshot();
    }
  }
}
