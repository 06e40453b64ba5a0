package dev.dbpush.sql.schema;

import java.io.Serializable;

/** An object of a database's schema. All implementations are immutable records. */
public sealed interface SchemaObject extends Serializable
    permits Namespace,
        Extension,
        EnumType,
        DomainType,
        CompositeType,
        RangeType,
        Routine,
        GenericObject,
        Sequence,
        SequenceOwner,
        Table,
        Inheritance,
        Column,
        ColumnDefault,
        ViewColumn,
        Index,
        Constraint,
        View,
        Statistics,
        Rule,
        Trigger,
        Policy,
        DefaultPrivileges {

  /** What the object is called. */
  ObjectId id();

  /** Owner, comment and privileges. */
  Traits traits();

  /** The same object with other traits. */
  SchemaObject with(Traits traits);

  /** The same object under another id. */
  SchemaObject with(ObjectId id);

  /** The object as it is compared: without what a migration cannot or need not bring about. */
  default SchemaObject comparable() {
    return this;
  }
}
