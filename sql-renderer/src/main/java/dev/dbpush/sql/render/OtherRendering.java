package dev.dbpush.sql.render;

import dev.dbpush.sql.schema.DefaultPrivileges;
import dev.dbpush.sql.schema.Extension;
import dev.dbpush.sql.schema.Grant;
import dev.dbpush.sql.schema.ObjectId;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.Policy;
import dev.dbpush.sql.schema.Rule;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Statistics;
import dev.dbpush.sql.schema.Trigger;
import dev.dbpush.sql.schema.View;
import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Views, triggers, rules, policies, statistics, extensions and default privileges. */
final class OtherRendering {
  private final Context context;

  OtherRendering(Context context) {
    this.context = context;
  }

  void create(View view) {
    context.out.statement("CREATE " + view(view));
  }

  private String view(View view) {
    return (view.materialized() ? "MATERIALIZED VIEW " : "VIEW ")
        + context.names.of(view.id())
        + usingClause(view)
        + (view.options().isEmpty() ? "" : " WITH (" + OptionLists.list(view.options()) + ")")
        + tablespace(view)
        + " AS\n"
        + view.query();
  }

  private static String usingClause(View view) {
    int at = view.storage().indexOf(" TABLESPACE ");
    return at < 0 ? view.storage() : view.storage().substring(0, at);
  }

  private static String tablespace(View view) {
    int at = view.storage().indexOf(" TABLESPACE ");
    return at < 0 ? "" : view.storage().substring(at);
  }

  void alter(View before, View after) {
    if (!before.query().equals(after.query())) {
      context.out.statement("CREATE OR REPLACE " + view(after));
    } else {
      OptionLists.change(before.options(), after.options())
          .forEach(
              sql ->
                  context.out.statement(
                      "ALTER "
                          + context.names.keyword(after)
                          + " "
                          + context.names.of(after.id())
                          + " "
                          + sql));
    }
    context.traits(after, before.traits(), after.traits());
  }

  void enable(SchemaObject object, char before, char after) {
    if (before == after) {
      return;
    }
    String state =
        switch (after) {
          case 'D' -> "DISABLE";
          case 'R' -> "ENABLE REPLICA";
          case 'A' -> "ENABLE ALWAYS";
          default -> "ENABLE";
        };
    context.out.action(
        context.names.target(object),
        Passes.MISC,
        state
            + (object.id().kind() == ObjectKind.RULE ? " RULE " : " TRIGGER ")
            + Identifier.quote(object.id().name()));
  }

  void create(Trigger trigger) {
    context.out.statement(trigger.definition());
    enable(trigger, 'O', trigger.enabled());
  }

  void create(Rule rule) {
    context.out.statement(rule.definition());
    enable(rule, 'O', rule.enabled());
  }

  void create(Policy policy) {
    List<String> words = new ArrayList<>();
    words.add("CREATE POLICY");
    words.add(Identifier.quote(policy.id().name()));
    words.add("ON " + context.names.parent(policy.id()));
    if (!policy.permissive()) {
      words.add("AS RESTRICTIVE");
    }
    if (!policy.command().equals("ALL")) {
      words.add("FOR " + policy.command());
    }
    if (!policy.roles().equals(List.of("public"))) {
      words.add("TO " + roles(policy));
    }
    expression(words, "USING", policy.using());
    expression(words, "WITH CHECK", policy.check());
    context.out.statement(String.join(" ", words));
  }

  private static String roles(Policy policy) {
    return String.join(
        ", ",
        policy.roles().stream()
            .map(r -> r.equals(Grant.PUBLIC) ? "PUBLIC" : Identifier.quote(r))
            .toList());
  }

  private static void expression(List<String> words, String clause, @Nullable String text) {
    if (text != null) {
      words.add(clause + " " + Context.inParentheses(text));
    }
  }

  void alter(Policy before, Policy after) {
    List<String> words = new ArrayList<>();
    if (!before.roles().equals(after.roles())) {
      words.add("TO " + roles(after));
    }
    if (!Objects.equals(before.using(), after.using())) {
      expression(words, "USING", after.using());
    }
    if (!Objects.equals(before.check(), after.check())) {
      expression(words, "WITH CHECK", after.check());
    }
    if (!words.isEmpty()) {
      context.out.statement(
          "ALTER POLICY "
              + Identifier.quote(after.id().name())
              + " ON "
              + context.names.parent(after.id())
              + " "
              + String.join(" ", words));
    }
    context.traits(after, before.traits(), after.traits());
  }

  void statistics(Statistics after, int before) {
    if (before != after.target()) {
      context.out.statement(
          "ALTER STATISTICS " + context.names.of(after.id()) + " SET STATISTICS " + after.target());
    }
  }

  void create(Extension extension) {
    ObjectId schema = ObjectId.schema(extension.schema());
    context.out.statement(
        "CREATE EXTENSION "
            + Identifier.quote(extension.id().name())
            + (schema.name().equals(context.environment.defaultSchema())
                ? ""
                : " SCHEMA " + Identifier.quote(schema.name())));
  }

  void alter(Extension before, Extension after) {
    if (!before.schema().equals(after.schema())) {
      context.out.statement(
          "ALTER EXTENSION "
              + Identifier.quote(after.id().name())
              + " SET SCHEMA "
              + Identifier.quote(after.schema()));
    }
    context.traits(after, before.traits(), after.traits());
  }

  void defaultPrivileges(@Nullable DefaultPrivileges before, @Nullable DefaultPrivileges after) {
    DefaultPrivileges any = before == null ? Objects.requireNonNull(after) : before;
    String prefix =
        "ALTER DEFAULT PRIVILEGES "
            + (any.role().equals(context.environment.role())
                ? ""
                : "FOR ROLE " + Identifier.quote(any.role()) + " ")
            + (any.schema().isEmpty() ? "" : "IN SCHEMA " + Identifier.quote(any.schema()) + " ");
    String kind = any.objects().substring(0, any.objects().length() - 1);
    List<Grant> builtin =
        any.schema().isEmpty()
            ? context.environment.builtinGrants().getOrDefault(kind, List.of())
            : List.of();
    List<Grant> all = context.environment.builtinGrants().getOrDefault(kind, List.of());
    Grants.change(
            effective(builtin, before), effective(builtin, after), any.objects(), "", all, prefix)
        .forEach(context.out::statement);
  }

  private static TreeSet<Grant> effective(List<Grant> builtin, @Nullable DefaultPrivileges d) {
    TreeSet<Grant> grants = new TreeSet<>(builtin);
    if (d != null) {
      d.revoked().forEach(grants::remove);
      grants.addAll(d.granted());
    }
    return grants;
  }
}
