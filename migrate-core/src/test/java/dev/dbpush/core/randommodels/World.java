package dev.dbpush.core.randommodels;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** The schema as it is, and the dice. */
final class World {
  static final List<String> SCHEMAS = List.of("public", "public", "public", "shop");
  static final List<String> ROLES = List.of("random_reader", "random_writer");

  private static final List<String> WORDS =
      List.of(
          "guild",
          "member",
          "item",
          "trade",
          "quest",
          "raid",
          "price",
          "kind",
          "note",
          "label",
          "order",
          "user",
          "Mixed Case",
          "with\"quote",
          "größe",
          "select",
          "end",
          "value",
          "path",
          "a_very_long_name_that_fills_all_the_sixty_three_bytes_there_are");

  final Random random;
  final int version;
  private final Snapshot snapshot;

  World(Snapshot snapshot, Random random) {
    this.snapshot = snapshot;
    this.random = random;
    this.version = snapshot.environment().version();
  }

  int upTo(int bound) {
    return random.nextInt(bound);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** The text in some of the cases, nothing in the others. */
  String maybe(int percent, String text) {
    return chance(percent) ? text : "";
  }

  <T> T pick(List<T> list) {
    if (list.isEmpty()) {
      throw new NothingThere();
    }
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Some of the elements, in a random order. */
  <T> List<T> some(List<T> list, int most) {
    List<T> rest = new ArrayList<>(list);
    List<T> result = new ArrayList<>();
    int count = 1 + upTo(most);
    while (result.size() < count && !rest.isEmpty()) {
      result.add(rest.remove(upTo(rest.size())));
    }
    if (result.isEmpty()) {
      throw new NothingThere();
    }
    return result;
  }

  /** A name that may be taken: then the statement fails, and nothing happens. */
  String word() {
    String word = pick(WORDS);
    return Identifier.quote(chance(70) ? word + upTo(30) : word);
  }

  String newName() {
    return pick(SCHEMAS) + "." + word();
  }

  List<SchemaObject> all(Predicate<SchemaObject> which) {
    return snapshot.objects().values().stream()
        .filter(which)
        .sorted(Comparator.comparing(SchemaObject::id))
        .toList();
  }

  <T extends SchemaObject> List<T> all(Class<T> type) {
    return all(type::isInstance).stream().map(type::cast).toList();
  }

  <T extends SchemaObject> T any(Class<T> type) {
    return pick(all(type));
  }

  <T extends SchemaObject> T any(Class<T> type, Predicate<T> which) {
    return pick(all(type).stream().filter(which).toList());
  }

  boolean has(ObjectId id) {
    return snapshot.get(id) != null;
  }

  Table table() {
    return any(Table.class);
  }

  List<Column> columns(ObjectId table) {
    return all(Column.class).stream()
        .filter(c -> c.id().owningTable().equals(table))
        .sorted(Comparator.comparing(Column::position))
        .toList();
  }

  Column column(Table table) {
    return pick(columns(table.id()));
  }

  List<Constraint> constraints(ObjectId table) {
    return all(Constraint.class).stream()
        .filter(c -> !c.onDomain() && c.id().owningTable().equals(table))
        .toList();
  }

  /** The name of an object of a schema, with the schema. */
  static String name(SchemaObject object) {
    return name(object.id());
  }

  static String name(ObjectId id) {
    String own = id.kind() == ObjectKind.ROUTINE ? id.name() : Identifier.quote(id.name());
    return id.schema().isEmpty() ? own : Identifier.quote(id.schema()) + "." + own;
  }

  /** The name of the table, view or domain that an object belongs to. */
  static String owner(SchemaObject part) {
    return Identifier.quote(part.id().schema()) + "." + Identifier.quote(part.id().parent());
  }

  static String own(SchemaObject object) {
    return Identifier.quote(object.id().name());
  }

  /** There is no object of the kind that a statement needs. */
  static final class NothingThere extends RuntimeException {
    private static final long serialVersionUID = 1;

    NothingThere() {
      super("", null, false, false);
    }
  }
}
