package dev.dbpush.core.catalog;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Policy;
import dev.dbpush.sql.schema.Rule;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Statistics;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.Traits;
import dev.dbpush.sql.schema.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What belongs to tables, views and domains: constraints, indexes, triggers, rules, policies. */
final class PartAssembler {
  /** Also of another table: a partition that leaves, and a renamed column, keep the name. */
  private static final Pattern GENERATED_NOT_NULL = Pattern.compile(".*_not_null\\d*");

  private final Found found;

  PartAssembler(Found found) {
    this.found = found;
  }

  void constraints(List<Row> rows) {
    List<Row> attached = new ArrayList<>();
    Map<Long, Row> byOid = new HashMap<>();
    rows.forEach(row -> byOid.put(row.number(0), row));
    for (Row row : rows) {
      boolean onDomain = row.number(1) == 0;
      ObjectId owner =
          onDomain ? found.at(Found.TYPE, row.number(2), 0) : found.relation(row.number(1));
      if (owner == null || owner.kind() == ObjectKind.EXTENSION) {
        continue;
      }
      boolean domainNotNull = onDomain && row.letter(4) == 'n';
      if (domainNotNull) {
        found.address(Found.CONSTRAINT, row.number(0), owner);
      } else if (row.flag(7) && row.letter(4) != 'n') { // comes and goes with the parent's
        attached.add(row);
        if (!refersToPartition(row, byOid)) {
          ObjectId id = owner.part(ObjectKind.CONSTRAINT, row.text(3));
          found.attached.put(id, constraint(id, false, row));
        }
      } else if (!usualNotNull(owner, row)) {
        addConstraint(owner, onDomain, row);
      }
    }
    attached.forEach(row -> attachedAddress(row, byOid));
  }

  /**
   * Whether PostgreSQL keeps the row beside a foreign key of the same table, for a partition of the
   * table that the key refers to. A key of this name is another one.
   */
  private static boolean refersToPartition(Row row, Map<Long, Row> byOid) {
    Row parent = byOid.get(row.number(14));
    return parent != null && parent.number(1) == row.number(1);
  }

  /** What depends on a partition's constraint depends on the parent's. */
  private void attachedAddress(Row row, Map<Long, Row> byOid) {
    Row root = row;
    while (root != null && root.number(14) != 0) {
      root = byOid.get(root.number(14));
    }
    ObjectId id = root == null ? null : found.at(Found.CONSTRAINT, root.number(0), 0);
    if (id == null) {
      id = found.relation(row.number(1));
    }
    if (id != null) {
      found.addressAttached(Found.CONSTRAINT, row.number(0), id);
      if (row.number(10) != 0) {
        found.addressAttached(Found.RELATION, row.number(10), id);
      }
    }
  }

  private void addConstraint(ObjectId owner, boolean onDomain, Row row) {
    ObjectId id = owner.part(ObjectKind.CONSTRAINT, row.text(3));
    found.add(constraint(id, onDomain, row), Found.CONSTRAINT, row.number(0));
    found.need(id, owner);
    if (row.number(10) != 0) {
      found.address(Found.RELATION, row.number(10), id);
    }
  }

  private Constraint constraint(ObjectId id, boolean onDomain, Row row) {
    boolean partitioned =
        found.objects.get(id.owningTable()) instanceof Table table && table.partitionKey() != null;
    return new Constraint(
        id,
        Found.traits(row.orNull(9)),
        row.letter(4),
        definition(row),
        row.list(8),
        row.flag(6),
        onDomain,
        row.flag(11),
        partitioned,
        row.letter(4) == 'f' && !partitioned && !row.flag(15));
  }

  /** The definition without NOT VALID, and with the storage parameters of its index. */
  private static String definition(Row row) {
    String text = row.sql(5);
    if (text.endsWith(" NOT VALID")) {
      text = text.substring(0, text.length() - " NOT VALID".length());
    }
    if (row.list(12).isEmpty()) {
      return text;
    }
    String with = " WITH (" + String.join(", ", row.list(12)) + ")";
    int at = text.length();
    for (String clause : List.of(" WHERE (", " DEFERRABLE", " INITIALLY ")) {
      int found = text.lastIndexOf(clause);
      at = found < 0 ? at : Math.min(at, found);
    }
    return text.substring(0, at) + with + text.substring(at);
  }

  /** Whether this is a NOT NULL constraint (PostgreSQL 18) that the column's flag says already. */
  private boolean usualNotNull(ObjectId owner, Row row) {
    if (row.letter(4) != 'n' || row.list(8).size() != 1) {
      return false;
    }
    ObjectId id = owner.part(ObjectKind.COLUMN, row.list(8).get(0));
    if (!(found.objects.get(id) instanceof Column column)) {
      return false;
    }
    boolean usual =
        row.flag(6)
            && row.orNull(9) == null
            && !row.text(5).contains(" NO INHERIT")
            && GENERATED_NOT_NULL.matcher(row.text(3)).matches();
    if (usual || row.flag(13)) {
      found.address(Found.CONSTRAINT, row.number(0), id);
      return true;
    }
    found.objects.put(id, withoutNotNull(column));
    return false;
  }

  private static Column withoutNotNull(Column column) {
    return new Column(
        column.id(),
        column.traits(),
        column.position(),
        column.type(),
        column.collation(),
        false,
        column.identity(),
        column.generated(),
        column.storage(),
        column.compression(),
        column.statistics(),
        column.options(),
        column.inherited(),
        column.local());
  }

  void indexes(List<Row> rows) {
    Map<Long, Row> byOid = new HashMap<>();
    rows.forEach(row -> byOid.put(row.number(0), row));
    for (Row row : rows) {
      ObjectId table = found.relation(row.number(3));
      if (table == null) {
        continue;
      }
      ObjectId id = ObjectId.of(ObjectKind.INDEX, row.text(1), row.text(2));
      Index index = index(id, table, row);
      if (row.flag(9)) { // comes and goes with the index of the partitioned table
        found.attached.put(id, index);
      } else {
        found.add(index, Found.RELATION, row.number(0));
        found.need(id, table);
      }
    }
    for (Row row : rows) {
      Row root = row;
      while (root != null && root.flag(9)) {
        root = byOid.get(root.number(12));
      }
      ObjectId id = root == null ? null : found.relation(root.number(0));
      if (row.flag(9) && id == null) {
        id = found.relation(row.number(3));
      }
      if (row.flag(9) && id != null) {
        found.addressAttached(Found.RELATION, row.number(0), id);
      }
    }
  }

  private static Index index(ObjectId id, ObjectId table, Row row) {
    return new Index(
        id,
        Found.traits(row.orNull(10)),
        table,
        row.sql(4),
        row.flag(5),
        row.flag(6),
        row.flag(7),
        row.flag(8),
        row.list(11));
  }

  void triggers(List<Row> rows) {
    for (Row row : rows) {
      ObjectId table = found.relation(row.number(1));
      if (table == null) {
        continue;
      }
      ObjectId id = table.part(ObjectKind.TRIGGER, row.text(2));
      boolean onView = table.kind() == ObjectKind.VIEW;
      Traits traits = Found.traits(row.orNull(5));
      add(
          new Trigger(id, traits, row.sql(3), row.letter(4), onView, row.flag(6)),
          table,
          Found.TRIGGER,
          row);
      if (row.flag(6)) {
        found.address(Found.CONSTRAINT, row.number(7), id);
      }
    }
  }

  void rules(List<Row> rows) {
    for (Row row : rows) {
      ObjectId table = found.relation(row.number(1));
      if (table == null) {
        continue;
      }
      if (row.text(2).equals("_RETURN")) {
        found.address(Found.RULE, row.number(0), table);
        continue;
      }
      ObjectId id = table.part(ObjectKind.RULE, row.text(2));
      String text = row.sql(3).strip();
      String definition = text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
      add(
          new Rule(id, Found.traits(row.orNull(5)), definition, row.letter(4)),
          table,
          Found.RULE,
          row);
    }
  }

  void policies(List<Row> rows) {
    for (Row row : rows) {
      ObjectId table = found.relation(row.number(1));
      if (table == null) {
        continue;
      }
      ObjectId id = table.part(ObjectKind.POLICY, row.text(2));
      String command =
          switch (row.letter(4)) {
            case 'r' -> "SELECT";
            case 'a' -> "INSERT";
            case 'w' -> "UPDATE";
            case 'd' -> "DELETE";
            default -> "ALL";
          };
      add(
          new Policy(
              id,
              Found.traits(row.orNull(8)),
              row.flag(3),
              command,
              row.list(5).stream().sorted().toList(),
              row.sqlOrNull(6),
              row.sqlOrNull(7)),
          table,
          Found.POLICY,
          row);
    }
  }

  void statistics(List<Row> rows) {
    for (Row row : rows) {
      ObjectId table = found.relation(row.number(3));
      if (table == null) {
        continue;
      }
      ObjectId id = ObjectId.of(ObjectKind.STATISTICS, row.text(1), row.text(2));
      String definition =
          found.withoutSchema("CREATE STATISTICS ", row.text(1), row.text(2), row.text(6));
      add(
          new Statistics(
              id,
              new Traits(row.text(4), row.orNull(5), List.of()),
              definition,
              (int) row.number(7)),
          table,
          Found.STATISTICS,
          row);
    }
  }

  private void add(SchemaObject object, ObjectId table, long catalog, Row row) {
    found.add(object, catalog, row.number(0));
    found.need(object.id(), table);
  }
}
