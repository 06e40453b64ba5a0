package dev.dbpush.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.TestChain;
import dev.dbpush.core.startup.StartupMigration;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.script.ScriptStep;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

final class DbpushAutoConfigurationDbTest {
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path folder;
  private TestChain chain;

  @BeforeEach
  void aChainOfTwo() {
    chain = new TestChain(folder, database);
    chain.revision(1, "CREATE TABLE a (x int);", "DROP TABLE a;");
    chain.revision(2, "CREATE TABLE b (y int);", "DROP TABLE b;");
  }

  @Test
  void whatIsPendingRunsBeforeABeanThatUsesTheDatabase() {
    application()
        .withUserConfiguration(UsesTheDatabase.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBean("rows")).isEqualTo(0);
              assertThat(context.getBean(DbpushInitializer.class).outcome().pushed()).hasSize(2);
              assertThat(context.getBean(StartupMigration.class).progress().isReady()).isTrue();
            });
    application()
        .run(
            context ->
                assertThat(context.getBean(DbpushInitializer.class).outcome().pushed()).isEmpty());
  }

  @Test
  void itRunsThoughEverythingElseIsLazy() throws SQLException {
    application()
        .withInitializer(
            context ->
                context.addBeanFactoryPostProcessor(
                    new org.springframework.boot.LazyInitializationBeanFactoryPostProcessor()))
        .run(context -> assertThat(context).hasNotFailed());
    assertThat(tables()).contains("a", "b");
  }

  @Test
  void aFailingMigrationStopsTheStartAndTheReportSaysWhatToDo() throws SQLException {
    chain.revision(3, "SELECT nonsense;", "");
    application()
        .run(
            context -> {
              FailureAnalysis analysis = analysis(context);
              assertThat(analysis.getDescription())
                  .contains("the application does not start")
                  .contains("000000000003_step_3.sql")
                  .contains("nonsense")
                  .contains("42703");
              assertThat(analysis.getAction()).isNotBlank();
            });
    assertThat(tables()).contains("a", "b");
  }

  @Test
  void aFileThatCannotBeReadStopsTheStartWithItsPlace() {
    chain.revision(3, "SELECT 'never closed;", "");
    application()
        .run(
            context ->
                assertThat(analysis(context).getDescription())
                    .contains("000000000003_step_3.sql:"));
  }

  @Test
  void validatingFailsWhileSomethingIsPendingAndStartsOtherwise() throws SQLException {
    ApplicationContextRunner validating =
        application().withPropertyValues("dbpush.validate-only=true");
    validating.run(
        context -> {
          assertThat(analysis(context).getDescription()).contains("2 pending");
          assertThat(analysis(context).getAction()).contains("run dbpush push");
        });
    assertThat(tables()).isEmpty();
    application().run(context -> assertThat(context).hasNotFailed());
    validating.run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void switchedOffNothingIsRun() throws SQLException {
    application()
        .withPropertyValues("dbpush.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(StartupMigration.class));
    assertThat(tables()).isEmpty();
  }

  @Test
  void withoutADatabaseNothingIsConfigured() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(DbpushAutoConfiguration.class))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).doesNotHaveBean(StartupMigration.class);
            });
  }

  @Test
  void aRoleOfItsOwnMigratesAtTheDataSourcesUrl() throws SQLException {
    String role = "owner_" + database.name();
    database.execute("CREATE ROLE " + role + " LOGIN SUPERUSER PASSWORD 'secret'");
    try {
      application()
          .withPropertyValues("dbpush.user=" + role, "dbpush.password=secret")
          .run(context -> assertThat(context).hasNotFailed());
      assertThat(database.query("SELECT DISTINCT tableowner FROM pg_tables WHERE tablename = 'a'"))
          .containsExactly(role);
    } finally {
      database.execute("REASSIGN OWNED BY " + role + " TO CURRENT_USER; DROP ROLE " + role);
    }
  }

  @Test
  void aUrlOfItsOwnNeedsNoDataSource() throws SQLException {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(DbpushAutoConfiguration.class))
        .withPropertyValues(
            "dbpush.locations=" + folder,
            "dbpush.url=" + database.url(),
            "dbpush.user=" + database.user(),
            "dbpush.password=" + database.password(),
            "dbpush.history.table=our_history",
            "dbpush.statement-timeout=1m",
            "dbpush.wait-for-lock=10s")
        .run(context -> assertThat(context).hasNotFailed());
    assertThat(tables()).contains("a", "b", "our_history");
  }

  @Test
  void itNeedsNeitherTheActuatorNorSpringsJdbc() throws SQLException {
    new ApplicationContextRunner()
        .withClassLoader(
            new FilteredClassLoader(
                "org.springframework.boot.actuate",
                "org.springframework.boot.sql",
                "org.springframework.jdbc"))
        .withConfiguration(AutoConfigurations.of(DbpushAutoConfiguration.class))
        .withPropertyValues(
            "dbpush.locations=" + folder,
            "dbpush.url=" + database.url(),
            "dbpush.user=" + database.user(),
            "dbpush.password=" + database.password())
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).doesNotHaveBean("dbpushInfoContributor");
            });
    assertThat(tables()).contains("a", "b");
  }

  @Test
  void theMarkedOneOfSeveralDataSourcesIsMigrated() throws SQLException {
    ApplicationContextRunner two =
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DbpushAutoConfiguration.class))
            .withPropertyValues("dbpush.locations=" + folder)
            .withBean("one", DataSource.class, this::source);
    two.withBean("two", DataSource.class, this::source)
        .run(context -> assertThat(analysis(context).getAction()).contains("@DbpushDataSource"));
    assertThat(tables()).isEmpty();
    two.withBean(
            "two",
            DataSource.class,
            this::source,
            definition ->
                ((org.springframework.beans.factory.support.AbstractBeanDefinition) definition)
                    .addQualifier(
                        new org.springframework.beans.factory.support.AutowireCandidateQualifier(
                            DbpushDataSource.class)))
        .run(context -> assertThat(context).hasNotFailed());
    assertThat(tables()).contains("a", "b");
  }

  @Test
  void theFirstLocationThatHoldsMigrationsWins() {
    application()
        .withPropertyValues("dbpush.locations=" + folder.resolve("none") + "," + folder)
        .run(
            context ->
                assertThat(context.getBean(DbpushInitializer.class).outcome().reason())
                    .isEqualTo(
                        "migrations from "
                            + folder
                            + ", since "
                            + folder.resolve("none")
                            + " does not exist"));
  }

  @Test
  void listenersHearAndCustomizersHaveTheLastWord() {
    List<String> heard = new ArrayList<>();
    MigrationListener listener =
        new MigrationListener() {
          @Override
          public void stepFinished(int number, int of, ScriptStep step, Duration took) {
            heard.add(number + "/" + of);
          }
        };
    application()
        .withBean(MigrationListener.class, () -> listener)
        .withPropertyValues("dbpush.validate-only=true")
        .withBean(DbpushCustomizer.class, () -> builder -> builder.validateOnly(false))
        .run(context -> assertThat(context).hasNotFailed());
    assertThat(heard).containsExactly("1/2", "2/2");
  }

  @Test
  void theInfoTellsCurrentHeadAndPending() {
    application()
        .run(
            context -> {
              assertThat(info(context))
                  .containsEntry("current", List.of(TestChain.id(2)))
                  .containsEntry("head", TestChain.id(2))
                  .containsEntry("pending", List.of())
                  .containsEntry("clean", true);
              chain.revision(3, "CREATE TABLE c ();", "DROP TABLE c;");
              assertThat(info(context))
                  .containsEntry("head", TestChain.id(3))
                  .containsEntry("pending", List.of(TestChain.id(3) + " step_3"));
            });
    application()
        .withPropertyValues("management.info.dbpush.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(InfoContributor.class));
  }

  @Test
  void aServerThatIsNotThereYetIsTriedAgain() {
    application()
        .withPropertyValues(
            "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none",
            "dbpush.retry.attempts=3",
            "dbpush.retry.delay=10ms")
        .run(
            context -> {
              assertThat(analysis(context).getDescription())
                  .contains("(3 attempts)")
                  .contains("08001");
              assertThat(analysis(context).getAction()).contains("dbpush.retry.attempts");
            });
  }

  private ApplicationContextRunner application() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                DataSourceAutoConfiguration.class,
                JdbcTemplateAutoConfiguration.class,
                DbpushAutoConfiguration.class))
        .withPropertyValues(
            "dbpush.locations=" + folder,
            "spring.datasource.url=" + database.url(),
            "spring.datasource.username=" + database.user(),
            "spring.datasource.password=" + database.password(),
            "spring.datasource.hikari.maximum-pool-size=1");
  }

  private DataSource source() {
    return new DriverManagerDataSource(database.url(), database.user(), database.password());
  }

  private static Map<String, Object> info(AssertableApplicationContext context) {
    Info.Builder builder = new Info.Builder();
    context.getBean(InfoContributor.class).contribute(builder);
    @SuppressWarnings("unchecked")
    Map<String, Object> part = (Map<String, Object>) builder.build().getDetails().get("dbpush");
    return part;
  }

  private static FailureAnalysis analysis(AssertableApplicationContext context) {
    Throwable failure = context.getStartupFailure();
    assertThat(failure).as("the application does not start").isNotNull();
    @Nullable FailureAnalysis analysis = new DbpushFailureAnalyzer().analyze(failure);
    assertThat(analysis).isNotNull();
    return analysis;
  }

  private List<String> tables() throws SQLException {
    return database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
  }

  @Configuration(proxyBeanMethods = false)
  static class UsesTheDatabase {
    @Bean
    int rows(JdbcTemplate template) {
      Integer count = template.queryForObject("SELECT count(*) FROM a", Integer.class);
      return count == null ? -1 : count;
    }
  }
}
