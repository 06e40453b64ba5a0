package dev.dbpush.sql.schema;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What objects of every kind have.
 *
 * @param owner the owning role; empty where owners are not compared, or for parts of an object
 * @param comment the comment, or null
 * @param grants all privileges, the built-in ones included, sorted
 */
public record Traits(String owner, @Nullable String comment, List<Grant> grants)
    implements Serializable {

  /** No owner, comment or privileges. */
  public static final Traits NONE = new Traits("", null, List.of());

  /** Copies the list. */
  public Traits {
    grants = List.copyOf(grants);
  }

  /** The same without an owner. */
  public Traits withoutOwner() {
    return new Traits("", comment, grants);
  }

  /** The same without privileges. */
  public Traits withoutGrants() {
    return new Traits(owner, comment, List.of());
  }
}
