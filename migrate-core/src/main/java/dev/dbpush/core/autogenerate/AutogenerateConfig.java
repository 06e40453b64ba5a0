package dev.dbpush.core.autogenerate;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.catalog.ReadOptions;
import dev.dbpush.core.diff.DiffOptions;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.model.Models;
import dev.dbpush.core.scratch.ScratchPlace;
import dev.dbpush.sql.history.HistoryTable;
import dev.dbpush.sql.script.ScriptOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the verbs that compare schemas work with. Immutable.
 *
 * @param folder the chain's folder; it may not exist yet
 * @param models what the schema should be; may be empty for verbs that need none
 * @param scratch where scratch databases are made
 * @param script how scripts are rendered, as in a push
 * @param schemas the managed schemas
 * @param diff what a diff may do
 * @param cache a folder that keeps the schema at the chain's end from run to run; null for none
 * @param listener hears what happens
 */
public record AutogenerateConfig(
    MigrationFolder folder,
    Models models,
    ScratchPlace scratch,
    ScriptOptions script,
    List<String> schemas,
    DiffOptions diff,
    @Nullable Path cache,
    MigrationListener listener) {

  /** Copies the list. */
  public AutogenerateConfig {
    schemas = List.copyOf(schemas);
  }

  /**
   * The managed schemas without the tool's own tables; names are written as the script's path has
   * them.
   */
  ReadOptions read() {
    HistoryTable table = script.table();
    String first = script.searchPath().isEmpty() ? "" : script.searchPath().get(0);
    return new ReadOptions(
        schemas,
        first.isEmpty() ? "public" : first,
        Set.of(table.schema() + "." + table.name(), table.schema() + ".dbpush_settings"));
  }
}
