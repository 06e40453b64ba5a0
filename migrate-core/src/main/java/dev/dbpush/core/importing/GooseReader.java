package dev.dbpush.core.importing;

import dev.dbpush.sql.syntax.SplitSql;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** goose: {@code 12_name.sql} with annotations in comments; numeric order. */
final class GooseReader implements LayoutReader {
  private static final Pattern NAME = Pattern.compile("(\\d+)_(.*)\\.(sql|go)", Pattern.DOTALL);
  private static final Pattern UP = annotation("Up");
  private static final Pattern DOWN = annotation("Down");
  private static final Pattern BEGIN = annotation("StatementBegin");
  private static final Pattern END = annotation("StatementEnd");
  private static final Pattern NO_TRANSACTION = annotation("NO TRANSACTION");
  private static final Pattern VARIABLES = annotation("(?:ENVSUB|ENVSUBST) ON");

  private static Pattern annotation(String words) {
    return Pattern.compile("--\\s*\\+goose\\s+" + words + "\\s*", Pattern.CASE_INSENSITIVE);
  }

  @Override
  public boolean recognises(SourceFolder source) {
    return source.any(
        file ->
            file.inRoot() && NAME.matcher(file.name()).matches() && MarkedFile.hasLine(file, UP));
  }

  @Override
  public void read(SourceFolder source, Reading reading) {
    Map<BigInteger, SourceFile> files = new TreeMap<>();
    Folders others = new Folders(Layout.GOOSE);
    for (SourceFile file : source.files()) {
      Matcher matcher = NAME.matcher(file.name());
      if (!file.inRoot()) {
        others.add(file);
      } else if (!matcher.matches() || file.name().endsWith("_test.go")) {
        reading.skip(file.path(), Folders.notAMigration(file, Layout.GOOSE));
      } else {
        SourceFile before = files.putIfAbsent(new BigInteger(matcher.group(1)), file);
        if (before != null) {
          reading.problem(
              file.path(),
              null,
              "number " + matcher.group(1) + " stands twice: " + before.path() + " has it too",
              "give one of the two files another number");
        }
      }
    }
    others.report(reading);
    files.forEach((version, file) -> add(version, file, reading));
  }

  private static void add(BigInteger version, SourceFile file, Reading reading) {
    if (file.name().endsWith(".go")) {
      reading.skip(
          file.path(),
          "a migration in Go: write in SQL what it does, as a migration in this place",
          version.toString());
      return;
    }
    MarkedFile marked = new MarkedFile(file, reading.text(file));
    List<Integer> ups = marked.find(line -> UP.matcher(line).matches());
    List<Integer> downs = marked.find(line -> DOWN.matcher(line).matches());
    boolean ordered = ups.size() == 1 && (downs.isEmpty() || downs.get(0) > ups.get(0));
    if (!ordered || downs.size() > 1 || marked.firstStatementLine(ups.get(0)) >= 0) {
      reading.problem(
          file.path(),
          null,
          "not one -- +goose Up section and then at most one -- +goose Down section",
          "mend the file: goose refuses it too");
      return;
    }
    boolean transactional = marked.find(line -> NO_TRANSACTION.matcher(line).matches()).isEmpty();
    for (int line : marked.find(text -> VARIABLES.matcher(text).matches())) {
      reading.warn(
          file.path(),
          MarkedFile.line(line),
          "goose puts environment variables in here; the text is carried with their names",
          "write the values into the imported file before it is pushed");
    }
    endStatements(file, marked, reading);
    int down = downs.isEmpty() ? marked.lines().size() : downs.get(0);
    Matcher name = NAME.matcher(file.name());
    reading.add(
        new ForeignMigration(
            version.toString(),
            name.replaceFirst("$2"),
            file.path(),
            version.toString(),
            marked.section(ups.get(0) + 1, down).transactional(transactional),
            downs.isEmpty()
                ? null
                : marked.section(down + 1, marked.lines().size()).transactional(transactional),
            Set.of()));
  }

  /**
   * goose ends a statement at its annotation, with or without a semicolon; we need the semicolon.
   */
  private static void endStatements(SourceFile file, MarkedFile marked, Reading reading) {
    int begin = -1;
    for (int i = 0; i < marked.lines().size(); i++) {
      String line = marked.lines().get(i);
      if (BEGIN.matcher(line).matches()) {
        begin = i;
      } else if (END.matcher(line).matches() && begin >= 0) {
        if (lacksSemicolon(marked.section(begin + 1, i).text())) {
          marked.lines().set(i, "; " + line);
          reading.warn(
              file.path(),
              MarkedFile.line(i),
              "the statement that ends here has no semicolon: one was added",
              "");
        }
        begin = -1;
      }
    }
  }

  private static boolean lacksSemicolon(String block) {
    try {
      SplitSql split = StatementSplitter.split(block, StatementSplitter.MetaCommands.SKIP);
      if (split.statements().isEmpty()) {
        return false;
      }
      SqlStatement last = split.statements().get(split.statements().size() - 1);
      return last.copyData() == null && block.charAt(last.end() - 1) != ';';
    } catch (SqlSyntaxException e) {
      return false; // said with its place when the whole section is read
    }
  }
}
