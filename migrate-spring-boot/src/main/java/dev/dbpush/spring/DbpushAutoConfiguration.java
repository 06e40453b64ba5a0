package dev.dbpush.spring;

import dev.dbpush.core.ForwardingListener;
import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.connect.Retry;
import dev.dbpush.core.startup.StartupBuilder;
import dev.dbpush.core.startup.StartupMigration;
import dev.dbpush.sql.history.HistoryTable;
import dev.dbpush.sql.script.ScriptOptions;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.StringUtils;

/**
 * Migrates the application's database as it starts: before JPA, JDBC templates, jOOQ and all that
 * Spring Boot lets wait for a database. Off with {@code dbpush.enabled=false}.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
    })
@ConditionalOnProperty(prefix = "dbpush", name = "enabled", matchIfMissing = true)
@Conditional(DbpushAutoConfiguration.DatabaseIsKnown.class)
@EnableConfigurationProperties(DbpushProperties.class)
public class DbpushAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  StartupMigration dbpushMigration(
      DbpushProperties properties,
      ListableBeanFactory beans,
      ObjectProvider<DataSource> sources,
      @DbpushDataSource ObjectProvider<DataSource> marked,
      ObjectProvider<MigrationListener> listeners,
      ObjectProvider<DbpushCustomizer> customizers) {
    List<MigrationListener> all = new ArrayList<>(List.of(new DbpushLog()));
    listeners.orderedStream().forEach(all::add);
    StartupBuilder builder =
        database(properties, beans, marked.getIfAvailable(sources::getIfUnique))
            .validateOnly(properties.validateOnly())
            .timeout(properties.timeout())
            .connectRetry(new Retry(properties.retry().attempts(), properties.retry().delay()))
            .script(script(properties))
            .listener(new ForwardingListener(all));
    if (properties.waitForLock() != null) {
      builder.waitForLock(properties.waitForLock());
    }
    properties.locations().forEach(builder::location);
    customizers.orderedStream().forEach(each -> each.customize(builder));
    return builder.build();
  }

  private static StartupBuilder database(
      DbpushProperties properties, ListableBeanFactory beans, @Nullable DataSource source) {
    String user = filled(properties.user());
    String url = filled(properties.url());
    if (url != null || user != null) {
      return StartupMigration.at(
          url != null ? url : ConnectionAddress.of(beans, source),
          user,
          filled(properties.password()));
    }
    if (source == null) {
      throw new MigrationException(
          "there are several data sources, and none is the primary one",
          "mark the one to migrate with @DbpushDataSource, or set dbpush.url");
    }
    return StartupMigration.of(source);
  }

  private static @Nullable String filled(@Nullable String text) {
    return StringUtils.hasText(text) ? text : null;
  }

  private static ScriptOptions script(DbpushProperties properties) {
    return ScriptOptions.defaults()
        .withTable(new HistoryTable(properties.history().schema(), properties.history().table()))
        .withSearchPath(properties.searchPath())
        .withTimeouts(properties.lockTimeout(), properties.statementTimeout());
  }

  @Bean
  @ConditionalOnMissingBean
  DbpushInitializer dbpushInitializer(StartupMigration migration) {
    return new DbpushInitializer(migration);
  }

  /** With lazy initialization nothing might ever ask for the initializer. */
  @Bean
  static LazyInitializationExcludeFilter dbpushIsNotLazy() {
    return LazyInitializationExcludeFilter.forBeanTypes(DbpushInitializer.class);
  }

  /** A database is known by a data source, or by a URL of the migration's own. */
  static final class DatabaseIsKnown extends AnyNestedCondition {
    DatabaseIsKnown() {
      super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnBean(DataSource.class)
    static final class ByDataSource {}

    @ConditionalOnProperty(prefix = "dbpush", name = "url")
    static final class ByUrl {}
  }

  /** Lets other beans wait; absent where an application of Spring Boot 4 uses no JDBC. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(
      name =
          "org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer")
  @Import(DatabaseInitializationDependencyConfigurer.class)
  static class Order {}

  /** The part of the actuator's info. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.actuate.info.InfoContributor")
  @ConditionalOnProperty(prefix = "management.info.dbpush", name = "enabled", matchIfMissing = true)
  static class InfoPart {
    @Bean
    @ConditionalOnMissingBean(name = "dbpushInfoContributor")
    InfoContributor dbpushInfoContributor(StartupMigration migration) {
      return new DbpushInfoContributor(migration);
    }
  }
}
