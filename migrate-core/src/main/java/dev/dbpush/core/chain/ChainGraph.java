package dev.dbpush.core.chain;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.MigrationFileParser;
import dev.dbpush.sql.file.RevisionId;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/** Files on their way to a chain: finds what is wrong with the graph, and its order. */
final class ChainGraph {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::file)
          .thenComparing(
              Problem::position, Comparator.nullsFirst(Comparator.<SourcePosition>naturalOrder()))
          .thenComparing(Problem::message);

  private final String folder;
  private final Map<RevisionId, MigrationFile> files = new LinkedHashMap<>();
  private final List<MigrationFile> ordered = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> unreadable = new HashSet<>();

  ChainGraph(
      String folder, Collection<MigrationFile> migrations, Collection<Problem> fileProblems) {
    this.folder = folder;
    problems.addAll(fileProblems);
    fileProblems.forEach(problem -> revisionOf(problem.file()).ifPresent(unreadable::add));
    addFiles(migrations);
    checkParents();
    checkFirst();
    order();
  }

  /** What is wrong, by file. */
  List<Problem> problems() {
    return problems.stream().distinct().sorted(BY_PLACE).toList();
  }

  /** The files in chain order; complete only where there is no problem. */
  List<MigrationFile> ordered() {
    return ordered;
  }

  /** The id in a migration file's name, whatever stands before it. */
  private static Optional<String> revisionOf(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dash = name.indexOf('-');
    return MigrationFileParser.isMigrationFileName(name)
        ? Optional.of(name.substring(dash + 1, dash + 13))
        : Optional.empty();
  }

  private void addFiles(Collection<MigrationFile> migrations) {
    Map<RevisionId, List<MigrationFile>> byId = new LinkedHashMap<>();
    migrations.stream()
        .sorted(Comparator.comparing(MigrationFile::name))
        .forEach(file -> byId.computeIfAbsent(file.revision(), id -> new ArrayList<>()).add(file));
    byId.forEach(
        (revision, same) -> {
          files.put(revision, same.get(0));
          for (MigrationFile other : same.subList(1, same.size())) {
            problem(
                other,
                "revision " + revision + " is in " + same.get(0).name() + " too",
                "delete one of the files, or create the second anew with mvn db:new");
          }
        });
  }

  private void checkParents() {
    for (MigrationFile file : files.values()) {
      for (RevisionId parent : file.parents()) {
        if (parent.equals(file.revision())) {
          problem(
              file,
              "revision " + parent + " is its own parent",
              "set -- parent: to the revision that it follows");
        } else if (!files.containsKey(parent) && !unreadable.contains(parent.value())) {
          problem(
              file,
              "parent " + parent + " has no file",
              "add the missing file, or set -- parent: to a revision of this folder");
        }
      }
    }
  }

  private void checkFirst() {
    List<MigrationFile> firsts =
        files.values().stream()
            .filter(file -> file.parents().isEmpty())
            .sorted(Comparator.comparing(MigrationFile::name))
            .toList();
    if (firsts.size() > 1) {
      String names = firsts.stream().map(MigrationFile::name).collect(Collectors.joining(", "));
      problem(
          firsts.get(1),
          firsts.size() + " files say -- parent: none: " + names,
          "a chain has one first revision: set -- parent: of the others to the one that they"
              + " follow");
    }
  }

  /** Kahn's algorithm; the smallest id of those that are ready comes first. */
  private void order() {
    Map<RevisionId, Integer> missing = new HashMap<>();
    Map<RevisionId, List<RevisionId>> children = new HashMap<>();
    PriorityQueue<RevisionId> ready = new PriorityQueue<>();
    for (MigrationFile file : files.values()) {
      int count = 0;
      for (RevisionId parent : realParents(file)) {
        children.computeIfAbsent(parent, id -> new ArrayList<>()).add(file.revision());
        count++;
      }
      missing.put(file.revision(), count);
      if (count == 0) {
        ready.add(file.revision());
      }
    }
    for (RevisionId next = ready.poll(); next != null; next = ready.poll()) {
      missing.remove(next);
      ordered.add(file(next));
      for (RevisionId child : children.getOrDefault(next, List.of())) {
        if (missing.merge(child, -1, Integer::sum) == 0) {
          ready.add(child);
        }
      }
    }
    reportCycles(missing.keySet());
  }

  /** Walks to parents among those that never became ready; each walk ends in at most one cycle. */
  private void reportCycles(Set<RevisionId> stuck) {
    Map<RevisionId, Integer> walks = new HashMap<>();
    int walk = 0;
    for (RevisionId start : stuck.stream().sorted().toList()) {
      walk++;
      RevisionId at = start;
      while (!walks.containsKey(at)) {
        walks.put(at, walk);
        at = stuckParent(at, stuck);
      }
      if (walks.get(at) == walk) {
        reportCycle(at, stuck);
      }
    }
  }

  private void reportCycle(RevisionId member, Set<RevisionId> stuck) {
    List<RevisionId> cycle = new ArrayList<>();
    RevisionId at = member;
    do {
      cycle.add(at);
      at = stuckParent(at, stuck);
    } while (!at.equals(member));
    RevisionId smallest = cycle.stream().min(Comparator.naturalOrder()).orElse(member);
    Collections.rotate(cycle, -cycle.indexOf(smallest));
    cycle.add(smallest);
    problem(
        file(smallest),
        "the parents run in a circle: "
            + cycle.stream().map(RevisionId::value).collect(Collectors.joining(" -> ")),
        "set -- parent: of one of them to a revision outside the circle");
  }

  private RevisionId stuckParent(RevisionId revision, Set<RevisionId> stuck) {
    return realParents(file(revision)).stream()
        .filter(stuck::contains)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(revision + " waits for nothing"));
  }

  private List<RevisionId> realParents(MigrationFile file) {
    List<RevisionId> real = new ArrayList<>(2);
    for (RevisionId parent : file.parents()) {
      if (files.containsKey(parent) && !parent.equals(file.revision())) {
        real.add(parent);
      }
    }
    return real;
  }

  private MigrationFile file(RevisionId revision) {
    MigrationFile file = files.get(revision);
    if (file == null) {
      throw new IllegalStateException("no file of " + revision);
    }
    return file;
  }

  private void problem(MigrationFile file, String message, String remedy) {
    String path = folder.isEmpty() ? file.name() : folder + "/" + file.name();
    problems.add(new Problem(path, null, message, remedy));
  }
}
