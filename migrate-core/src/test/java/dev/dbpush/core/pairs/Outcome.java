package dev.dbpush.core.pairs;

import java.util.List;
import java.util.Set;

/**
 * What became of a pair.
 *
 * @param verdict solved, refused, wrong or broken-input
 * @param flags db.rename=none or the like, where the pair needed it
 * @param kinds kinds of the objects that differ
 * @param detail why it is not solved
 * @param silentDrop whether data went without a flag and without a refusal
 */
record Outcome(
    Pair pair,
    String verdict,
    Set<String> flags,
    Set<String> kinds,
    String detail,
    List<String> up,
    List<String> down,
    boolean silentDrop) {}
