package dev.dbpush.core.offline;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.Target;
import dev.dbpush.sql.hazard.HazardPolicy;
import dev.dbpush.sql.history.Guard;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.text.Flavour;
import dev.dbpush.sql.script.text.TextOptions;
import dev.dbpush.sql.script.text.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A script that a build or a command line asks for, read from the texts of the options {@code
 * from}, {@code to}, {@code script}, {@code flavour}, {@code variant}, {@code idempotent}, {@code
 * copy}, {@code serverVersion}, {@code forDatabase}, {@code reports} and {@code check}.
 *
 * @param direction push or downgrade; null for the one that leads from {@code from} to {@code to}
 * @param request the script; its direction is a push where {@code direction} is null
 * @param file where it goes; null for a name of its own in the default folder
 * @param reports {@code json} and {@code sarif} are written beside it
 * @param check only compares the file, and writes nothing
 * @param gitFrom the Git revision at whose head it starts, {@code git:REF}; null for none
 * @param gitTo the Git revision to whose head it leads; null for none
 */
public record OfflineCommand(
    @Nullable Direction direction,
    ScriptRequest request,
    @Nullable String file,
    List<String> reports,
    boolean check,
    @Nullable String gitFrom,
    @Nullable String gitTo) {

  /** Copies the list. */
  public OfflineCommand {
    reports = List.copyOf(reports);
  }

  /**
   * Reads the options.
   *
   * @param direction push or downgrade; null for the one that leads from {@code from} to {@code to}
   * @param values gives an option's text by its name, without {@code db.}; null for the default
   * @throws MigrationException with every option that cannot be read
   */
  public static OfflineCommand read(
      @Nullable Direction direction,
      Function<String, @Nullable String> values,
      HazardPolicy hazards) {
    List<String> problems = new ArrayList<>();
    String flavour = choice(values, "flavour", "psql", problems, "psql", "plain");
    String variant =
        choice(values, "variant", "run", problems, "run", "rehearsal", "verify", "preflight");
    String idempotent = choice(values, "idempotent", "true", problems, "true", "false");
    String copy = choice(values, "copy", "data", problems, "data", "insert");
    String check = choice(values, "check", "false", problems, "true", "false");
    List<String> reports = list(values.apply("reports"));
    if (!List.of("json", "sarif").containsAll(reports)) {
      problems.add("db.reports: json and sarif are known, got \"" + reports + '"');
    }
    String file = values.apply("script");
    if (check.equals("true") && file == null) {
      problems.add("db.script: name the committed file that db.check is to compare");
    }
    String database = values.apply("forDatabase");
    try {
      new Guard(database, 0, 0, true, List.of());
    } catch (IllegalArgumentException e) {
      problems.add("db.forDatabase: " + e.getMessage());
    }
    if (!problems.isEmpty()) {
      throw new MigrationException(String.join("\n", problems), "see docs/goals/script.md");
    }
    String from = values.apply("from");
    String to = values.apply("to");
    String gitFrom = from != null && GitPlace.isOne(from) ? from : null;
    String gitTo = to != null && GitPlace.isOne(to) ? to : null;
    String server = values.apply("serverVersion");
    TextOptions text =
        new TextOptions(
            flavour.equals("psql") ? Flavour.PSQL : Flavour.PLAIN,
            Variant.valueOf(variant.toUpperCase(Locale.ROOT)),
            idempotent.equals("true"),
            copy.equals("insert"));
    ScriptRequest request =
        ScriptRequest.push()
            .going(direction == null ? Direction.UP : direction)
            .between(
                from == null || gitFrom != null ? null : Target.parse(from),
                gitTo == null ? target(direction, to) : Target.HEAD)
            .written(text)
            .judged(hazards)
            .only(database, server == null ? null : ServerRange.parse(server));
    return new OfflineCommand(
        direction, request, file, reports, check.equals("true"), gitFrom, gitTo);
  }

  /** Where the files are, as an annotation names it: from the project's folder, with slashes. */
  private static String folderOf(MigratorConfig config) {
    Path folder = Path.of(config.migrations().label()).normalize();
    return folder.isAbsolute() || folder.startsWith("..")
        ? String.valueOf(folder.getFileName())
        : folder.toString().replace('\\', '/');
  }

  private static Target target(@Nullable Direction direction, @Nullable String to) {
    if (to == null && direction == Direction.DOWN) {
      throw new MigrationException(
          "db.to is missing: where should the downgrade lead?",
          "-Ddb.to=-1 undoes the last revision; base undoes all; an id undoes what is above it");
    }
    return to == null ? Target.HEAD : Target.parse(to);
  }

  private static String choice(
      Function<String, @Nullable String> values,
      String name,
      String otherwise,
      List<String> problems,
      String... known) {
    String value = values.apply(name);
    String word =
        value == null || value.isBlank() ? otherwise : value.strip().toLowerCase(Locale.ROOT);
    if (!List.of(known).contains(word)) {
      problems.add(
          "db." + name + ": one of " + String.join(", ", known) + ", got \"" + value + '"');
      return otherwise;
    }
    return word;
  }

  private static List<String> list(@Nullable String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** Whether the history of a database says where the script starts. */
  public boolean needsDatabase() {
    return request.from() == null && gitFrom == null;
  }

  /**
   * Renders the script and writes it, or compares it.
   *
   * @param folder the default folder
   * @param place makes a path of the file's name
   * @param toolVersion for SARIF
   */
  public OfflineOutcome run(
      MigratorConfig config, Path folder, Function<String, Path> place, String toolVersion) {
    OfflineScript renderer = new OfflineScript(config);
    Target from = place(gitFrom, request.from(), config);
    Target to = Objects.requireNonNull(place(gitTo, request.to(), config));
    Direction way =
        direction == null && from != null ? renderer.way(from, to) : request.direction();
    RenderedScript script = renderer.render(request.between(from, to).going(way));
    Path path = file == null ? folder.resolve(script.fileName()) : place.apply(file);
    if (check) {
      ScriptFile.check(script, path);
      return new OfflineOutcome(script, path, false, List.of());
    }
    boolean changed = ScriptFile.write(script, path);
    List<Path> beside = new ArrayList<>();
    if (reports.contains("json")) {
      beside.add(ScriptFile.writeBeside(path, ".json", script.text().json()));
    }
    if (reports.contains("sarif")) {
      beside.add(
          ScriptFile.writeBeside(
              path, ".sarif", script.text().sarif(toolVersion, folderOf(config))));
    }
    return new OfflineOutcome(script, path, changed, beside);
  }

  /** The head of a Git revision, where one is named; warns of files that were edited since. */
  private static @Nullable Target place(
      @Nullable String git, @Nullable Target otherwise, MigratorConfig config) {
    if (git == null) {
      return otherwise;
    }
    GitPlace place = GitPlace.read(git, config.migrations());
    place.edits().forEach(config.listener()::warning);
    return place.target();
  }
}
