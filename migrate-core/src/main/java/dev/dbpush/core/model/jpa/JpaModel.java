package dev.dbpush.core.model.jpa;

import dev.dbpush.core.model.ModelException;
import dev.dbpush.core.model.ModelFacts;
import dev.dbpush.core.model.ModelSource;
import dev.dbpush.core.model.ModelText;
import dev.dbpush.sql.syntax.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The project's entities, as its own provider would create their tables. Thread-safe.
 *
 * <p>Asks {@code PersistenceProvider.generateSchema} (Jakarta Persistence, section 9.4) of
 * Hibernate 5.6 and later or EclipseLink, without a database.
 */
public final class JpaModel implements ModelSource {
  private static final String LABEL = "jpa";

  private static final List<String> PROVIDERS =
      List.of(
          "org.hibernate.jpa.HibernatePersistenceProvider",
          "org.eclipse.persistence.jpa.PersistenceProvider");

  private static final Pattern IF_EXISTS = Pattern.compile("(?im)^(\\s*alter table) if exists");
  private static final Pattern CREATE_SCHEMA =
      Pattern.compile("(?im)^(\\s*create schema) (?!if not exists)");

  private final JpaSettings settings;
  private ModelFacts facts = ModelFacts.NONE;
  private @Nullable String ddl;

  /** The entities of a project, as they are compiled when the model is asked for first. */
  public JpaModel(JpaSettings settings) {
    this.settings = settings;
  }

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public synchronized List<ModelText> texts(int serverMajor) {
    String text = ddl;
    if (text == null) {
      text = generate(serverMajor);
      ddl = text;
    }
    return List.of(new ModelText(LABEL, text));
  }

  @Override
  public synchronized ModelFacts facts(String defaultSchema) {
    return facts;
  }

  private String generate(int serverMajor) {
    PersistenceXml unit = PersistenceXml.find(settings.outputs(), settings.unit());
    Map<String, ClassFile> scanned = EntityScan.run(settings);
    Set<String> classes = new LinkedHashSet<>();
    if (unit == null || !unit.listedOnly()) {
      classes.addAll(scanned.keySet());
    }
    if (unit != null) {
      classes.addAll(unit.classes());
    }
    List<String> mappings = new ArrayList<>(unit == null ? List.of() : unit.mappingFiles());
    if (classes.isEmpty() && mappings.isEmpty()) {
      throw failure(
          "no entity was found in "
              + settings.outputs().stream().map(Path::toString).collect(Collectors.joining(", ")),
          "compile the project first (db:dev does); db.jpa.packages adds those of dependencies");
    }
    facts = EntityFacts.of(scanned.values());
    try (ProjectLoader loader = new ProjectLoader(settings.classPath())) {
      return loader.run(() -> generate(loader, unit, List.copyOf(classes), mappings, serverMajor));
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private String generate(
      ProjectLoader loader,
      @Nullable PersistenceXml unit,
      List<String> classes,
      List<String> mappings,
      int serverMajor)
      throws ReflectiveOperationException {
    String providerName = provider(loader, unit);
    Class<?> provider = loader.loadClass(providerName);
    check(loader, classes);
    Method method = generateSchema(provider);
    Class<?> info = method.getParameterTypes()[0];
    StringWriter target = new StringWriter();
    Map<String, Object> map =
        new ProviderSettings(loader, settings)
            .of(
                info.getName().substring(0, info.getName().indexOf('.')),
                unit,
                serverMajor,
                target);
    UnitInfo proxy =
        new UnitInfo(
            loader,
            unit == null || unit.name().isEmpty() ? "dbpush" : unit.name(),
            providerName,
            classes,
            mappings,
            settings.outputs().isEmpty() ? null : ProjectLoader.url(settings.outputs().get(0)));
    method.invoke(provider.getConstructor().newInstance(), proxy.as(info), map);
    String text = target.toString();
    if (text.isBlank()) {
      throw new ModelException(
          List.of(
              new Problem(
                  LABEL,
                  null,
                  providerName + " has made no DDL of " + classes.size() + " classes",
                  "is there an @Entity among them?")));
    }
    return sql(text, providerName.startsWith("org.eclipse"));
  }

  private String provider(ProjectLoader loader, @Nullable PersistenceXml unit) {
    if (unit != null && unit.provider() != null) {
      return unit.provider();
    }
    return PROVIDERS.stream()
        .filter(loader::has)
        .findFirst()
        .orElseThrow(
            () ->
                failure(
                    "no persistence provider is in the project's class path",
                    "add org.hibernate.orm:hibernate-core (scope runtime or provided), the one that"
                        + " the application runs with"));
  }

  /** A provider would stop at the first class that does not load. */
  private static void check(ProjectLoader loader, List<String> classes) {
    List<Problem> problems = new ArrayList<>();
    for (String name : classes) {
      try {
        Class<?> type = Class.forName(name, false, loader);
        type.getDeclaredFields();
        type.getDeclaredMethods();
      } catch (UnsupportedClassVersionError e) {
        problems.add(
            new Problem(
                LABEL,
                null,
                String.valueOf(e.getMessage()),
                "run Maven with that Java or a later one"));
      } catch (ClassNotFoundException | LinkageError e) {
        problems.add(
            new Problem(
                LABEL,
                null,
                "the class " + name + " cannot be loaded: " + e,
                "what it needs must be a dependency of the project"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
  }

  private static Method generateSchema(Class<?> provider) throws NoSuchMethodException {
    for (Method method : provider.getMethods()) {
      if (method.getName().equals("generateSchema")
          && method.getParameterCount() == 2
          && method.getParameterTypes()[0].getSimpleName().equals("PersistenceUnitInfo")) {
        return method;
      }
    }
    throw new NoSuchMethodException(provider.getName() + ".generateSchema");
  }

  /**
   * Statements that fail where something is missing, so that they are tried again: a table may need
   * a type that another model makes.
   */
  private static String sql(String text, boolean statementPerLine) {
    String sql = text.replace("\r\n", "\n");
    if (statementPerLine) {
      sql = sql.replaceAll("(?m)(?<![;\\s])\\s*$", ";");
    }
    sql = IF_EXISTS.matcher(sql).replaceAll("$1");
    return CREATE_SCHEMA.matcher(sql).replaceAll("$1 if not exists ");
  }

  static ModelException failure(String message, String remedy) {
    return new ModelException(List.of(new Problem(LABEL, null, message, remedy)));
  }

  private static RuntimeException failed(Throwable thrown) {
    Throwable cause = thrown instanceof InvocationTargetException e ? e.getCause() : thrown;
    if (cause instanceof ModelException known) {
      return known;
    }
    List<String> messages = new ArrayList<>();
    for (Throwable at = cause; at != null && messages.size() < 10; at = at.getCause()) {
      String message = at.toString();
      if (messages.stream().noneMatch(known -> known.contains(message))) {
        messages.add(0, message);
      }
    }
    ModelException failure =
        failure(
            "the provider cannot make DDL of the entities: " + messages.get(0),
            "mend the entity that the provider speaks of"
                + (messages.size() == 1
                    ? ""
                    : "; it says also: "
                        + String.join("; ", messages.subList(1, messages.size()))));
    failure.initCause(cause);
    return failure;
  }
}
