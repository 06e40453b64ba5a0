package dev.dbpush.core.startup;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.connect.Database;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.core.folder.MigrationLocations;
import dev.dbpush.sql.script.ScriptOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a start-up works with.
 *
 * @param pooled whether closing a connection may keep its session alive
 * @param timeout for everything; zero for none
 * @param waitForLock longest wait for another instance; null for as long as the timeout allows
 */
record StartupOptions(
    Database database,
    boolean pooled,
    MigrationLocations locations,
    boolean validateOnly,
    Duration timeout,
    @Nullable Duration waitForLock,
    Retry connectRetry,
    ScriptOptions script,
    MigrationListener listener) {}
