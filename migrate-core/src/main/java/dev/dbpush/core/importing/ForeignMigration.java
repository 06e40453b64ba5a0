package dev.dbpush.core.importing;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One migration of another tool.
 *
 * @param version what the tool's history calls it
 * @param name the readable part of its name
 * @param source the path that stands for it
 * @param stamp the part of its name that may begin with a time
 * @param up what it runs
 * @param down what takes it back, or null
 * @param checksums what the tool may have recorded for it
 */
record ForeignMigration(
    String version,
    String name,
    String source,
    String stamp,
    ForeignSection up,
    @Nullable ForeignSection down,
    Set<String> checksums) {}
