package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A case of the squawk linter's own tests: SQL, and whether one rule speaks up.
 *
 * @param rule squawk's rule
 * @param name the test
 * @param sql the SQL
 * @param expected whether the rule speaks up; a case with a mended text expects it too
 * @param inTransaction whether the SQL is taken for one transaction
 * @param version the server's version, 0 where none is given
 */
record SquawkCase(
    String rule, String name, String sql, boolean expected, boolean inTransaction, int version) {

  /** Which rules of ours say what squawk's rule says. */
  static final Map<String, Set<HazardRule>> OURS =
      Map.ofEntries(
          Map.entry(
              "adding-field-with-default",
              EnumSet.of(HazardRule.VOLATILE_DEFAULT, HazardRule.STORED_COLUMN_ADDED)),
          Map.entry(
              "adding-foreign-key-constraint",
              EnumSet.of(HazardRule.FOREIGN_KEY_SCAN, HazardRule.FOREIGN_KEY_PEER)),
          Map.entry("adding-not-nullable-field", EnumSet.of(HazardRule.SET_NOT_NULL_SCAN)),
          Map.entry("adding-required-field", EnumSet.of(HazardRule.REQUIRED_COLUMN_ADDED)),
          Map.entry("adding-serial-primary-key-field", EnumSet.of(HazardRule.PRIMARY_KEY_BUILD)),
          Map.entry(
              "ban-alter-domain-with-add-constraint",
              EnumSet.of(HazardRule.DOMAIN_CONSTRAINT_ADDED)),
          Map.entry("ban-char-field", EnumSet.of(HazardRule.CHAR_COLUMN)),
          Map.entry(
              "ban-concurrent-index-creation-in-transaction",
              EnumSet.of(HazardRule.CONCURRENTLY_IN_TRANSACTION)),
          Map.entry(
              "ban-create-domain-with-constraint", EnumSet.of(HazardRule.DOMAIN_WITH_CONSTRAINT)),
          Map.entry("ban-drop-column", EnumSet.of(HazardRule.DROP_COLUMN)),
          Map.entry("ban-drop-database", EnumSet.of(HazardRule.DROP_DATABASE)),
          Map.entry("ban-drop-not-null", EnumSet.of(HazardRule.DROP_NOT_NULL)),
          Map.entry("ban-drop-table", EnumSet.of(HazardRule.DROP_TABLE)),
          Map.entry("ban-duplicate-column-assignments", EnumSet.of(HazardRule.DUPLICATE_COLUMN)),
          Map.entry("ban-truncate-cascade", EnumSet.of(HazardRule.TRUNCATE_CASCADE)),
          Map.entry("ban-uncommitted-transaction", EnumSet.of(HazardRule.UNCOMMITTED_TRANSACTION)),
          Map.entry("changing-column-type", EnumSet.of(HazardRule.CHANGE_TYPE)),
          Map.entry(
              "constraint-missing-not-valid",
              EnumSet.of(
                  HazardRule.CHECK_SCAN,
                  HazardRule.FOREIGN_KEY_SCAN,
                  HazardRule.VALIDATE_SAME_TRANSACTION)),
          Map.entry("disallowed-unique-constraint", EnumSet.of(HazardRule.UNIQUE_BUILD)),
          Map.entry("identifier-too-long", EnumSet.of(HazardRule.LONG_IDENTIFIER)),
          Map.entry("prefer-bigint-over-int", EnumSet.of(HazardRule.INT_COLUMN)),
          Map.entry("prefer-bigint-over-smallint", EnumSet.of(HazardRule.SMALLINT_COLUMN)),
          Map.entry("prefer-identity", EnumSet.of(HazardRule.SERIAL_TYPE)),
          Map.entry("prefer-repack", EnumSet.of(HazardRule.REPACK_AVAILABLE)),
          Map.entry("prefer-robust-stmts", EnumSet.of(HazardRule.HALF_APPLIED)),
          Map.entry("prefer-text-field", EnumSet.of(HazardRule.VARCHAR_LIMIT)),
          Map.entry("prefer-timestamp-tz", EnumSet.of(HazardRule.TIMESTAMP_WITHOUT_ZONE)),
          Map.entry("renaming-column", EnumSet.of(HazardRule.RENAME_COLUMN)),
          Map.entry("renaming-table", EnumSet.of(HazardRule.RENAME_TABLE)),
          Map.entry(
              "require-concurrent-index-creation", EnumSet.of(HazardRule.INDEX_NON_CONCURRENT)),
          Map.entry(
              "require-concurrent-index-deletion",
              EnumSet.of(HazardRule.DROP_INDEX_NON_CONCURRENT)),
          Map.entry(
              "require-concurrent-partition-detach", EnumSet.of(HazardRule.DETACH_PARTITION)),
          Map.entry("require-concurrent-reindex", EnumSet.of(HazardRule.REINDEX_NON_CONCURRENT)),
          Map.entry("require-enum-value-ordering", EnumSet.of(HazardRule.ENUM_VALUE_ORDER)),
          Map.entry("require-lock-timeout", EnumSet.of(HazardRule.NO_LOCK_TIMEOUT)),
          Map.entry("require-statement-timeout", EnumSet.of(HazardRule.NO_STATEMENT_TIMEOUT)),
          Map.entry("require-table-schema", EnumSet.of(HazardRule.UNQUALIFIED_TABLE)),
          Map.entry(
              "require-timeout-settings",
              EnumSet.of(HazardRule.NO_LOCK_TIMEOUT, HazardRule.NO_STATEMENT_TIMEOUT)),
          Map.entry("transaction-nesting", EnumSet.of(HazardRule.NESTED_TRANSACTION)));

  /** All cases below a folder, in the order of their paths. */
  static List<SquawkCase> read(Path folder) throws IOException {
    List<SquawkCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path json :
          files
              .filter(file -> file.toString().endsWith(".json"))
              .sorted(Comparator.comparing(Path::toString))
              .toList()) {
        cases.add(of(json));
      }
    }
    return cases;
  }

  private static SquawkCase of(Path json) throws IOException {
    String text = Files.readString(json);
    String name = json.getFileName().toString().replaceFirst("\\.json$", "");
    String rule = field(text, "rule");
    String version = field(text, "pg_version");
    int major = version.isEmpty() ? 0 : Integer.parseInt(version.split("\\.")[0]);
    if (rule.equals("prefer-repack")) {
      // the version is not part of the file; REPACK is new in 19, and only these names say less
      major = name.contains("below_pg19") ? 18 : 19;
    }
    return new SquawkCase(
        rule,
        name,
        Files.readString(json.resolveSibling(name + ".sql")),
        !field(text, "expect").equals("ok"),
        text.contains("\"assume_in_transaction\": true"),
        major);
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\": \"([^\"]*)\"").matcher(json);
    return matcher.find() ? matcher.group(1) : "";
  }

  String id() {
    return rule + "/" + name;
  }

  /** Whether our rules speak up. */
  boolean found() {
    ServerVersion server =
        version == 0 ? ServerVersion.UNKNOWN : ServerVersion.of(version);
    boolean together = inTransaction && !sql.contains("squawk-disable-assume-in-transaction");
    HazardOptions options = HazardOptions.DEFAULTS.on(server).timeouts(false, false);
    List<SqlStatement> statements =
        StatementSplitter.split(sql, StatementSplitter.MetaCommands.SKIP).statements();
    return new StatementAnalyzer(options)
            .assess(statements, together ? Transactions.SINGLE : Transactions.NONE).stream()
                .flatMap(assessment -> assessment.hazards().stream())
                .anyMatch(hazard -> OURS.getOrDefault(rule, Set.of()).contains(hazard.rule()));
  }
}
