package dev.dbpush.core.folder;

import org.jspecify.annotations.Nullable;

/**
 * A file to be written.
 *
 * @param name its name in the folder, no path
 * @param before its decoded content when it was read; null where it must not exist yet
 * @param after its new content
 */
public record FileChange(String name, @Nullable String before, String after) {}
