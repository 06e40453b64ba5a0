package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.EnumType;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pairs like {@code member.nick:member.nickname} against a snapshot. */
final class RenameOption {
  private RenameOption() {}

  /**
   * The renames that the pairs speak of, tables and types last; a refusal for each that names
   * nothing.
   */
  static Renames resolve(Snapshot before, List<String> pairs, List<Refusal> refusals) {
    List<Renames.Step> owners = owners(before, pairs);
    List<Renames.Step> others = new ArrayList<>();
    for (String pair : pairs) {
      List<List<String>> sides = sides(pair);
      Renames.Step step =
          sides.size() == 2 ? step(before, sides.get(0), sides.get(1), owners) : null;
      if (step == null) {
        refusals.add(
            new Refusal(
                "rename",
                ObjectId.schema(pair),
                "db.rename names nothing that there is: " + pair,
                "write old:new with names of the database as it is: member.nick:member.nickname"));
      } else if (!ownsParts(step)) {
        others.add(step);
      }
    }
    List<Renames.Step> steps = new ArrayList<>(others);
    steps.addAll(owners); // the pairs name the old ones
    return new Renames(steps);
  }

  private static List<Renames.Step> owners(Snapshot before, List<String> pairs) {
    List<Renames.Step> owners = new ArrayList<>();
    for (String pair : pairs) {
      List<List<String>> sides = sides(pair);
      Renames.Step step = sides.size() == 2 ? step(before, sides.get(0), sides.get(1)) : null;
      if (step != null && ownsParts(step)) {
        owners.add(step);
      }
    }
    return owners;
  }

  /** A part may be told by the old or the new name of what it belongs to. */
  private static Renames.@Nullable Step step(
      Snapshot before, List<String> from, List<String> to, List<Renames.Step> owners) {
    Renames.Step step = step(before, from, to);
    for (Renames.Step owner : owners) {
      int at = from.size() - 2;
      if (step == null && at >= 0 && from.get(at).equals(owner.name())) {
        List<String> old = new ArrayList<>(from);
        old.set(at, owner.id().name());
        step = step(before, old, to);
      }
    }
    return step;
  }

  private static boolean ownsParts(Renames.Step step) {
    return step.id().kind() == ObjectKind.TABLE
        || step.id().kind() == ObjectKind.TYPE && !step.ofValue();
  }

  private static Renames.@Nullable Step step(Snapshot before, List<String> from, List<String> to) {
    String schema = before.environment().defaultSchema();
    String name = to.get(to.size() - 1);
    for (ObjectId id : candidates(from, schema)) {
      if (before.get(id) != null) {
        return new Renames.Step(id, "", name);
      }
    }
    if (from.size() >= 2) {
      List<String> type = from.subList(0, from.size() - 1);
      String value = from.get(from.size() - 1);
      ObjectId id =
          ObjectId.of(
              ObjectKind.TYPE, type.size() > 1 ? type.get(0) : schema, type.get(type.size() - 1));
      if (before.get(id) instanceof EnumType e && e.labels().contains(value)) {
        return new Renames.Step(id, value, name);
      }
    }
    return null;
  }

  private static List<ObjectId> candidates(List<String> names, String defaultSchema) {
    List<ObjectId> ids = new ArrayList<>();
    int last = names.size() - 1;
    String name = names.get(last);
    if (names.size() <= 2) {
      String schema = last == 0 ? defaultSchema : names.get(0);
      for (ObjectKind kind :
          List.of(
              ObjectKind.TABLE,
              ObjectKind.INDEX,
              ObjectKind.VIEW,
              ObjectKind.MATERIALIZED_VIEW,
              ObjectKind.SEQUENCE,
              ObjectKind.TYPE)) {
        ids.add(ObjectId.of(kind, schema, name));
      }
    }
    if (names.size() >= 2) {
      String schema = names.size() == 3 ? names.get(0) : defaultSchema;
      for (ObjectKind kind : List.of(ObjectKind.COLUMN, ObjectKind.CONSTRAINT)) {
        ids.add(0, new ObjectId(kind, schema, names.get(last - 1), name));
      }
    }
    return ids;
  }

  /** The names on both sides of the colon; nothing where a name is missing or a quote is open. */
  private static List<List<String>> sides(String pair) {
    List<List<String>> sides = new ArrayList<>(List.of(new ArrayList<>()));
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i <= pair.length(); i++) {
      char c = i < pair.length() ? pair.charAt(i) : ':';
      if (c == '"') {
        quoted = !quoted;
      }
      if (!quoted && (c == '.' || c == ':')) {
        String text = name.toString().strip();
        boolean quotes = text.startsWith("\"");
        if (text.isEmpty() || (quotes && (text.length() < 3 || !text.endsWith("\"")))) {
          return List.of();
        }
        sides.get(sides.size() - 1).add(quotes ? Identifier.read(text) : text);
        name.setLength(0);
        if (c == ':' && i < pair.length()) {
          sides.add(new ArrayList<>());
        }
      } else {
        name.append(c);
      }
    }
    if (quoted) {
      return List.of();
    }
    return sides;
  }
}
