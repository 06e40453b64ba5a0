package dev.dbpush.core.chain;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.syntax.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All revisions of one folder: a directed acyclic graph with at most one first revision. Immutable.
 *
 * <p>Chain order is topological, ties by id; it does not depend on the order in which the files
 * were read. Two heads (a fork) are a state, not an error: only the target {@code head} refuses it.
 * Every query takes time linear in the number of revisions at most.
 */
public final class Chain {
  private final List<MigrationFile> revisions;
  private final Map<RevisionId, Integer> places;
  private final int[][] parents;
  private final int[][] children;
  private final RevisionLookup lookup;

  private Chain(List<MigrationFile> revisions) {
    this.revisions = List.copyOf(revisions);
    this.places = new HashMap<>(revisions.size() * 2);
    for (int place = 0; place < revisions.size(); place++) {
      places.put(revisions.get(place).revision(), place);
    }
    this.parents = new int[revisions.size()][];
    int[] childCounts = new int[revisions.size()];
    for (int place = 0; place < parents.length; place++) {
      List<RevisionId> named = revisions.get(place).parents();
      parents[place] = new int[named.size()];
      for (int i = 0; i < named.size(); i++) {
        parents[place][i] = places.get(named.get(i));
      }
      Arrays.sort(parents[place]);
      for (int parent : parents[place]) {
        childCounts[parent]++;
      }
    }
    this.children = new int[revisions.size()][];
    for (int place = 0; place < children.length; place++) {
      children[place] = new int[childCounts[place]];
    }
    for (int place = parents.length - 1; place >= 0; place--) {
      for (int parent : parents[place]) {
        children[parent][--childCounts[parent]] = place;
      }
    }
    this.lookup = new RevisionLookup(this.revisions);
  }

  /**
   * Builds the chain.
   *
   * @param files the migrations, in any order
   * @throws ChainException with every duplicate id, missing parent, cycle and second first revision
   */
  public static Chain of(Collection<MigrationFile> files) {
    return of("", files, List.of());
  }

  /**
   * Builds the chain of a folder whose files may have problems of their own.
   *
   * @param folder the folder's name as the user knows it, for messages; may be empty
   * @param files the migrations that could be read, in any order
   * @param problems what is wrong with the others; a revision that such a file names is not
   *     reported as missing too
   * @throws ChainException with those problems and all of the graph
   */
  public static Chain of(
      String folder, Collection<MigrationFile> files, Collection<Problem> problems) {
    ChainGraph graph = new ChainGraph(folder, files, problems);
    List<Problem> all = graph.problems();
    if (!all.isEmpty()) {
      throw new ChainException(all);
    }
    return new Chain(graph.ordered());
  }

  /** The revisions in chain order. */
  public List<MigrationFile> revisions() {
    return revisions;
  }

  /** Whether there is no revision at all. */
  public boolean isEmpty() {
    return revisions.isEmpty();
  }

  /** Whether a revision has a file here. */
  public boolean contains(RevisionId revision) {
    return places.containsKey(revision);
  }

  /** The file of a revision, or null where there is none. */
  public @Nullable MigrationFile find(RevisionId revision) {
    Integer place = places.get(revision);
    return place == null ? null : revisions.get(place);
  }

  /**
   * The file of a revision that is in the chain.
   *
   * @throws IllegalArgumentException if it is not
   */
  public MigrationFile get(RevisionId revision) {
    return revisions.get(place(revision));
  }

  /** The revision without a parent; null where the chain is empty. */
  public @Nullable RevisionId first() {
    return isEmpty() ? null : revisions.get(0).revision();
  }

  /** The revisions without a child, sorted by id; two or more are a fork. */
  public List<RevisionId> heads() {
    BitSet all = new BitSet();
    all.set(0, revisions.size());
    return heads(all);
  }

  /**
   * The one head.
   *
   * @return null where the chain is empty
   * @throws ChainException for a fork, naming the heads and how to mend it
   */
  public @Nullable RevisionId head() {
    List<RevisionId> heads = heads();
    if (heads.size() > 1) {
      throw ChainException.of(
          forkMessage(),
          "mend the fork with mvn db:rebase (one branch onto the other) or mvn db:merge (both"
              + " joined), or name a revision as the target");
    }
    return heads.isEmpty() ? null : heads.get(0);
  }

  /** The sentence that a fork is reported with. */
  String forkMessage() {
    return "the chain has "
        + heads().size()
        + " heads: "
        + heads().stream().map(this::describe).collect(Collectors.joining(", "));
  }

  /** The parents of a revision, in chain order. */
  public List<RevisionId> parents(RevisionId revision) {
    return ids(parents[place(revision)]);
  }

  /** The revisions that have this one as a parent, in chain order. */
  public List<RevisionId> children(RevisionId revision) {
    return ids(children[place(revision)]);
  }

  /** These revisions and all their ancestors, in chain order. */
  public Set<RevisionId> upTo(Collection<RevisionId> revisionsOfChain) {
    BitSet found = bits(revisionsOfChain);
    for (int i = found.length() - 1; i >= 0; i = found.previousSetBit(i - 1)) {
      for (int parent : parents[i]) {
        found.set(parent);
      }
    }
    return ids(found);
  }

  /** These revisions and all their descendants, in chain order. */
  public Set<RevisionId> from(Collection<RevisionId> revisionsOfChain) {
    BitSet found = bits(revisionsOfChain);
    for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
      for (int child : children[i]) {
        found.set(child);
      }
    }
    return ids(found);
  }

  /**
   * The last ones of some revisions: those without a descendant among them, sorted by id. Revisions
   * without a file are left out.
   */
  public List<RevisionId> headsOf(Collection<RevisionId> some) {
    BitSet known = new BitSet();
    for (RevisionId revision : some) {
      Integer place = places.get(revision);
      if (place != null) {
        known.set(place);
      }
    }
    return heads(known);
  }

  /**
   * The revision that an id or a prefix of it means.
   *
   * @param idOrPrefix at least {@value RevisionLookup#SHORTEST_PREFIX} digits
   * @throws ChainException if it means none or several, with those that are near
   */
  public RevisionId lookup(String idOrPrefix) {
    return lookup.find(idOrPrefix);
  }

  /** {@code 55296ad22e23 (initial_schema)}, or the id alone where there is no file. */
  public String describe(RevisionId revision) {
    MigrationFile file = find(revision);
    return file == null ? revision.value() : revision + " (" + file.slug() + ")";
  }

  private List<RevisionId> heads(BitSet some) {
    BitSet above = new BitSet();
    List<RevisionId> heads = new ArrayList<>();
    for (int i = revisions.size() - 1; i >= 0; i--) {
      if (some.get(i) && !above.get(i)) {
        heads.add(revisions.get(i).revision());
      }
      if (some.get(i) || above.get(i)) {
        for (int parent : parents[i]) {
          above.set(parent);
        }
      }
    }
    Collections.sort(heads);
    return heads;
  }

  private int place(RevisionId revision) {
    Integer place = places.get(revision);
    if (place == null) {
      throw new IllegalArgumentException("revision " + revision + " is not in the chain");
    }
    return place;
  }

  private BitSet bits(Collection<RevisionId> some) {
    BitSet bits = new BitSet(revisions.size());
    for (RevisionId revision : some) {
      bits.set(place(revision));
    }
    return bits;
  }

  private List<RevisionId> ids(int[] some) {
    List<RevisionId> ids = new ArrayList<>(some.length);
    for (int place : some) {
      ids.add(revisions.get(place).revision());
    }
    return ids;
  }

  private Set<RevisionId> ids(BitSet some) {
    Set<RevisionId> ids = new LinkedHashSet<>();
    some.stream().forEach(place -> ids.add(revisions.get(place).revision()));
    return Collections.unmodifiableSet(ids);
  }
}
