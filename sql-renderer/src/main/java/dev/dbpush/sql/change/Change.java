package dev.dbpush.sql.change;

import dev.dbpush.sql.schema.Grant;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.SchemaObject;
import java.util.List;

/** One difference, in the order in which it must be brought about. */
public sealed interface Change {

  /** The object that is changed, as it is called before the change. */
  ObjectId id();

  /**
   * A new name.
   *
   * @param before the object under its old name
   * @param name the new name, without quotes
   */
  record Rename(SchemaObject before, String name) implements Change {
    @Override
    public ObjectId id() {
      return before.id();
    }
  }

  /**
   * A new label of an enum value.
   *
   * @param id the enum type
   * @param from the old label
   * @param to the new label
   */
  record RenameValue(ObjectId id, String from, String to) implements Change {}

  /**
   * A type gets a name out of the way, until nothing uses it any more.
   *
   * @param type the type under its old name
   * @param name the name meanwhile
   */
  record SetAside(SchemaObject type, String name) implements Change {
    @Override
    public ObjectId id() {
      return type.id();
    }
  }

  /**
   * A new object.
   *
   * @param object the object
   * @param parts what is made by the same statement: a table's columns, defaults, constraints
   * @param initialGrants the privileges that the new object has by itself
   * @param sequenceGrants those that a new sequence among the parts has by itself
   * @param options how it is to be made
   */
  record Create(
      SchemaObject object,
      List<SchemaObject> parts,
      List<Grant> initialGrants,
      List<Grant> sequenceGrants,
      Options options)
      implements Change {

    /** Copies the lists. */
    public Create {
      parts = List.copyOf(parts);
      initialGrants = List.copyOf(initialGrants);
      sequenceGrants = List.copyOf(sequenceGrants);
    }

    @Override
    public ObjectId id() {
      return object.id();
    }

    /**
     * How an object is made.
     *
     * @param concurrently an index, or a key by its index, without blocking writes
     * @param notValid a constraint, checked for new rows only until {@link Validate}
     * @param replicaIdentity an index that the table's replica identity uses
     * @param ifMissing a column or check that a child may have kept when its parent lost it
     */
    public record Options(
        boolean concurrently, boolean notValid, boolean replicaIdentity, boolean ifMissing) {
      /** In the plain way. */
      public static final Options PLAIN = new Options(false, false, false, false);
    }
  }

  /**
   * An object goes.
   *
   * @param object the object, under the name that it has by now
   * @param concurrently an index, without blocking writes
   * @param cascade an index, with the keys of partitions that have become parts of it
   * @param ifExists a check of a child, which may have gone with that of its parent
   */
  record Drop(SchemaObject object, boolean concurrently, boolean cascade, boolean ifExists)
      implements Change {
    @Override
    public ObjectId id() {
      return object.id();
    }
  }

  /**
   * An object is altered in its place.
   *
   * @param before how it is
   * @param after how it is to be
   * @param viaText a column whose type was made anew: values are cast through text
   * @param byCheck a column that becomes NOT NULL: a check that is validated first finds out
   * @param alone a column that ceases to be NOT NULL, and those of the table's children do not
   */
  record Alter(
      SchemaObject before, SchemaObject after, boolean viaText, boolean byCheck, boolean alone)
      implements Change {
    @Override
    public ObjectId id() {
      return before.id();
    }
  }

  /**
   * The existing rows are checked against a constraint.
   *
   * @param constraint the constraint
   */
  record Validate(SchemaObject constraint) implements Change {
    @Override
    public ObjectId id() {
      return constraint.id();
    }
  }
}
