package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.diff.Refusal;
import dev.dbpush.sql.schema.ObjectId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Refusals of a diff as one report, with the options that settle all of them. */
final class Refusals {
  private static final Pattern OPTION = Pattern.compile("-Ddb\\.(rename|allow)=([^\\s;]+)");

  private Refusals() {}

  static MigrationException report(List<Refusal> refusals, @Nullable MigratorConfig live) {
    List<String> lines = new ArrayList<>();
    Map<Refusal, String> lost = LostRows.count(refusals, live);
    for (Refusal refusal : refusals) {
      String rows = lost.getOrDefault(refusal, "");
      lines.add(refusal.message() + rows + " [" + refusal.rule() + "]\n  " + refusal.remedy());
    }
    String all = together(refusals);
    return new MigrationException(
        "nothing was written:\n" + String.join("\n", lines),
        refusals.size() > 1 && !all.isEmpty() ? "all together: " + all : "");
  }

  /** The rename that a refusal is about, as {@code db.rename} writes it; null for other ones. */
  static @Nullable String rename(Refusal refusal) {
    Matcher matcher = OPTION.matcher(refusal.remedy());
    return refusal.rule().equals("rename") && matcher.find() ? matcher.group(2) : null;
  }

  private static String together(List<Refusal> refusals) {
    Set<String> renames = new LinkedHashSet<>();
    Set<String> rules = new LinkedHashSet<>();
    Set<ObjectId> renamed =
        refusals.stream()
            .filter(refusal -> rename(refusal) != null)
            .map(Refusal::object)
            .collect(Collectors.toSet());
    for (Refusal refusal : refusals) {
      Matcher matcher = OPTION.matcher(refusal.remedy());
      boolean settled = renamed.contains(refusal.object()) && rename(refusal) == null;
      if (!settled && matcher.find()) {
        (matcher.group(1).equals("rename") ? renames : rules).add(matcher.group(2));
      }
    }
    List<String> options = new ArrayList<>();
    if (!renames.isEmpty()) {
      options.add("-Ddb.rename=" + String.join(",", renames));
    }
    if (!rules.isEmpty()) {
      options.add("-Ddb.allow=" + String.join(",", rules));
    }
    return String.join(" ", options);
  }
}
