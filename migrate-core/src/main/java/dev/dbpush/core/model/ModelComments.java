package dev.dbpush.core.model;

import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SqlScanner;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import dev.dbpush.sql.syntax.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads where a text of DDL writes each object down, and its comments {@code -- renamed from:
 * NAME}. Such a comment speaks of what begins first on its own line; alone on its line, of what
 * begins next.
 */
final class ModelComments {
  private static final Pattern RENAMED =
      Pattern.compile(
          "--\\s*renamed from:\\s*((?:\"(?:[^\"]|\"\")+\"|'(?:[^']|'')*'|[^\\s;,])+)\\s*",
          Pattern.CASE_INSENSITIVE);

  private final ModelText model;
  private final String text;
  private final Map<Subject, String> places = new HashMap<>();
  private final List<ModelElement> elements = new ArrayList<>();

  private ModelComments(ModelText model) {
    this.model = model;
    this.text = model.sql().startsWith("\uFEFF") ? model.sql().substring(1) : model.sql();
  }

  /** Reads; a text that is no SQL says nothing, since loading it says what is wrong. */
  static ModelFacts read(ModelText model, String defaultSchema) {
    return new ModelComments(model).read(defaultSchema);
  }

  private ModelFacts read(String defaultSchema) {
    List<SqlStatement> statements;
    try {
      statements = StatementSplitter.split(text, StatementSplitter.MetaCommands.SKIP).statements();
    } catch (SqlSyntaxException e) {
      return ModelFacts.NONE;
    }
    for (SqlStatement statement : statements) {
      Subject subject = Subject.of(statement, defaultSchema);
      if (subject != null) {
        if (statement.firstWord().equals("create")) {
          places.putIfAbsent(subject, model.name() + ":" + statement.position().line());
        }
        elements.addAll(ModelElement.of(statement, subject));
      }
    }
    return new ModelFacts(places, Map.of(), text.contains("enamed") ? hints() : List.of());
  }

  private List<RenameHint> hints() {
    List<RenameHint> hints = new ArrayList<>();
    SqlScanner scanner = new SqlScanner(text);
    for (Token token = scanner.next(); token != null; token = scanner.next()) {
      if (token.kind() == Token.Kind.COMMENT) {
        Matcher matcher = RENAMED.matcher(token.in(text));
        ModelElement element = matcher.matches() ? spokenOf(token) : null;
        if (element != null) {
          String place = model.name() + ":" + SourcePosition.of(text, token.start()).line();
          hints.add(element.hint(place, last(matcher.group(1))));
        }
      }
    }
    return hints;
  }

  private @Nullable ModelElement spokenOf(Token comment) {
    int line = text.lastIndexOf('\n', comment.start()) + 1;
    boolean alone = text.substring(line, comment.start()).isBlank();
    ModelElement before = null;
    for (ModelElement element : elements) {
      if (element.start() > comment.start()) {
        return alone ? element : before;
      }
      if (!alone && element.start() >= line) {
        return element;
      }
      before = element;
    }
    return alone ? null : before;
  }

  /** The last part of a name that may have a schema or a table in front. */
  private static String last(String name) {
    if (name.startsWith("'")) {
      return name.substring(1, name.length() - 1).replace("''", "'");
    }
    int dot = name.endsWith("\"") ? name.lastIndexOf(".\"") : name.lastIndexOf('.');
    return Identifier.read(name.substring(dot + 1));
  }
}
