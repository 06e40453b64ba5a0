package dev.dbpush.sql.render;

import dev.dbpush.sql.change.Change;
import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.ColumnDefault;
import dev.dbpush.sql.schema.ObjectKind;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Sequence;
import dev.dbpush.sql.schema.SequenceOwner;
import dev.dbpush.sql.schema.SequenceSettings;
import dev.dbpush.sql.schema.Traits;
import dev.dbpush.sql.schema.TypeNames;
import dev.dbpush.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns and their defaults. */
final class ColumnRendering {
  private static final Set<String> FIXED_SIZE =
      Set.of(
          "smallint",
          "integer",
          "bigint",
          "real",
          "double precision",
          "boolean",
          "date",
          "uuid",
          "oid",
          "timestamp without time zone",
          "timestamp with time zone",
          "time without time zone",
          "time with time zone",
          "interval",
          "name",
          "\"char\"");

  private final Context context;

  ColumnRendering(Context context) {
    this.context = context;
  }

  /** A column as CREATE TABLE and ADD COLUMN spell it, with what the same statement makes. */
  String definition(Column column, List<SchemaObject> parts) {
    StringBuilder sql = new StringBuilder(Identifier.quote(column.id().name())).append(' ');
    if (isSerial(column, parts)) {
      return sql.append(
              switch (column.type()) {
                case "smallint" -> "smallserial";
                case "bigint" -> "bigserial";
                default -> "serial";
              })
          .toString();
    }
    sql.append(column.type());
    if (!column.storage().isEmpty() && context.environment.version() >= 16) {
      sql.append(" STORAGE ").append(column.storage());
    }
    if (!column.compression().isEmpty()) {
      sql.append(" COMPRESSION ").append(column.compression());
    }
    if (column.collation() != null) {
      sql.append(" COLLATE ").append(column.collation());
    }
    Column.Generated generated = column.generated();
    if (generated != null) {
      sql.append(" GENERATED ALWAYS AS ")
          .append(Context.inParentheses(generated.expression()))
          .append(generated.stored() ? " STORED" : " VIRTUAL");
    }
    ColumnDefault value = value(column, parts);
    if (value != null) {
      sql.append(" DEFAULT ").append(DefaultText.of(value.expression(), column.type()));
    }
    if (column.identity() != null) {
      return sql.append(' ').append(identity(column, column.identity())).toString();
    }
    return sql.append(column.notNull() ? " NOT NULL" : "").toString();
  }

  static @Nullable ColumnDefault value(Column column, List<SchemaObject> parts) {
    for (SchemaObject part : parts) {
      if (part instanceof ColumnDefault value
          && value.id().equals(column.id().part(ObjectKind.DEFAULT, column.id().name()))) {
        return value;
      }
    }
    return null;
  }

  private static boolean isSerial(Column column, List<SchemaObject> parts) {
    return sequenceOf(column, parts) != null && value(column, parts) != null;
  }

  /** The sequence that the column's statement makes by saying serial. */
  static @Nullable Sequence sequenceOf(Column column, List<SchemaObject> parts) {
    for (SchemaObject part : parts) {
      if (part instanceof SequenceOwner owner
          && owner.tableSchema().equals(column.id().schema())
          && owner.table().equals(column.id().parent())
          && owner.column().equals(column.id().name())) {
        for (SchemaObject other : parts) {
          if (other instanceof Sequence sequence
              && sequence.id().schema().equals(owner.id().schema())
              && sequence.id().name().equals(owner.id().name())) {
            return sequence;
          }
        }
      }
    }
    return null;
  }

  private String identity(Column column, Column.Identity identity) {
    List<String> options = new ArrayList<>();
    if (identity.sequence() != null) {
      options.add(
          "SEQUENCE NAME "
              + context.names.in(column.id().schema(), Identifier.quote(identity.sequence())));
    }
    if (sameType(column, identity.settings())) {
      options.addAll(SequenceRendering.options(identity.settings(), column.type()));
    }
    return "GENERATED "
        + (identity.always() ? "ALWAYS" : "BY DEFAULT")
        + " AS IDENTITY"
        + (options.isEmpty() ? "" : " (" + String.join(" ", options) + ")");
  }

  /** The sequence is made with the column's type, which another one cannot be said for. */
  private static boolean sameType(Column column, SequenceSettings settings) {
    return settings.type().equals(column.type());
  }

  /** The numbers of a new identity column's sequence that has a type of its own. */
  private void ownNumbers(Column column, Column.@Nullable Identity identity) {
    if (identity != null && !sameType(column, identity.settings())) {
      alterSequence(
          column, identity, SequenceSettings.of(column.type()), identity.settings(), true);
    }
  }

  private void alterSequence(
      Column column,
      Column.Identity named,
      SequenceSettings one,
      SequenceSettings two,
      boolean unused) {
    List<String> changes = SequenceRendering.changes(one, two);
    if (unused && one.start() != two.start() && !changes.contains("RESTART")) {
      changes.add("RESTART");
    }
    if (!changes.isEmpty()) {
      context.out.statement(
          "ALTER SEQUENCE " + sequenceName(column, named) + " " + String.join(" ", changes));
    }
  }

  /** What a column needs behind the statement that makes it. */
  void afterwards(Column column) {
    settings(column, false);
    grants(column);
  }

  void grants(Column column) {
    context.traits(column, column.traits().withoutGrants(), column.traits());
  }

  /** The same without its privileges; a bare column comes from its table's type. */
  void settings(Column column, boolean bare) {
    ownNumbers(column, column.identity());
    Column plain =
        new Column(
            column.id(),
            Traits.NONE,
            column.position(),
            column.type(),
            column.collation(),
            column.notNull(),
            column.identity(),
            column.generated(),
            context.environment.version() >= 16 && !bare ? column.storage() : "",
            bare ? "" : column.compression(),
            -1,
            List.of(),
            column.inherited(),
            column.local());
    settings(plain, column, false);
    context.newTraits(column.with(column.traits().withoutGrants()), List.of());
  }

  /**
   * Rows are looked at while others write: SET NOT NULL believes a check that is valid. PostgreSQL
   * documentation, ALTER TABLE.
   */
  void notNullByCheck(Column column) {
    String target = context.names.target(column);
    String own = Identifier.quote(column.id().name());
    String check = Identifier.quote(column.id().name() + "_is_not_null");
    context.out.action(
        target,
        Passes.ADD_CONSTRAINT,
        "ADD CONSTRAINT " + check + " CHECK (" + own + " IS NOT NULL) NOT VALID");
    context.out.statement(
        "ALTER " + target + " VALIDATE CONSTRAINT " + check, DdlStatement.Mode.COMMIT_BEFORE);
    context.out.statement(
        "ALTER " + target + " ALTER COLUMN " + own + " SET NOT NULL",
        DdlStatement.Mode.COMMIT_BEFORE);
    context.out.statement("ALTER " + target + " DROP CONSTRAINT " + check);
  }

  void alter(Column before, Column after, Change.Alter how) {
    boolean viaText = how.viaText();
    String name = Identifier.quote(after.id().name());
    String target = context.names.target(after);
    String column = "ALTER COLUMN " + name + " ";
    boolean retyped =
        viaText
            || !before.type().equals(after.type())
            || !Objects.equals(before.collation(), after.collation());
    if (before.identity() != null && after.identity() == null) {
      if (retyped) { // else the new type would have to be one for identities
        context.out.statement("ALTER " + target + " " + column + "DROP IDENTITY");
      } else {
        context.out.action(target, Passes.DROP, column + "DROP IDENTITY");
      }
    }
    if (before.generated() != null && after.generated() == null) {
      context.out.action(target, Passes.DROP, column + "DROP EXPRESSION");
    }
    if (before.notNull() && !after.notNull()) {
      String table = how.alone() ? target.replaceFirst("TABLE", "TABLE ONLY") : target;
      context.out.action(table, Passes.DROP, column + "DROP NOT NULL");
    }
    SequenceSettings numbers = followed(before, after);
    if (retyped) {
      context.out.action(target, Passes.ALTER_TYPE, column + type(before, after, viaText));
    }
    if (before.generated() != null
        && after.generated() != null
        && !before.generated().equals(after.generated())) {
      context.out.action(
          target,
          Passes.SET_EXPRESSION,
          column + "SET EXPRESSION AS " + Context.inParentheses(after.generated().expression()));
    }
    if (!before.notNull() && after.notNull()) {
      context.out.action(target, Passes.NOT_NULL, column + "SET NOT NULL");
    }
    identity(before, after, target, column, numbers);
    settings(before, after, retyped);
    context.traits(after, before.traits(), after.traits());
  }

  private String type(Column before, Column after, boolean viaText) {
    String sql =
        "TYPE " + after.type() + (after.collation() == null ? "" : " COLLATE " + after.collation());
    String name = Identifier.quote(after.id().name());
    if (viaText) {
      return sql + " USING " + name + "::text::" + after.type();
    }
    if (after.generated() != null
        || TypeNames.assignable(context.environment, before.type(), after.type())) {
      return sql;
    }
    if (after.type().equals(before.type() + "[]")) {
      return sql + " USING ARRAY[" + name + "]";
    }
    boolean castable =
        TypeNames.isString(before.type())
            || context
                .environment
                .explicitCasts()
                .contains(TypeNames.base(before.type()) + ">" + TypeNames.base(after.type()));
    return sql + " USING " + name + (castable ? "::" : "::text::") + after.type();
  }

  /**
   * The numbers of an identity column's sequence, which follows its column's type; if they do not
   * fit that type, they are changed first. Null for other columns.
   */
  private @Nullable SequenceSettings followed(Column before, Column after) {
    Column.Identity one = before.identity();
    Column.Identity two = after.identity();
    if (one == null || two == null || before.type().equals(after.type())) {
      return one == null ? null : one.settings();
    }
    SequenceSettings numbers = one.settings();
    if (!numbers.as(after.type()).fits() && sameType(after, two.settings())) {
      SequenceSettings wanted = two.settings().as(numbers.type());
      alterSequence(after, one, numbers, wanted, false);
      numbers = wanted;
    }
    return numbers.as(after.type());
  }

  private void identity(
      Column before,
      Column after,
      String target,
      String column,
      @Nullable SequenceSettings numbers) {
    Column.Identity one = before.identity();
    Column.Identity two = after.identity();
    if (two == null) {
      return;
    }
    if (one == null || numbers == null) {
      String add = column + "ADD " + identity(after, two);
      if (before.type().equals(after.type())) {
        context.out.action(target, Passes.ADD_CONSTRAINT, add);
      } else { // the sequence would be of the old type
        context.out.statement("ALTER " + target + " " + add);
      }
      ownNumbers(after, two);
      return;
    }
    if (one.always() != two.always()) {
      context.out.action(
          target,
          Passes.MISC,
          column + "SET GENERATED " + (two.always() ? "ALWAYS" : "BY DEFAULT"));
    }
    if (!numbers.type().equals(two.settings().type())) {
      alterSequence(after, one, numbers, two.settings(), false);
    } else {
      List<String> options = SequenceRendering.changes(numbers, two.settings());
      if (!options.isEmpty()) {
        context.out.action(
            target,
            Passes.MISC,
            column + String.join(" ", options.stream().map(this::setOption).toList()));
      }
    }
    if (!Objects.equals(one.sequence(), two.sequence())) {
      context.out.statement(
          "ALTER SEQUENCE "
              + sequenceName(after, one)
              + " RENAME TO "
              + Identifier.quote(
                  two.sequence() == null ? SequenceRendering.usualName(after) : two.sequence()));
    }
  }

  private String setOption(String option) {
    return option.startsWith("RESTART") ? option : "SET " + option;
  }

  private String sequenceName(Column column, Column.Identity identity) {
    String name = identity.sequence();
    return context.names.in(
        column.id().schema(),
        Identifier.quote(name == null ? SequenceRendering.usualName(column) : name));
  }

  /** Storage, compression, statistics and options; a change of the type resets the first two. */
  private void settings(Column before, Column after, boolean retyped) {
    String target = context.names.target(after);
    String column = "ALTER COLUMN " + Identifier.quote(after.id().name()) + " ";
    String storage = retyped ? "" : before.storage();
    String compression = retyped ? "" : before.compression();
    if (!storage.equals(after.storage())) {
      context.out.action(
          target,
          Passes.MISC,
          column
              + "SET STORAGE "
              + (after.storage().isEmpty() ? usualStorage(after.type()) : after.storage()));
    }
    if (!compression.equals(after.compression())) {
      context.out.action(
          target,
          Passes.MISC,
          column
              + "SET COMPRESSION "
              + (after.compression().isEmpty() ? "default" : after.compression()));
    }
    if (before.statistics() != after.statistics()) {
      context.out.action(target, Passes.MISC, column + "SET STATISTICS " + after.statistics());
    }
    OptionLists.change(before.options(), after.options())
        .forEach(sql -> context.out.action(target, Passes.MISC, column + sql));
  }

  private String usualStorage(String type) {
    if (context.environment.version() >= 16) {
      return "DEFAULT";
    }
    String base = TypeNames.base(type);
    if (FIXED_SIZE.contains(base)) {
      return "PLAIN";
    }
    return Set.of("numeric", "inet", "cidr").contains(base) ? "MAIN" : "EXTENDED";
  }
}
