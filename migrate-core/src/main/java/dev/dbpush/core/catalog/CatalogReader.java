package dev.dbpush.core.catalog;

import dev.dbpush.sql.schema.DomainType;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.TypeNames;
import dev.dbpush.sql.syntax.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads snapshots. {@value #QUERIES} queries in one message, whatever the number of objects, in one
 * read-only transaction of its own. Thread-safe.
 */
public final class CatalogReader {
  /** The number of queries of a snapshot. */
  public static final int QUERIES = 23;

  private CatalogReader() {}

  /**
   * Reads the managed schemas.
   *
   * @param connection in autocommit mode, so not within a transaction; its settings stay as they
   *     are
   * @throws SQLException if the server refuses a query
   */
  public static Snapshot read(Connection connection, ReadOptions options) throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new IllegalArgumentException("a snapshot is read outside of a transaction");
    }
    int version = connection.getMetaData().getDatabaseMajorVersion();
    List<List<Row>> results = run(connection, script(options, version));
    return assemble(options, version, results);
  }

  private static String script(ReadOptions options, int version) {
    SqlText text = new SqlText(options);
    List<String> queries =
        List.of(
            "SELECT current_user",
            OtherQueries.BUILTIN_PRIVILEGES,
            OtherQueries.NAMESPACES,
            OtherQueries.EXTENSIONS,
            RelationQueries.RELATIONS,
            RelationQueries.SEQUENCES,
            RelationQueries.COLUMNS,
            OtherQueries.TYPES,
            OtherQueries.ROUTINES,
            OtherQueries.AGGREGATES,
            OtherQueries.GENERIC.replace("{collation}", collation(version)),
            RelationQueries.CONSTRAINTS,
            RelationQueries.INDEXES,
            RelationQueries.TRIGGERS,
            RelationQueries.RULES,
            RelationQueries.POLICIES,
            RelationQueries.STATISTICS,
            OtherQueries.DEFAULT_PRIVILEGES,
            OtherQueries.DEPENDENCIES,
            OtherQueries.CASTS,
            OtherQueries.NOT_MANAGED,
            "SELECT current_setting('server_version_num')",
            OtherQueries.SHADOWED);
    StringBuilder script =
        new StringBuilder("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n")
            .append("SET LOCAL search_path = ")
            .append(Identifier.quote(options.defaultSchema()))
            .append(
                ";\nSET LOCAL quote_all_identifiers = off;\nSET LOCAL extra_float_digits = 1;\n")
            .append("SET LOCAL DateStyle = 'ISO, MDY';\nSET LOCAL IntervalStyle = postgres;\n")
            .append("SET LOCAL TimeZone = 'UTC';\nSET LOCAL standard_conforming_strings = on;\n")
            .append("SET LOCAL bytea_output = hex;\nSET LOCAL jit = off;\n");
    for (String query : queries) {
      script.append(text.expand(query)).append(";\n");
    }
    return script.append("COMMIT").toString();
  }

  /** The options of CREATE COLLATION; the columns have moved from release to release. */
  private static String collation(int version) {
    String locale =
        version >= 17 ? "l.colllocale" : version >= 15 ? "l.colliculocale" : "NULL::text";
    String rules = version >= 16 ? "l.collicurules" : "NULL::text";
    return "concat_ws(', ', 'provider = ' || CASE l.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN"
        + " 'builtin' ELSE 'libc' END, CASE WHEN NOT l.collisdeterministic THEN 'deterministic ="
        + " false' END, CASE WHEN "
        + locale
        + " IS NOT NULL OR l.collcollate = l.collctype THEN 'locale = ' || quote_literal(coalesce("
        + locale
        + ", l.collcollate)) ELSE 'lc_collate = ' || quote_literal(l.collcollate) || ', lc_ctype ="
        + " ' || quote_literal(l.collctype) END, 'rules = ' || quote_literal("
        + rules
        + "))";
  }

  private static List<List<Row>> run(Connection connection, String script) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      List<List<Row>> results = new ArrayList<>();
      boolean isResult = statement.execute(script);
      while (isResult || statement.getUpdateCount() != -1) {
        if (isResult) {
          try (ResultSet result = statement.getResultSet()) {
            results.add(Row.all(result));
          }
        }
        isResult = statement.getMoreResults();
      }
      return results;
    } catch (SQLException e) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("ROLLBACK");
      } catch (SQLException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private static Snapshot assemble(ReadOptions options, int version, List<List<Row>> results) {
    Found found = new Found(options);
    RelationAssembler relations = new RelationAssembler(found);
    OtherAssembler others = new OtherAssembler(found);
    PartAssembler parts = new PartAssembler(found);
    results.get(22).forEach(row -> found.shadowed.add(row.text(0)));
    others.builtinPrivileges(results.get(1));
    others.namespaces(results.get(2));
    others.extensions(results.get(3));
    relations.relations(results.get(4));
    relations.sequences(results.get(5));
    relations.columns(results.get(6));
    relations.views();
    relations.sequenceOwners(results.get(5));
    others.types(results.get(7), relations);
    others.routines(results.get(8), results.get(9));
    others.generic(results.get(10));
    parts.constraints(results.get(11));
    parts.indexes(results.get(12));
    parts.triggers(results.get(13));
    parts.rules(results.get(14));
    parts.policies(results.get(15));
    parts.statistics(results.get(16));
    others.defaultPrivileges(results.get(17));
    dependencies(found, results.get(18));
    Snapshot.Environment environment =
        new Snapshot.Environment(
            version,
            options.defaultSchema(),
            results.get(0).get(0).text(0),
            casts(results.get(19), true, found),
            casts(results.get(19), false, found),
            Map.copyOf(found.builtinGrants),
            Set.copyOf(found.shadowed));
    List<String> notManaged =
        new TreeSet<>(results.get(20).stream().map(r -> r.text(0)).toList()).stream().toList();
    return new Snapshot(
        environment, found.objects, found.closedNeeds(), found.attached, notManaged);
  }

  private static Set<String> casts(List<Row> rows, boolean assignment, Found found) {
    Set<String> casts = new TreeSet<>();
    for (Row row : rows) {
      if (row.flag(2) == assignment) {
        casts.add(row.text(0) + ">" + row.text(1));
      }
    }
    for (SchemaObject object : found.objects.values()) {
      if (assignment && object instanceof DomainType domain) {
        String name = domain.id().display(found.defaultSchema());
        casts.add(name + ">" + TypeNames.base(domain.baseType()));
        casts.add(TypeNames.base(domain.baseType()) + ">" + name);
      }
    }
    return casts;
  }

  private static void dependencies(Found found, List<Row> rows) {
    for (Row row : rows) {
      if (row.letter(6) == 'e') {
        ObjectId extension = found.at(row.number(3), row.number(4), 0);
        if (extension != null) {
          found.address(row.number(0), row.number(1), extension);
        }
      }
    }
    for (Row row : rows) {
      if (found.isAttached(row.number(0), row.number(1))) {
        continue;
      }
      ObjectId from = found.at(row.number(0), row.number(1), row.number(2));
      ObjectId to = found.at(row.number(3), row.number(4), row.number(5));
      boolean ownership =
          from != null && from.kind() == ObjectKind.SEQUENCE && row.letter(6) == 'a';
      boolean inheritance =
          from != null
              && to != null
              && from.kind() == ObjectKind.TABLE
              && to.kind() == ObjectKind.TABLE;
      if (from != null && to != null && row.letter(6) != 'e' && !ownership && !inheritance) {
        found.need(from, to);
      }
    }
  }
}
