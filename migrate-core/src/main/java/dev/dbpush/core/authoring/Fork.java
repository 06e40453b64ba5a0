package dev.dbpush.core.authoring;

import dev.dbpush.core.chain.Chain;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.syntax.Problem;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Two branches of a chain, one of which is to follow the other.
 *
 * @param mine the head of the branch that moves
 * @param other the head that it will follow
 */
record Fork(RevisionId mine, RevisionId other) {

  /**
   * Finds out which branch moves: the one that was named, else the only one of which a history
   * holds nothing.
   *
   * @param from a revision of the branch that moves, or null
   * @param to a revision of the branch that it follows, or null
   * @param held what the configured history holds
   * @throws ChainException if that is not clear, or the history holds a revision that would move
   */
  static Fork find(
      Chain chain, @Nullable String from, @Nullable String to, Collection<RevisionId> held) {
    Set<RevisionId> heads = new LinkedHashSet<>(chain.heads());
    RevisionId mine = from == null ? null : branch(chain, heads, from);
    RevisionId other = to == null ? null : branch(chain, heads, to);
    if (mine != null && mine.equals(other)) {
      throw ChainException.of(
          from + " and " + to + " are in the same branch", "name revisions of two branches");
    }
    if (heads.size() > 2 && (mine == null || other == null)) {
      throw unclear(chain, "the chain has " + heads.size() + " heads");
    }
    if (mine == null && other == null) {
      mine = unapplied(chain, held);
    }
    RevisionId moving = mine == null ? rest(heads, other) : mine;
    Fork fork = new Fork(moving, other == null ? rest(heads, moving) : other);
    fork.checkUnapplied(chain, held);
    return fork;
  }

  /** The revisions of the branch that moves, in chain order. */
  Set<RevisionId> moving(Chain chain) {
    Set<RevisionId> moving = new LinkedHashSet<>(chain.upTo(List.of(mine)));
    moving.removeAll(chain.upTo(List.of(other)));
    return moving;
  }

  /**
   * The new parents of those that get new ones, in chain order: parents outside the branch give way
   * to the other head, unless a parent inside the branch already leads there.
   */
  Map<MigrationFile, List<RevisionId>> parents(Chain chain) {
    Set<RevisionId> moving = moving(chain);
    Map<MigrationFile, List<RevisionId>> changed = new LinkedHashMap<>();
    for (RevisionId revision : moving) {
      MigrationFile file = chain.get(revision);
      List<RevisionId> inside = file.parents().stream().filter(moving::contains).toList();
      if (inside.size() < file.parents().size()) {
        changed.put(file, inside.isEmpty() ? List.of(other) : inside);
      }
    }
    return changed;
  }

  private static RevisionId branch(Chain chain, Set<RevisionId> heads, String idOrPrefix) {
    RevisionId revision = chain.lookup(idOrPrefix);
    List<RevisionId> above =
        chain.from(List.of(revision)).stream().filter(heads::contains).toList();
    if (above.size() > 1) {
      throw unclear(chain, chain.describe(revision) + " is in " + above.size() + " branches");
    }
    return above.get(0);
  }

  private static RevisionId unapplied(Chain chain, Collection<RevisionId> held) {
    List<RevisionId> heads = chain.heads();
    Fork first = new Fork(heads.get(0), heads.get(1));
    Fork second = new Fork(heads.get(1), heads.get(0));
    boolean firstIsFree = first.applied(chain, held).isEmpty();
    boolean secondIsFree = second.applied(chain, held).isEmpty();
    if (firstIsFree == secondIsFree) {
      throw unclear(
          chain,
          firstIsFree
              ? "no history tells which branch is to be moved"
              : "the history holds revisions of both branches");
    }
    return firstIsFree ? first.mine() : second.mine();
  }

  private Set<RevisionId> applied(Chain chain, Collection<RevisionId> held) {
    Set<RevisionId> applied = moving(chain);
    applied.retainAll(new HashSet<>(held));
    return applied;
  }

  private void checkUnapplied(Chain chain, Collection<RevisionId> held) {
    List<Problem> problems =
        applied(chain, held).stream()
            .map(
                revision ->
                    new Problem(
                        "",
                        null,
                        "the history holds " + chain.describe(revision) + ", so it cannot be moved",
                        "move the other branch, join both with mvn db:merge, or mvn db:downgrade it"
                            + " first"))
            .toList();
    if (!problems.isEmpty()) {
      throw new ChainException(problems);
    }
  }

  private static RevisionId rest(Set<RevisionId> heads, @Nullable RevisionId one) {
    return heads.stream().filter(head -> !head.equals(one)).findFirst().orElseThrow();
  }

  private static ChainException unclear(Chain chain, String message) {
    return ChainException.of(
        message
            + ": "
            + chain.heads().stream().map(chain::describe).collect(Collectors.joining(", ")),
        "say which one moves and which one it follows: -Ddb.from=YOURS -Ddb.to=OTHER");
  }
}
