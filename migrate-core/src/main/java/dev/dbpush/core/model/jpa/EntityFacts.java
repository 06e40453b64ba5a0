package dev.dbpush.core.model.jpa;

import dev.dbpush.core.model.ModelFacts;
import dev.dbpush.core.model.RenameHint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What class files tell of tables and of old names. */
final class EntityFacts {
  private static final Pattern ENTITY = Pattern.compile("(?:jakarta|javax)\\.persistence\\.Entity");
  private static final Pattern TABLE = Pattern.compile("(?:jakarta|javax)\\.persistence\\.Table");
  private static final Pattern COLUMN =
      Pattern.compile("(?:jakarta|javax)\\.persistence\\.(?:Join)?Column");

  /** Whoever does not want a dependency writes an annotation of this name. */
  private static final Pattern RENAMED = Pattern.compile("(?:.*\\.)?(?:.*\\$)?RenamedFrom");

  private EntityFacts() {}

  static ModelFacts of(Collection<ClassFile> files) {
    Map<String, String> entities = new TreeMap<>();
    List<RenameHint> hints = new ArrayList<>();
    for (ClassFile file : files) {
      String table = table(file);
      if (table != null) {
        entities.put(ModelFacts.plain(table), "entity " + file.name());
        // an inner class has the outer one's name in front, with Hibernate
        entities.putIfAbsent(
            ModelFacts.plain(file.name().substring(file.name().lastIndexOf('.') + 1)),
            "entity " + file.name());
        String from = value(file.annotations(), RENAMED, "value");
        if (from != null) {
          hints.add(hint(file.name(), RenameHint.Kind.OBJECT, table, from));
        }
      }
      for (ClassFile.Member member : file.members()) {
        String from = value(member.annotations(), RENAMED, "value");
        if (from != null) {
          String name = value(member.annotations(), COLUMN, "name");
          hints.add(
              hint(
                  file.name() + "." + member.name(),
                  RenameHint.Kind.COLUMN,
                  name == null ? property(member.name()) : name,
                  from));
        }
      }
    }
    return new ModelFacts(Map.of(), entities, hints);
  }

  /** The name of an entity's table as far as its class file tells; null for what is no entity. */
  private static @Nullable String table(ClassFile file) {
    String name = value(file.annotations(), TABLE, "name");
    if (name != null) {
      return name;
    }
    if (file.annotations().keySet().stream().noneMatch(a -> ENTITY.matcher(a).matches())) {
      return null;
    }
    String entity = value(file.annotations(), ENTITY, "name");
    String simple = file.name().substring(file.name().lastIndexOf('.') + 1);
    return entity == null ? simple.substring(simple.lastIndexOf('$') + 1) : entity;
  }

  private static @Nullable String value(
      Map<String, Map<String, String>> annotations, Pattern annotation, String element) {
    return annotations.entrySet().stream()
        .filter(entry -> annotation.matcher(entry.getKey()).matches())
        .map(entry -> entry.getValue().get(element))
        .filter(value -> value != null)
        .findFirst()
        .orElse(null);
  }

  /** {@code getNickName} as {@code nickName}. */
  private static String property(String member) {
    String name = member.replaceFirst("^(?:get|is)(?=\\p{Lu})", "");
    return name.equals(member)
        ? name
        : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static RenameHint hint(String place, RenameHint.Kind kind, String name, String from) {
    return new RenameHint(place, kind, "", "", names(name), names(from));
  }

  /** A name as the naming strategies of the providers write it. */
  private static List<String> names(String name) {
    Set<String> names = new LinkedHashSet<>();
    String bare = name.replaceAll("[\"`]", "");
    names.add(bare);
    names.add(
        bare.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", "_")
            .replace('.', '_')
            .toLowerCase(Locale.ROOT));
    names.add(bare.toLowerCase(Locale.ROOT));
    for (String join : List.copyOf(names)) {
      names.add(join + "_id");
    }
    return List.copyOf(names);
  }
}
