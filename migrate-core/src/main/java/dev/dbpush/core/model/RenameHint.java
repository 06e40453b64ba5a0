package dev.dbpush.core.model;

import java.util.List;

/**
 * What a model says of an object's old name: {@code -- renamed from: nick}.
 *
 * @param place where it says so
 * @param kind what was renamed
 * @param schema the object's schema; empty for the default one
 * @param owner the table, view or type that it is a part of; empty for objects of a schema, and
 *     where the model does not tell
 * @param names what it is called now; several where a naming strategy decides
 * @param from what it was called; several where a naming strategy decides
 */
public record RenameHint(
    String place, Kind kind, String schema, String owner, List<String> names, List<String> from) {

  /** What can be renamed. */
  public enum Kind {
    /** A table, view, index, sequence or type. */
    OBJECT,
    /** A column. */
    COLUMN,
    /** A constraint. */
    CONSTRAINT,
    /** A value of an enum type. */
    VALUE
  }

  /** Copies the lists. */
  public RenameHint {
    names = List.copyOf(names);
    from = List.copyOf(from);
  }
}
