package app;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The project's own, read by its name. */
@Retention(RetentionPolicy.CLASS)
@interface RenamedFrom {
  String value();
}
