package dev.dbpush.core.offline;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.Target;
import dev.dbpush.sql.hazard.HazardPolicy;
import dev.dbpush.sql.plan.Direction;
import dev.dbpush.sql.script.text.Flavour;
import dev.dbpush.sql.script.text.TextOptions;
import dev.dbpush.sql.script.text.Variant;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Scripts that were committed beside the files that they come from: whether they still are what the
 * chain renders to. What a script is for stands on its top, so nothing has to be said again.
 * Thread-safe.
 */
public final class CommittedScript {
  private static final String FACT = "(?m)^-- %s +(.*)$";
  private static final Pattern TITLE = Pattern.compile("(?m)^-- dbpush ([a-z]+): ");
  private static final Pattern SERVER = Pattern.compile("PostgreSQL (\\d{2}(?: to \\d{2})?)");
  private static final Pattern JUDGED = Pattern.compile("locks and rewrites as of (\\d+)");
  private static final String ANY_DATABASE = "any; ";
  private static final String COPY_AS_INSERT =
      "\n--   its COPY data, written as INSERT statements\n";

  /** Enough of a file to hold the facts. */
  private static final int TOP = 4_000;

  private final String name;
  private final String text;
  private final String top;

  private CommittedScript(String name, String text) {
    this.name = name;
    this.text = text;
    this.top = text.substring(0, Math.min(TOP, text.length()));
  }

  /**
   * Compares scripts with what the chain renders to: from where each says that it starts, a push to
   * the head of the chain, a downgrade to where it says that it leads.
   *
   * @param config where the files are, and the settings of a script
   * @param hazards which hazards are quiet, and which refuse a script
   * @param names the files, with commas
   * @param place makes a path of a file's name
   * @return what is wrong: a file that cannot be read, is no script, or is stale
   */
  public static List<Problem> check(
      MigratorConfig config, HazardPolicy hazards, String names, Function<String, Path> place) {
    List<Problem> problems = new ArrayList<>();
    for (String name : Arrays.stream(names.split(",")).map(String::strip).toList()) {
      if (!name.isEmpty()) {
        try {
          String text = Files.readString(place.apply(name)).replace("\r\n", "\n");
          new CommittedScript(name, text).check(config, hazards, problems);
        } catch (IOException e) {
          problems.add(
              new Problem(
                  name,
                  null,
                  "the script cannot be read: " + e.getMessage(),
                  "render it with db:script"));
        }
      }
    }
    return problems;
  }

  private void check(MigratorConfig config, HazardPolicy hazards, List<Problem> problems) {
    Matcher title = TITLE.matcher(top);
    String from = fact("from");
    String to = fact("to");
    if (!title.find() || from == null || to == null || from.equals("where it is")) {
      problems.add(
          new Problem(
              name,
              null,
              "no script with steps: its top does not say where it starts",
              "render it with db:script"));
      return;
    }
    try {
      RenderedScript rendered = render(config, hazards, title.group(1), from, to);
      Integer line = ScriptFile.staleLine(text, rendered);
      if (line != null) {
        problems.add(
            new Problem(
                name,
                new SourcePosition(line, 1),
                "the script is stale: it is not what the chain renders to",
                "render it again (db:script -Ddb.script="
                    + name
                    + "), and have the change reviewed"));
      }
    } catch (ChainException e) {
      e.problems()
          .forEach(problem -> problems.add(problem.file().isEmpty() ? problem.in(name) : problem));
    } catch (MigrationException e) {
      problems.add(new Problem(name, null, String.valueOf(e.getMessage()), e.remedy()));
    }
  }

  private RenderedScript render(
      MigratorConfig config, HazardPolicy hazards, String title, String from, String to) {
    Target start = Target.parse(place(from));
    Variant variant =
        Arrays.stream(Variant.values())
            .filter(each -> each.word().equals(title))
            .findFirst()
            .orElse(Variant.RUN);
    Matcher judged = JUDGED.matcher(top);
    MigratorConfig settings =
        judged.find()
            ? config.withScript(config.script().withServerMajor(Integer.parseInt(judged.group(1))))
            : config;
    OfflineScript renderer = new OfflineScript(settings);
    Direction way = renderer.way(start, Target.parse(place(to)));
    String flavour = String.valueOf(fact("flavour"));
    TextOptions written =
        new TextOptions(
            flavour.startsWith("plain") ? Flavour.PLAIN : Flavour.PSQL,
            variant,
            flavour.endsWith("idempotent"),
            text.contains(COPY_AS_INSERT));
    String database = String.valueOf(fact("database"));
    Matcher server = SERVER.matcher(String.valueOf(fact("server")));
    boolean anyServer = String.valueOf(fact("server")).contains("or later") || !server.lookingAt();
    return renderer.render(
        ScriptRequest.push()
            .going(way)
            .between(start, way == Direction.UP ? Target.HEAD : Target.parse(place(to)))
            .written(written)
            .judged(hazards)
            .only(
                database.startsWith(ANY_DATABASE) ? null : database,
                anyServer ? null : ServerRange.parse(server.group(1))));
  }

  /** {@code base}, or the id before the revision's name. */
  private static String place(String fact) {
    int blank = fact.indexOf(' ');
    return (blank < 0 ? fact : fact.substring(0, blank)).toLowerCase(Locale.ROOT);
  }

  private @Nullable String fact(String name) {
    Matcher fact = Pattern.compile(FACT.formatted(name)).matcher(top);
    return fact.find() ? fact.group(1) : null;
  }
}
