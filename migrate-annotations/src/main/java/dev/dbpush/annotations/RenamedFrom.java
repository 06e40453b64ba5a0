package dev.dbpush.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what an entity's table or a property's column was called before, so that {@code db:dev}
 * renames it instead of dropping one and adding another.
 *
 * <pre>{@code
 * @RenamedFrom("nick")
 * private String nickname;
 * }</pre>
 *
 * <p>It may stay after the migration is written, or go: a rename that was made is passed over. It
 * is in the class file and not in the running application; any other annotation called {@code
 * RenamedFrom} with a string {@code value} that a class file keeps does the same.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
public @interface RenamedFrom {

  /** The old name: of the table or column, or of the entity or property that it came from. */
  String value();
}
