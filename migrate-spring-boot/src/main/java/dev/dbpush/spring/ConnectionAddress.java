package dev.dbpush.spring;

import dev.dbpush.core.MigrationException;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.util.ClassUtils;

/** The URL of the application's database, for a connection with another role. */
final class ConnectionAddress {
  /** One interface under the names of Spring Boot 3 and 4. */
  private static final List<String> DETAILS =
      List.of(
          "org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails",
          "org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails");

  private ConnectionAddress() {}

  /**
   * What Spring Boot made the data source of; for a data source of the application's own, what its
   * connections say.
   */
  static String of(ListableBeanFactory beans, @Nullable DataSource source) {
    ClassLoader loader = ConnectionAddress.class.getClassLoader();
    for (String name : DETAILS) {
      if (ClassUtils.isPresent(name, loader)) {
        Class<?> type = ClassUtils.resolveClassName(name, loader);
        Object details = only(beans, type);
        if (details != null) {
          return url(type, details);
        }
      }
    }
    if (source == null) {
      throw new MigrationException(
          "dbpush.user is set, and there is no data source that tells the URL", "set dbpush.url");
    }
    return url(source);
  }

  private static @Nullable Object only(ListableBeanFactory beans, Class<?> type) {
    try {
      return beans.getBeanProvider(type).getIfAvailable();
    } catch (NoUniqueBeanDefinitionException e) {
      return null;
    }
  }

  private static String url(Class<?> type, Object details) {
    try {
      return String.valueOf(type.getMethod("getJdbcUrl").invoke(details));
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no URL", e);
    }
  }

  private static String url(DataSource source) {
    try (Connection connection = source.getConnection()) {
      return connection.getMetaData().getURL();
    } catch (SQLException e) {
      throw new MigrationException(
          "dbpush.user is set, and the data source cannot be asked for the URL: " + e.getMessage(),
          "set dbpush.url",
          e);
    }
  }
}
