package dev.dbpush.sql.render;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.DefaultNames;
import dev.dbpush.sql.schema.Sequence;
import dev.dbpush.sql.schema.SequenceOwner;
import dev.dbpush.sql.schema.SequenceSettings;
import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.List;

/** Sequences and which column they belong to. */
final class SequenceRendering {
  private final Context context;

  SequenceRendering(Context context) {
    this.context = context;
  }

  static String usualName(Column column) {
    return DefaultNames.sequence(column.id().parent(), column.id().name());
  }

  void create(Sequence sequence) {
    List<String> words = new ArrayList<>();
    words.add(sequence.unlogged() ? "CREATE UNLOGGED SEQUENCE" : "CREATE SEQUENCE");
    words.add(context.names.of(sequence.id()));
    if (!sequence.settings().type().equals("bigint")) {
      words.add("AS " + sequence.settings().type());
    }
    words.addAll(options(sequence.settings(), sequence.settings().type()));
    context.out.statement(String.join(" ", words));
  }

  /** What differs from a sequence of which only the type is said. */
  static List<String> options(SequenceSettings s, String type) {
    List<String> options = new ArrayList<>();
    if (s.increment() != 1) {
      options.add("INCREMENT BY " + s.increment());
    }
    if (s.min() != s.defaultMin()) {
      options.add("MINVALUE " + s.min());
    }
    if (s.max() != s.defaultMax() || !s.type().equals(type)) {
      options.add("MAXVALUE " + s.max());
    }
    if (s.start() != s.defaultStart()) {
      options.add("START WITH " + s.start());
    }
    if (s.cache() != 1) {
      options.add("CACHE " + s.cache());
    }
    if (s.cycle()) {
      options.add("CYCLE");
    }
    return options;
  }

  void alter(Sequence before, Sequence after) {
    List<String> changes = changes(before.settings(), after.settings());
    String name = context.names.of(after.id());
    if (!changes.isEmpty()) {
      context.out.statement("ALTER SEQUENCE " + name + " " + String.join(" ", changes));
    }
    if (before.unlogged() != after.unlogged()) {
      context.out.statement(
          "ALTER SEQUENCE " + name + (after.unlogged() ? " SET UNLOGGED" : " SET LOGGED"));
    }
    context.traits(after, before.traits(), after.traits());
  }

  static List<String> changes(SequenceSettings one, SequenceSettings two) {
    List<String> changes = new ArrayList<>();
    boolean retyped = !one.type().equals(two.type());
    if (retyped) {
      changes.add("AS " + two.type());
    }
    if (one.increment() != two.increment()) {
      changes.add("INCREMENT BY " + two.increment());
    }
    // a change of the type moves only bounds that were those of the old type
    if (one.min() != two.min() || retyped && !usual(one, two, true)) {
      changes.add(two.min() == two.defaultMin() ? "NO MINVALUE" : "MINVALUE " + two.min());
    }
    if (retyped ? !usual(one, two, false) : one.max() != two.max()) {
      changes.add(two.max() == two.defaultMax() ? "NO MAXVALUE" : "MAXVALUE " + two.max());
    }
    if (one.start() != two.start()) {
      changes.add("START WITH " + two.start());
    }
    if (one.start() < two.min() || one.start() > two.max()) {
      changes.add("RESTART"); // an unused sequence would stand outside of its new bounds
    }
    if (one.cache() != two.cache()) {
      changes.add("CACHE " + two.cache());
    }
    if (one.cycle() != two.cycle()) {
      changes.add(two.cycle() ? "CYCLE" : "NO CYCLE");
    }
    return changes;
  }

  private static boolean usual(SequenceSettings one, SequenceSettings two, boolean min) {
    return min
        ? one.min() == one.defaultMin() && two.min() == two.defaultMin()
        : one.max() == one.defaultMax() && two.max() == two.defaultMax();
  }

  void own(SequenceOwner owner) {
    context.out.statement(
        "ALTER SEQUENCE "
            + context.names.in(owner.id().schema(), Identifier.quote(owner.id().name()))
            + " OWNED BY "
            + context.names.in(owner.tableSchema(), Identifier.quote(owner.table()))
            + "."
            + Identifier.quote(owner.column()));
  }

  void disown(SequenceOwner owner) {
    context.out.statement(
        "ALTER SEQUENCE "
            + context.names.in(owner.id().schema(), Identifier.quote(owner.id().name()))
            + " OWNED BY NONE");
  }
}
