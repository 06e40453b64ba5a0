package dev.dbpush.core.catalog;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.ColumnDefault;
import dev.dbpush.sql.schema.CompositeType;
import dev.dbpush.sql.schema.DefaultNames;
import dev.dbpush.sql.schema.Grant;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Sequence;
import dev.dbpush.sql.schema.SequenceOwner;
import dev.dbpush.sql.schema.SequenceSettings;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.Traits;
import dev.dbpush.sql.schema.View;
import dev.dbpush.sql.schema.ViewColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables, views, columns, defaults and sequences. */
final class RelationAssembler {
  private final Found found;
  private final Map<Long, Row> relations = new HashMap<>();
  private final Map<Long, List<String>> viewColumns = new HashMap<>();
  private final Map<Long, List<CompositeType.Attribute>> composites = new HashMap<>();

  /** Sequences of identity columns, by table and column number. */
  private final Map<String, Row> identities = new HashMap<>();

  private final Map<Long, Integer> positions = new HashMap<>();

  RelationAssembler(Found found) {
    this.found = found;
  }

  List<CompositeType.Attribute> attributes(long relation) {
    return composites.getOrDefault(relation, List.of());
  }

  void relations(List<Row> rows) {
    for (Row row : rows) {
      String schema = row.text(1);
      String name = row.text(2);
      if (found.ignores(schema, name)) {
        continue;
      }
      relations.put(row.number(0), row);
      ObjectKind kind =
          switch (row.letter(3)) {
            case 'v' -> ObjectKind.VIEW;
            case 'm' -> ObjectKind.MATERIALIZED_VIEW;
            default -> ObjectKind.TABLE;
          };
      ObjectId id = ObjectId.of(kind, schema, name);
      found.address(Found.RELATION, row.number(0), id);
      if (kind == ObjectKind.TABLE) {
        found.put(table(id, row));
        inheritance(id, row);
      }
    }
  }

  private Table table(ObjectId id, Row row) {
    String replicaIdentity =
        switch (row.letter(15)) {
          case 'n' -> "NOTHING";
          case 'f' -> "FULL";
          case 'i' -> row.text(16).isEmpty() ? "NOTHING" : "USING INDEX " + row.text(16);
          default -> "DEFAULT";
        };
    return new Table(
        id,
        found.traits(row.text(4), row.orNull(5), row.orNull(6), "TABLE"),
        row.text(7),
        row.orNull(8),
        row.orNull(11),
        row.text(12),
        row.text(13),
        row.list(14).stream().sorted().toList(),
        replicaIdentity,
        row.flag(17),
        row.flag(18));
  }

  private void inheritance(ObjectId child, Row row) {
    int position = 1;
    for (String parent : row.list(10)) {
      String[] names = parent.split(String.valueOf(SqlText.FIELD));
      ObjectId parentId = ObjectId.table(names[0], names[1]);
      ObjectId id = child.part(ObjectKind.INHERITANCE, names[0] + "." + names[1]);
      found.put(new Inheritance(id, parentId, row.orNull(9), position++));
      found.need(id, child);
      found.need(id, parentId);
    }
  }

  void sequences(List<Row> rows) {
    for (Row row : rows) {
      if (row.letter(14) == 'i') {
        identities.put(row.number(15) + "/" + row.number(16), row);
        continue;
      }
      ObjectId id = ObjectId.of(ObjectKind.SEQUENCE, row.text(1), row.text(2));
      found.add(
          new Sequence(
              id,
              found.traits(row.text(3), row.orNull(4), row.orNull(5), "SEQUENCE"),
              settings(row),
              row.flag(6)),
          Found.RELATION,
          row.number(0));
    }
  }

  private static SequenceSettings settings(Row row) {
    return new SequenceSettings(
        row.text(7),
        row.number(8),
        row.number(9),
        row.number(10),
        row.number(11),
        row.number(12),
        row.flag(13));
  }

  void columns(List<Row> rows) {
    for (Row row : rows) {
      long relation = row.number(0);
      ObjectId id = found.relation(relation);
      if (id == null) {
        composites
            .computeIfAbsent(relation, key -> new ArrayList<>())
            .add(
                new CompositeType.Attribute(
                    row.text(2), row.text(3), row.orNull(4), row.orNull(14)));
      } else if (id.kind() == ObjectKind.TABLE) {
        tableColumn(id, row);
      } else {
        viewColumns
            .computeIfAbsent(relation, key -> new ArrayList<>())
            .add(row.text(2) + " " + row.text(3));
        viewColumn(id, row);
      }
    }
  }

  private void viewColumn(ObjectId view, Row row) {
    ObjectId id = view.part(ObjectKind.COLUMN, row.text(2));
    if (row.orNull(14) != null || row.orNull(15) != null) {
      found.put(new ViewColumn(id, columnTraits(row), view.kind() == ObjectKind.MATERIALIZED_VIEW));
      found.need(id, view);
    }
    String expression = row.sqlOrNull(17);
    if (expression != null) {
      ObjectId defaultId = view.part(ObjectKind.DEFAULT, row.text(2));
      found.add(new ColumnDefault(defaultId, expression, true), Found.DEFAULT, row.number(16));
      found.need(defaultId, view);
    }
  }

  private Traits columnTraits(Row row) {
    Traits traits = found.traits("", row.orNull(14), row.orNull(15), "COLUMN");
    return new Traits( // the owner's privileges are those of the table
        "",
        traits.comment(),
        traits.grants().stream().filter(g -> !g.grantee().equals(Grant.OWNER)).toList());
  }

  private void tableColumn(ObjectId table, Row row) {
    ObjectId id = table.part(ObjectKind.COLUMN, row.text(2));
    String expression = row.sqlOrNull(17);
    Column.@Nullable Generated generated = null;
    if (expression != null && row.letter(7) != ' ') {
      generated = new Column.Generated(expression, row.letter(7) == 's');
      found.address(Found.DEFAULT, row.number(16), id);
    } else if (expression != null) {
      ObjectId defaultId = table.part(ObjectKind.DEFAULT, row.text(2));
      found.add(new ColumnDefault(defaultId, expression, false), Found.DEFAULT, row.number(16));
      found.need(defaultId, id);
    }
    found.put(
        new Column(
            id,
            columnTraits(row),
            positions.merge(row.number(0), 1, Integer::sum),
            row.text(3),
            row.orNull(4),
            row.flag(5),
            row.letter(6) == ' ' ? null : identity(table, id, row),
            generated,
            storage(row.letter(8)),
            compression(row.letter(9)),
            (int) row.number(10),
            row.list(11).stream().sorted().toList(),
            row.flag(12),
            row.flag(13)));
    found.need(id, table);
    found.address(Found.RELATION, row.number(0), row.number(1), id);
  }

  private Column.@Nullable Identity identity(ObjectId table, ObjectId column, Row row) {
    Row sequence = identities.get(row.number(0) + "/" + row.number(1));
    boolean always = row.letter(6) == 'a';
    if (sequence == null) { // a partition shares the sequence of its parent (PostgreSQL 17)
      return null;
    }
    found.address(Found.RELATION, sequence.number(0), column);
    String name = sequence.text(2);
    boolean usual = name.equals(DefaultNames.sequence(table.name(), column.name()));
    return new Column.Identity(always, usual ? null : name, settings(sequence));
  }

  private static String storage(char letter) {
    return switch (letter) {
      case 'p' -> "PLAIN";
      case 'm' -> "MAIN";
      case 'e' -> "EXTERNAL";
      case 'x' -> "EXTENDED";
      default -> "";
    };
  }

  private static String compression(char letter) {
    return switch (letter) {
      case 'p' -> "pglz";
      case 'l' -> "lz4";
      default -> "";
    };
  }

  /** Once the columns are known. */
  void views() {
    relations.forEach(
        (oid, row) -> {
          ObjectId id = found.relation(oid);
          if (id != null && id.kind() != ObjectKind.TABLE) {
            String query = row.sql(19).strip();
            found.put(
                new View(
                    id,
                    found.traits(row.text(4), row.orNull(5), row.orNull(6), "TABLE"),
                    viewColumns.getOrDefault(oid, List.of()),
                    query.endsWith(";") ? query.substring(0, query.length() - 1) : query,
                    row.list(14).stream().sorted().toList(),
                    viewStorage(row)));
          }
        });
  }

  private static String viewStorage(Row row) {
    String using = row.text(12).isEmpty() ? "" : " USING " + row.text(12);
    return using + (row.text(13).isEmpty() ? "" : " TABLESPACE " + row.text(13));
  }

  /** Sequences that belong to a column, once the columns are known. */
  void sequenceOwners(List<Row> rows) {
    for (Row row : rows) {
      ObjectId column = found.at(Found.RELATION, row.number(15), row.number(16));
      if (row.letter(14) == 'a' && column != null && column.kind() == ObjectKind.COLUMN) {
        ObjectId id = ObjectId.of(ObjectKind.SEQUENCE_OWNER, row.text(1), row.text(2));
        found.put(new SequenceOwner(id, column.parent(), column.name(), column.schema()));
        found.need(id, column);
        ObjectId sequence = ObjectId.of(ObjectKind.SEQUENCE, row.text(1), row.text(2));
        found.need(id, sequence);
        found.objects.computeIfPresent( // it has the owner of the table, and changes with it
            sequence, (key, object) -> object.with(object.traits().withoutOwner()));
      }
    }
  }
}
