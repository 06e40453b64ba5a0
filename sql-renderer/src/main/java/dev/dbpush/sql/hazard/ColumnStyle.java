package dev.dbpush.sql.hazard;

import java.util.Set;

/** Advice on the type that a column is given. */
final class ColumnStyle {
  private static final Set<String> INT = Set.of("int4", "serial");
  private static final Set<String> SMALLINT = Set.of("int2", "smallserial");

  private ColumnStyle() {}

  static void check(String column, SqlType type, Findings findings) {
    String what = column + " " + type;
    if (INT.contains(type.base())) {
      findings.hazard(HazardRule.INT_COLUMN, what);
    }
    if (SMALLINT.contains(type.base())) {
      findings.hazard(HazardRule.SMALLINT_COLUMN, what);
    }
    if (type.is("bpchar")) {
      findings.hazard(HazardRule.CHAR_COLUMN, what);
    }
    if (type.is("varchar") && !type.modifiers().isEmpty()) {
      findings.hazard(HazardRule.VARCHAR_LIMIT, what);
    }
    if (type.is("timestamp")) {
      findings.hazard(HazardRule.TIMESTAMP_WITHOUT_ZONE, what);
    }
    if (type.is("json")) {
      findings.hazard(HazardRule.JSON_COLUMN, what);
    }
    if (type.isSerial()) {
      findings.hazard(HazardRule.SERIAL_TYPE, what);
    }
  }
}
