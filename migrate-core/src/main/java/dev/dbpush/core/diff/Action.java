package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of the graph: one object that is dropped, made, altered or set aside. */
final class Action {
  /** What is done. */
  enum Kind {
    SET_ASIDE,
    DROP,
    CREATE,
    ALTER
  }

  final Kind kind;
  final ObjectId id;
  final @Nullable SchemaObject before;
  final @Nullable SchemaObject after;

  /** Objects that the same statement makes. */
  final List<SchemaObject> parts = new ArrayList<>();

  /** Keys of partitions that have become a part of this index go with it. */
  boolean cascade;

  /** Values are cast through text. */
  boolean viaText;

  /** The statement of another action does this without saying it. */
  boolean implied;

  /** The action whose statement does this one too, or this one. */
  private Action representative = this;

  /** Why this action is done by another one's statement, and may be taken out of it. */
  @Nullable MergeReason merged;

  /** How bad it is to take an action out of a statement, least bad first. */
  enum MergeReason {
    FOREIGN_KEY,
    DEFAULT_OR_CHECK,
    SEQUENCE,
    FIXED
  }

  Action(Kind kind, ObjectId id, @Nullable SchemaObject before, @Nullable SchemaObject after) {
    this.kind = kind;
    this.id = id;
    this.before = before;
    this.after = after;
  }

  SchemaObject object() {
    SchemaObject object = kind == Kind.DROP || kind == Kind.SET_ASIDE ? before : after;
    if (object == null) {
      throw new IllegalStateException("no object for " + kind + " " + id);
    }
    return object;
  }

  Action representative() {
    Action at = this;
    while (at.representative != at) {
      at = at.representative;
    }
    return at;
  }

  void mergeInto(Action other, MergeReason reason) {
    representative = other;
    merged = reason;
  }

  void takeOut() {
    representative = this;
    merged = null;
    implied = false;
  }

  /** Whether the same action's statement does both. */
  boolean isMergedLike(Action other) {
    return representative == other.representative;
  }

  boolean isMerged() {
    return representative != this;
  }

  @Override
  public String toString() {
    return kind + " " + id;
  }
}
