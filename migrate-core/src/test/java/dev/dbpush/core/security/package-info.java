/** What a hostile file, name, row or option cannot do; docs/threat-model.md lists it. */
@NullMarked
package dev.dbpush.core.security;

import org.jspecify.annotations.NullMarked;
