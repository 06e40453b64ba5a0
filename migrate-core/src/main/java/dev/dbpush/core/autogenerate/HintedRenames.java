package dev.dbpush.core.autogenerate;

import dev.dbpush.core.model.RenameHint;
import dev.dbpush.sql.schema.EnumType;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the models' hints mean between two schemas.
 *
 * @param pairs as the option {@code db.rename} has them
 * @param stale hints that have nothing to do any more, in words
 * @param odd hints that name nothing, in words
 */
record HintedRenames(List<String> pairs, List<String> stale, List<String> odd) {
  private static final List<ObjectKind> OBJECTS =
      List.of(
          ObjectKind.TABLE,
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW,
          ObjectKind.INDEX,
          ObjectKind.SEQUENCE,
          ObjectKind.TYPE);

  HintedRenames {
    pairs = List.copyOf(pairs);
    stale = List.copyOf(stale);
    odd = List.copyOf(odd);
  }

  /** Those that lead from one schema to the other. */
  static HintedRenames of(List<RenameHint> hints, Snapshot before, Snapshot after) {
    return new Resolution(before, after).of(hints);
  }

  /** The hints that may go, since the renames are in the chain, and those that name nothing. */
  List<String> idle() {
    return Stream.concat(stale.stream(), odd.stream()).toList();
  }

  private static final class Resolution {
    private final Snapshot before;
    private final Snapshot after;
    private final String defaultSchema;
    private final Map<ObjectId, ObjectId> oldOwners = new HashMap<>();

    Resolution(Snapshot before, Snapshot after) {
      this.before = before;
      this.after = after;
      this.defaultSchema = after.environment().defaultSchema();
    }

    HintedRenames of(List<RenameHint> hints) {
      List<String> pairs = new ArrayList<>();
      List<String> stale = new ArrayList<>();
      List<String> odd = new ArrayList<>();
      // parts are told by the old name of what they belong to
      Stream.concat(
              hints.stream().filter(hint -> hint.kind() == RenameHint.Kind.OBJECT),
              hints.stream().filter(hint -> hint.kind() != RenameHint.Kind.OBJECT))
          .forEach(
              hint -> {
                String pair = pair(hint);
                if (pair != null) {
                  pairs.add(pair);
                } else if (isNew(hint)) {
                  odd.add(words(hint) + ": there is nothing of that name");
                } else {
                  stale.add(words(hint) + ": the chain has that already, so the hint may go");
                }
              });
      return new HintedRenames(pairs.stream().distinct().toList(), stale, odd);
    }

    private static String words(RenameHint hint) {
      return hint.place() + ": renamed from " + hint.from().get(0);
    }

    private String schema(RenameHint hint) {
      return hint.schema().isEmpty() ? defaultSchema : hint.schema();
    }

    private @Nullable String pair(RenameHint hint) {
      return switch (hint.kind()) {
        case OBJECT -> object(hint);
        case VALUE -> value(hint);
        case COLUMN -> part(hint, ObjectKind.COLUMN);
        case CONSTRAINT -> part(hint, ObjectKind.CONSTRAINT);
      };
    }

    private @Nullable String object(RenameHint hint) {
      for (ObjectKind kind : OBJECTS) {
        for (String name : hint.names()) {
          for (String from : hint.from()) {
            ObjectId old = ObjectId.of(kind, schema(hint), from);
            ObjectId now = old.named(name);
            if (isRename(old, now, now)) {
              oldOwners.put(now, old);
              return text(old, name);
            }
          }
        }
      }
      return null;
    }

    private @Nullable String part(RenameHint hint, ObjectKind kind) {
      for (ObjectId owner : owners(hint)) {
        ObjectId old = oldOwners.getOrDefault(owner, owner);
        for (String name : hint.names()) {
          for (String from : hint.from()) {
            ObjectId one = old.part(kind, from);
            if (isRename(one, old.part(kind, name), owner.part(kind, name))
                && after.get(owner.part(kind, from)) == null) {
              return text(one, name);
            }
          }
        }
      }
      return null;
    }

    /** The table that the hint names, or all of them. */
    private List<ObjectId> owners(RenameHint hint) {
      return hint.owner().isEmpty()
          ? List.copyOf(
              after.objects().keySet().stream()
                  .filter(id -> id.kind() == ObjectKind.TABLE)
                  .collect(Collectors.toCollection(TreeSet::new)))
          : List.of(ObjectId.table(schema(hint), hint.owner()));
    }

    private @Nullable String value(RenameHint hint) {
      ObjectId type = ObjectId.of(ObjectKind.TYPE, schema(hint), hint.owner());
      ObjectId old = oldOwners.getOrDefault(type, type);
      String name = hint.names().get(0);
      String from = hint.from().get(0);
      return before.get(old) instanceof EnumType one
              && after.get(type) instanceof EnumType two
              && one.labels().contains(from)
              && !one.labels().contains(name)
              && two.labels().contains(name)
              && !two.labels().contains(from)
          ? text(new ObjectId(ObjectKind.TYPE, old.schema(), old.name(), from), name)
          : null;
    }

    /** Whether the one is gone and the other new. */
    private boolean isRename(ObjectId old, ObjectId sameBefore, ObjectId now) {
      return before.get(old) != null
          && before.get(sameBefore) == null
          && after.get(now) != null
          && after.get(now.named(old.name())) == null;
    }

    /** Whether what the hint stands at is not in the old schema under any name. */
    private boolean isNew(RenameHint hint) {
      if (hint.kind() == RenameHint.Kind.VALUE) {
        return !(before.get(ObjectId.of(ObjectKind.TYPE, schema(hint), hint.owner()))
                instanceof EnumType type
            && type.labels().contains(hint.names().get(0)));
      }
      return before.objects().keySet().stream()
          .noneMatch(
              id ->
                  hint.names().contains(id.name().replaceFirst("\\(.*", ""))
                      && (hint.owner().isEmpty() || Objects.equals(id.parent(), hint.owner())));
    }

    private String text(ObjectId old, String name) {
      StringBuilder out = new StringBuilder();
      if (!old.schema().equals(defaultSchema)) {
        out.append(Identifier.quote(old.schema())).append('.');
      }
      if (!old.parent().isEmpty()) {
        out.append(Identifier.quote(old.parent())).append('.');
      }
      return out.append(Identifier.quote(old.name()))
          .append(':')
          .append(Identifier.quote(name))
          .toString();
    }
  }
}
