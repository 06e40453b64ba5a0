package dev.dbpush.core.model.jpa;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A {@code PersistenceUnitInfo} of whichever JPA the project has. What is not asked of it here has
 * the answer that says the least: null, false, an empty list.
 */
final class UnitInfo implements InvocationHandler {
  private final ProjectLoader loader;
  private final String name;
  private final String provider;
  private final List<String> classes;
  private final List<String> mappingFiles;
  private final @Nullable URL root;

  UnitInfo(
      ProjectLoader loader,
      String name,
      String provider,
      List<String> classes,
      List<String> mappingFiles,
      @Nullable URL root) {
    this.loader = loader;
    this.name = name;
    this.provider = provider;
    this.classes = classes;
    this.mappingFiles = mappingFiles;
    this.root = root;
  }

  /** As the interface that a provider's method takes. */
  Object as(Class<?> type) {
    return Proxy.newProxyInstance(loader, new Class<?>[] {type}, this);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "getPersistenceUnitName", "toString" -> name;
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> arguments != null && proxy == arguments[0];
      case "getPersistenceProviderClassName" -> provider;
      case "getManagedClassNames" -> classes;
      case "getMappingFileNames" -> mappingFiles;
      case "getPersistenceUnitRootUrl" -> root;
      case "excludeUnlistedClasses" -> true;
      case "getProperties" -> new Properties();
      case "getPersistenceXMLSchemaVersion" ->
          method.getDeclaringClass().getName().startsWith("javax") ? "2.2" : "3.0";
      case "getClassLoader" -> loader;
      case "getNewTempClassLoader" -> loader.another();
      default -> silent(method.getReturnType());
    };
  }

  private static @Nullable Object silent(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type.isEnum()) {
      return choice(type);
    }
    return List.class.isAssignableFrom(type) ? List.of() : null;
  }

  /** Entities as they are: nothing is validated, cached or transacted while DDL is made. */
  private static @Nullable Object choice(Class<?> type) {
    for (Object constant : type.getEnumConstants()) {
      if (List.of("RESOURCE_LOCAL", "AUTO", "UNSPECIFIED").contains(constant.toString())) {
        return constant;
      }
    }
    return null;
  }
}
