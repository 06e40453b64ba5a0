package dev.dbpush.core.diff;

import dev.dbpush.sql.schema.Column;
import dev.dbpush.sql.schema.CompositeType;
import dev.dbpush.sql.schema.Constraint;
import dev.dbpush.sql.schema.DomainType;
import dev.dbpush.sql.schema.EnumType;
import dev.dbpush.sql.schema.GenericObject;
import dev.dbpush.sql.schema.Index;
import dev.dbpush.sql.schema.Inheritance;
import dev.dbpush.sql.schema.Policy;
import dev.dbpush.sql.schema.RangeType;
import dev.dbpush.sql.schema.Routine;
import dev.dbpush.sql.schema.Rule;
import dev.dbpush.sql.schema.SchemaObject;
import dev.dbpush.sql.schema.Statistics;
import dev.dbpush.sql.schema.Table;
import dev.dbpush.sql.schema.Trigger;
import dev.dbpush.sql.schema.View;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Says for two objects of the same name what it takes to turn the one into the other. */
final class Comparison {
  private final int version;

  /** Composite types that columns are made of: their attributes' types cannot be altered. */
  private final UsedTypes used;

  /** Whether a type is the type of a column, before the change. */
  interface UsedTypes {
    boolean byColumns(SchemaObject type);
  }

  Comparison(int version, UsedTypes used) {
    this.version = version;
    this.used = used;
  }

  Verdict of(SchemaObject before, SchemaObject after) {
    SchemaObject one = before.comparable();
    SchemaObject two = after.comparable();
    if (one.equals(two)) {
      return Verdict.SAME;
    }
    return one.getClass() == two.getClass() && alterable(one, two)
        ? Verdict.ALTER
        : Verdict.RECREATE;
  }

  private boolean alterable(SchemaObject before, SchemaObject after) {
    if (before instanceof EnumType one && after instanceof EnumType two) {
      return isSubsequence(one.labels(), two.labels());
    }
    if (before instanceof DomainType one && after instanceof DomainType two) {
      return one.baseType().equals(two.baseType())
          && Objects.equals(one.collation(), two.collation());
    }
    if (before instanceof CompositeType one && after instanceof CompositeType two) {
      return compositeAlterable(one, two);
    }
    if (before instanceof RangeType one && after instanceof RangeType two) {
      return one.parameters().equals(two.parameters());
    }
    if (before instanceof Routine one && after instanceof Routine two) {
      return Routines.replaceable(one, two);
    }
    if (before instanceof GenericObject one && after instanceof GenericObject two) {
      return one.definition().equals(two.definition());
    }
    return partAlterable(before, after);
  }

  private boolean partAlterable(SchemaObject before, SchemaObject after) {
    if (before instanceof Table one && after instanceof Table two) {
      return Objects.equals(one.partitionKey(), two.partitionKey());
    }
    if (before instanceof Column one && after instanceof Column two) {
      return columnAlterable(one, two);
    }
    if (before instanceof Inheritance one && after instanceof Inheritance two) {
      return one.equals(two);
    }
    if (before instanceof Constraint one && after instanceof Constraint two) {
      return constraintAlterable(one, two);
    }
    if (before instanceof Index one && after instanceof Index two) {
      return one.definition().equals(two.definition()) && one.valid() == two.valid();
    }
    if (before instanceof View one && after instanceof View two) {
      return viewAlterable(one, two);
    }
    if (before instanceof Trigger one && after instanceof Trigger two) {
      return one.definition().equals(two.definition()) && one.constraint() == two.constraint();
    }
    if (before instanceof Rule one && after instanceof Rule two) {
      return one.definition().equals(two.definition());
    }
    if (before instanceof Statistics one && after instanceof Statistics two) {
      return one.definition().equals(two.definition());
    }
    if (before instanceof Policy one && after instanceof Policy two) {
      return one.permissive() == two.permissive()
          && one.command().equals(two.command())
          && (one.using() == null || two.using() != null)
          && (one.check() == null || two.check() != null);
    }
    return true;
  }

  private boolean columnAlterable(Column before, Column after) {
    Column.Generated one = before.generated();
    Column.Generated two = after.generated();
    if (one == null) {
      return two == null;
    }
    if (two == null) {
      return one.stored() && before.type().equals(after.type());
    }
    if (!before.type().equals(after.type()) || one.stored() != two.stored()) {
      return false;
    }
    return one.equals(two) || version >= 17;
  }

  private boolean constraintAlterable(Constraint before, Constraint after) {
    boolean key = "pux".indexOf(before.type()) >= 0;
    if (before.validated() != after.validated() && (key || before.validated())) {
      return false;
    }
    if (before.definition().equals(after.definition())) {
      return true;
    }
    return before.type() == 'f'
        && withoutTiming(before.definition()).equals(withoutTiming(after.definition()));
  }

  /** A foreign key's definition without DEFERRABLE and INITIALLY DEFERRED. */
  static String withoutTiming(String definition) {
    return definition.replace(" INITIALLY DEFERRED", "").replace(" DEFERRABLE", "");
  }

  /**
   * CREATE OR REPLACE VIEW may add columns behind the others, and change nothing else about them.
   */
  private static boolean viewAlterable(View before, View after) {
    if (!before.storage().equals(after.storage())) {
      return false;
    }
    if (before.query().equals(after.query())) {
      return before.columns().equals(after.columns());
    }
    int count = before.columns().size();
    return !before.materialized()
        && after.columns().size() >= count
        && after.columns().subList(0, count).equals(before.columns());
  }

  private boolean compositeAlterable(CompositeType before, CompositeType after) {
    if (!keepsOrder(before, after)) {
      return false;
    }
    boolean sameTypes =
        after.attributes().stream()
            .allMatch(
                a ->
                    before.attributes().stream()
                        .filter(b -> b.name().equals(a.name()))
                        .allMatch(
                            b ->
                                b.type().equals(a.type())
                                    && Objects.equals(a.collation(), b.collation())));
    return sameTypes || !used.byColumns(before);
  }

  /** Whether the attributes that stay are the first ones, in their old order. */
  static boolean keepsOrder(CompositeType before, CompositeType after) {
    List<String> kept =
        before.attributes().stream()
            .map(CompositeType.Attribute::name)
            .filter(name -> after.attributes().stream().anyMatch(a -> a.name().equals(name)))
            .toList();
    List<String> wanted = after.attributes().stream().map(CompositeType.Attribute::name).toList();
    return !kept.isEmpty() && wanted.subList(0, kept.size()).equals(kept);
  }

  private static boolean isSubsequence(List<String> part, List<String> whole) {
    int at = 0;
    for (String element : whole) {
      if (at < part.size() && part.get(at).equals(element)) {
        at++;
      }
    }
    Set<String> distinct = new HashSet<>(whole);
    return at == part.size() && distinct.size() == whole.size();
  }
}
