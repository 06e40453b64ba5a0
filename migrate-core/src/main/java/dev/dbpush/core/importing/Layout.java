package dev.dbpush.core.importing;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The folder layouts of other tools that can be imported, and exported to. */
public enum Layout {
  /** {@code 12_name.up.sql}, {@code 12_name.down.sql}; numeric order. */
  GOLANG_MIGRATE("golang-migrate", "schema_migrations"),
  /**
   * {@code V1_2__name.sql}, {@code U1_2__name.sql}, sub-folders included; order of dotted numbers.
   */
  FLYWAY("flyway", "flyway_schema_history"),
  /** {@code name/up.sql}, {@code name/down.sql}; order of the names' first part. */
  DIESEL("diesel", "__diesel_schema_migrations"),
  /** {@code name/migration.sql}; order of the names. */
  PRISMA("prisma", "_prisma_migrations"),
  /** {@code 20250102030405_name.sql} with {@code -- migrate:up} and {@code -- migrate:down}. */
  DBMATE("dbmate", "schema_migrations"),
  /** {@code 12_name.sql} with {@code -- +goose Up} and {@code -- +goose Down}; numeric order. */
  GOOSE("goose", "goose_db_version");

  private final String id;
  private final String historyTable;

  Layout(String id, String historyTable) {
    this.id = id;
    this.historyTable = historyTable;
  }

  /** The name that the option and the messages use. */
  public String id() {
    return id;
  }

  /** The table, without a schema, in which the tool keeps its history by default. */
  public String historyTable() {
    return historyTable;
  }

  /**
   * The layout with this name, in any case.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static Layout of(String id) {
    String wanted = id.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(layout -> layout.id.equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown layout \"" + id.strip() + "\"; known: auto, " + known()));
  }

  /** The names of all layouts, with commas. */
  public static String known() {
    return Arrays.stream(values()).map(Layout::id).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return id;
  }
}
