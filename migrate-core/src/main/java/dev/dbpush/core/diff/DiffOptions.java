package dev.dbpush.core.diff;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a diff may do.
 *
 * @param renames pairs {@code member.nick:member.nickname}; {@code none} among them says that every
 *     other drop and add is meant
 * @param allow rules of data loss that are accepted ({@code drop-column}); {@code all} for every
 *     one
 * @param concurrently whether indexes on existing tables are built and dropped CONCURRENTLY, and
 *     unique and primary keys added to them by such an index
 * @param ownership whether owners are compared
 * @param notNullByCheck whether SET NOT NULL on an existing column is prepared by a check that is
 *     validated without blocking writes
 */
public record DiffOptions(
    List<String> renames,
    Set<String> allow,
    boolean concurrently,
    boolean ownership,
    boolean notNullByCheck) {

  /** Says that nothing else is renamed. */
  public static final String NONE = "none";

  /** Renames and data loss are refused, indexes built concurrently, owners not compared. */
  public static final DiffOptions DEFAULT =
      new DiffOptions(List.of(), Set.of(), true, false, false);

  /** Copies the collections. */
  public DiffOptions {
    renames = List.copyOf(renames);
    allow = Set.copyOf(allow);
  }

  /** The same with other renames. */
  public DiffOptions renaming(List<String> pairs) {
    return new DiffOptions(pairs, allow, concurrently, ownership, notNullByCheck);
  }

  /** The same with these renames too. */
  public DiffOptions and(List<String> pairs) {
    Set<String> all = new LinkedHashSet<>(renames);
    all.addAll(pairs);
    return renaming(List.copyOf(all));
  }

  /** The same with other rules of data loss accepted. */
  public DiffOptions allowing(Set<String> rules) {
    return new DiffOptions(renames, rules, concurrently, ownership, notNullByCheck);
  }

  /** The same with indexes built concurrently, or not. */
  public DiffOptions concurrently(boolean yes) {
    return new DiffOptions(renames, allow, yes, ownership, notNullByCheck);
  }

  /** The same with owners compared, or not. */
  public DiffOptions ownership(boolean yes) {
    return new DiffOptions(renames, allow, concurrently, yes, notNullByCheck);
  }

  /** The same with SET NOT NULL prepared by a check, or not. */
  public DiffOptions notNullByCheck(boolean yes) {
    return new DiffOptions(renames, allow, concurrently, ownership, yes);
  }

  /** Whether every drop and add is meant. */
  boolean nothingIsRenamed() {
    return renames.equals(List.of(NONE));
  }

  /** Whether nothing is to be asked: what no pair names is no rename. */
  boolean nothingElseIsRenamed() {
    return renames.contains(NONE);
  }

  /** The renames that are named. */
  List<String> pairs() {
    return renames.stream().filter(pair -> !pair.equals(NONE)).toList();
  }

  boolean allows(String rule) {
    return allow.contains("all") || allow.contains(rule);
  }
}
