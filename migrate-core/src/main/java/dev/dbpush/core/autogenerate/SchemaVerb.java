package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.authoring.CheckReport;
import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.model.ModelFacts;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.syntax.Problem;
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
    Snapshot here = database.snapshot();
    String label = database.database().label();
    List<SchemaDifference> differences = new ArrayList<>();
    Snapshot chain = chain(here.environment().version());
    DevVerb.checkVersion(chain, here);
    Set<String> notManaged = new TreeSet<>(here.notManaged());
    differences.add(
        SchemaDifference.of(label, here, "the chain", chain, config.diff().renaming(List.of())));
    if (!config.models().isEmpty()) {
      Snapshot models = models();
      notManaged.addAll(models.notManaged());
      differences.add(
          SchemaDifference.of(
              label,
              here,
              "the models",
              models,
              config.diff().renaming(hints(here, models).pairs())));
    }
    return new Comparison(differences, List.copyOf(notManaged));
  }

  /** The chain's end against the models; needs no database but scratch ones. */
  public SchemaDifference modelsAgainstChain() {
    Snapshot models = models();
    Snapshot chain = chain(models.environment().version());
    return modelsAgainstChain(models, chain, hints(chain, models));
  }

  private SchemaDifference modelsAgainstChain(
      Snapshot models, Snapshot chain, HintedRenames hints) {
    return SchemaDifference.of(
        "the chain", chain, "the models", models, config.diff().renaming(hints.pairs()));
  }

  /**
   * A check of files with more in it: a problem where the chain does not lead to the models, and
   * notes of rename hints that have nothing to do.
   */
  public CheckReport check(CheckReport files) {
    Snapshot models = models();
    Snapshot chain = chain(models.environment().version());
    HintedRenames hints = hints(chain, models);
    SchemaDifference found = modelsAgainstChain(models, chain, hints);
    List<Problem> problems =
        found.isEmpty()
            ? List.of()
            : List.of(
                new Problem(
                    config.folder().name(),
                    null,
                    "the chain does not lead to the models: " + String.join(", ", found.changes()),
                    "mvn db:dev writes the migration that is missing"));
    return files.and(problems, hints.idle());
  }

  /** The renames that the models tell of. */
  private HintedRenames hints(Snapshot before, Snapshot models) {
    ModelFacts facts = config.models().facts(models.environment().defaultSchema());
    return HintedRenames.of(facts.hints(), before, models);
  }

  private Snapshot chain(int serverMajor) {
    Chain chain = config.folder().exists() ? config.folder().read().chain() : Chain.of(List.of());
    try (ChainSide side = new ChainSide(config, chain, serverMajor)) {
      return side.end();
    }
  }

  private Snapshot models() {
    try (ModelSide side = new ModelSide(config)) {
      return side.snapshot();
    }
  }
}
