/** What the renderer believes about statements, compared with what a real server does. */
@NullMarked
package dev.dbpush.core.statement;

import org.jspecify.annotations.NullMarked;
