package dev.dbpush.sql.render;

import dev.dbpush.sql.schema.Grant;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Snapshot;
import dev.dbpush.sql.schema.Traits;
import dev.dbpush.sql.schema.ViewColumn;
import dev.dbpush.sql.syntax.Identifier;
import java.util.List;
import java.util.Objects;

/** What all renderings share: names, output, and the traits of objects. */
final class Context {
  final Snapshot.Environment environment;
  final Names names;
  final Output out = new Output();

  Context(Snapshot.Environment environment) {
    this.environment = environment;
    this.names = new Names(environment);
  }

  /** The traits of an object that was just made. */
  void newTraits(SchemaObject object, List<Grant> initialGrants) {
    Traits traits = object.traits();
    if (!traits.owner().isEmpty() && !traits.owner().equals(environment.role())) {
      owner(object);
    }
    traits(object, new Traits(traits.owner(), null, initialGrants), traits);
  }

  /** The traits of an object that stays. */
  void traits(SchemaObject object, Traits before, Traits after) {
    boolean part = !object.id().parent().isEmpty();
    String target = part ? names.target(object) : "";
    if (!before.owner().equals(after.owner()) && !after.owner().isEmpty()) {
      owner(object);
    }
    if (!Objects.equals(before.comment(), after.comment())) {
      String comment = after.comment();
      emit(
          target,
          "COMMENT ON "
              + names.address(object)
              + " IS "
              + (comment == null ? "NULL" : Identifier.literal(comment)));
    }
    if (!before.grants().equals(after.grants()) || !before.owner().equals(after.owner())) {
      grants(object, target, before, after);
    }
  }

  private void grants(SchemaObject object, String target, Traits before, Traits after) {
    ObjectId id = object.id();
    String columns = "";
    String on;
    String kind = "";
    switch (id.kind()) {
      case COLUMN -> {
        columns = " (" + Identifier.quote(id.name()) + ")";
        on = names.parent(id);
      }
      case TABLE, VIEW, MATERIALIZED_VIEW -> {
        on = names.of(id);
        kind = "TABLE";
      }
      case TYPE -> {
        on = "TYPE " + names.of(id);
        kind = "TYPE";
      }
      case ROUTINE -> {
        String keyword = names.keyword(object);
        on = (keyword.equals("AGGREGATE") ? "FUNCTION" : keyword) + " " + grantable(id);
        kind = "FUNCTION";
      }
      default -> {
        on = names.keyword(object) + " " + names.of(id);
        kind = id.kind().name();
      }
    }
    List<Grant> all = environment.builtinGrants().getOrDefault(kind, List.of());
    Grants.change(
            named(before.grants(), after.owner()),
            named(after.grants(), after.owner()),
            on,
            columns,
            all,
            "")
        .forEach(sql -> emit(target, sql));
  }

  /** The owner by name, where it is known: that of the new owner, whose the old one's become. */
  private static List<Grant> named(List<Grant> grants, String owner) {
    return owner.isEmpty()
        ? grants
        : grants.stream()
            .map(
                g ->
                    g.grantee().equals(Grant.OWNER)
                        ? new Grant(owner, g.privilege(), g.grantable())
                        : g)
            .distinct()
            .toList();
  }

  /** GRANT knows no star for aggregates without arguments. */
  private String grantable(ObjectId id) {
    String name = names.of(id);
    return name.endsWith("(*)") ? name.substring(0, name.length() - 2) + ")" : name;
  }

  private void emit(String target, String sql) {
    if (target.isEmpty()) {
      out.statement(sql);
    } else {
      out.behind(target, sql);
    }
  }

  private void owner(SchemaObject object) {
    if (object instanceof ViewColumn || !object.id().parent().isEmpty()) {
      return;
    }
    out.statement(
        "ALTER "
            + names.address(object)
            + " OWNER TO "
            + Identifier.quote(object.traits().owner()));
  }

  /** An expression in parentheses, once. */
  static String inParentheses(String expression) {
    if (expression.startsWith("(") && expression.endsWith(")")) {
      int depth = 0;
      char quote = 0;
      for (int i = 0; i < expression.length(); i++) {
        char c = expression.charAt(i);
        if (quote != 0) {
          quote = c == quote ? 0 : quote;
        } else if (c == '\'' || c == '"') {
          quote = c;
        } else if (c == '(') {
          depth++;
        } else if (c == ')' && --depth == 0 && i < expression.length() - 1) {
          return "(" + expression + ")";
        }
      }
      return expression;
    }
    return "(" + expression + ")";
  }
}
