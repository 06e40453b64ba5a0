package dev.dbpush.core.model.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbpush.core.catalog.CatalogReader;
import dev.dbpush.core.catalog.ReadOptions;
import dev.dbpush.core.model.ModelSource;
import dev.dbpush.core.model.ModelText;
import dev.dbpush.core.model.Models;
import dev.dbpush.core.model.RenameHint;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.sql.schema.Snapshot;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JpaModelDbTest {
  @RegisterExtension final TestDatabase database = TestDatabase.create();

  @TempDir Path root;

  private EntityProject shop(Provider provider) {
    return new EntityProject(root, provider)
        .java("Status", "public enum Status { OPEN, PAID }")
        .java(
            "Money",
            "@Embeddable public class Money { public java.math.BigDecimal amount; public String"
                + " currency; }")
        .java(
            "YesNo",
            "@Converter(autoApply = true) public class YesNo implements"
                + " AttributeConverter<Boolean, String> { public String"
                + " convertToDatabaseColumn(Boolean b) { return b == null ? null : b ? \"Y\" :"
                + " \"N\"; } public Boolean convertToEntityAttribute(String s) { return"
                + " \"Y\".equals(s); } }")
        .java(
            "Base",
            "@MappedSuperclass public class Base { @Id @GeneratedValue(strategy ="
                + " GenerationType.SEQUENCE) public Long id; @Version public int version; }")
        .java(
            "Account",
            "@Entity public class Account extends Base { @Column(nullable = false, length = 40,"
                + " unique = true) public String firstName; public Boolean active;"
                + " @ElementCollection public Set<String> tags = new HashSet<>(); }")
        .java(
            "Payment",
            "@Entity @Inheritance(strategy = InheritanceType.JOINED) public class Payment extends"
                + " Base { @Embedded public Money total; @Enumerated(EnumType.STRING) public Status"
                + " status; @ManyToOne(optional = false) public Account account; }")
        .java(
            "CardPayment",
            "@Entity public class CardPayment extends Payment { public String pan; }")
        .java(
            "Club",
            "@Entity @Table(name = \"clubs\", indexes = @Index(name = \"clubs_town\", columnList ="
                + " \"town\")) public class Club { @Id @GeneratedValue(strategy ="
                + " GenerationType.IDENTITY) public Long id; public String town; @ManyToMany public"
                + " Set<Account> members = new HashSet<>(); }");
  }

  @ParameterizedTest
  @EnumSource
  void entitiesOfEachProviderBecomeTables(Provider provider) throws SQLException {
    JpaModel model = shop(provider).model();
    Set<String> names = names(load(model));
    assertThat(names)
        .contains("table account", "table clubs", "table payment", "table cardpayment")
        .contains("column account.version", "column payment.amount", "column payment.account_id")
        .contains("index clubs_town")
        .anyMatch(name -> name.startsWith("sequence "))
        .anyMatch(name -> name.contains("_tags.tags"))
        .anyMatch(name -> name.startsWith("column clubs_account.") && name.endsWith("_id"));
    assertThat(
            database.query(
                "SELECT attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull"
                    + " FROM pg_attribute WHERE attrelid = 'account'::regclass AND attnum > 0 AND"
                    + " attname <> 'version' ORDER BY 1"))
        .contains("firstname character varying(40) true")
        .anyMatch(column -> column.matches("active character varying\\((1|255)\\) false"));
    assertThat(
            database.query(
                "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid ="
                    + " 'payment'::regclass"))
        .containsExactly("1");
    assertThat(model.facts("public").entities().get("account")).isEqualTo("entity app.Account");
    assertThat(model.facts("public").entities().get("clubs")).isEqualTo("entity app.Club");
  }

  @ParameterizedTest
  @EnumSource(names = {"HIBERNATE_7", "HIBERNATE_6", "HIBERNATE_5"})
  void theProvidersOwnValidationAcceptsTheSchemaAndNoOther(Provider provider) throws Exception {
    EntityProject project = shop(provider);
    load(project.model());
    validate(project, provider);
    database.execute("ALTER TABLE account DROP COLUMN firstname");
    assertThatThrownBy(() -> validate(project, provider))
        .rootCause()
        .hasMessageContaining("missing column");
  }

  /** Starts the entities on the database with {@code hbm2ddl.auto=validate}. */
  private void validate(EntityProject project, Provider provider) throws Exception {
    JpaSettings settings = project.settings();
    List<Path> classPath = new ArrayList<>(settings.classPath());
    classPath.add(
        Path.of(
            org.postgresql.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
    String name = "org.hibernate.jpa.HibernatePersistenceProvider";
    try (ProjectLoader loader = new ProjectLoader(classPath)) {
      loader.run(
          () -> {
            Class<?> type = loader.loadClass(name);
            Class<?> info =
                loader.loadClass(provider.prefix() + ".persistence.spi.PersistenceUnitInfo");
            UnitInfo unit =
                new UnitInfo(
                    loader,
                    "shop",
                    name,
                    List.copyOf(EntityScan.run(settings).keySet()),
                    List.of(),
                    ProjectLoader.url(settings.outputs().get(0)));
            String jdbc = provider.prefix() + ".persistence.jdbc.";
            Map<String, Object> map = new HashMap<>();
            map.put(jdbc + "url", database.url());
            map.put(jdbc + "user", database.user());
            map.put(jdbc + "password", database.password());
            map.put(jdbc + "driver", "org.postgresql.Driver");
            map.put("hibernate.hbm2ddl.auto", "validate");
            Object factory =
                type.getMethod("createContainerEntityManagerFactory", info, Map.class)
                    .invoke(type.getConstructor().newInstance(), unit.as(info), map);
            Class<?> made =
                loader.loadClass(provider.prefix() + ".persistence.EntityManagerFactory");
            made.getMethod("close").invoke(factory);
            return true;
          });
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HIBERNATE_7", "HIBERNATE_6", "HIBERNATE_5"})
  void anIdentityIsAnIdentity(Provider provider) throws SQLException {
    load(shop(provider).model());
    assertThat(
            database.query(
                "SELECT attidentity FROM pg_attribute WHERE attrelid = 'clubs'::regclass AND"
                    + " attname = 'id'"))
        .containsExactly("d");
  }

  @ParameterizedTest
  @EnumSource(names = {"HIBERNATE_7", "HIBERNATE_5"})
  void oldNamesAreReadFromClassFilesAndAreNotNeededToRun(Provider provider) throws SQLException {
    EntityProject project =
        new EntityProject(root, provider)
            .java(
                "RenamedFrom",
                "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.CLASS) public"
                    + " @interface RenamedFrom { String value(); }")
            .java(
                "Member",
                "@RenamedFrom(\"Person\") @Entity public class Member { @Id public Long id;"
                    + " @RenamedFrom(\"nickName\") @Column(name = \"alias\") public String alias;"
                    + " private boolean old; @RenamedFrom(\"aged\") public boolean isOld() { return"
                    + " old; } }")
            .without("RenamedFrom");
    JpaModel model = project.model();
    assertThat(names(load(model))).contains("column member.alias");
    assertThat(model.facts("public").hints())
        .extracting(RenameHint::place)
        .containsExactly("app.Member", "app.Member.alias", "app.Member.isOld");
    RenameHint alias = model.facts("public").hints().get(1);
    assertThat(alias.names()).contains("alias");
    assertThat(alias.from()).contains("nickName", "nick_name", "nickname");
    assertThat(model.facts("public").hints().get(2).names()).contains("old");
  }

  @Test
  void whatSqlMakesAndWhatEntitiesMakeNeedEachOther() throws SQLException {
    JpaModel entities =
        new EntityProject(root, Provider.HIBERNATE_7)
            .java(
                "Member",
                "@Entity @Table(schema = \"public\") public class Member { @Id public Long id;"
                    + " @Column(columnDefinition = \"email\") public String email; }")
            .model();
    ModelSource written =
        new ModelSource() {
          @Override
          public String label() {
            return "sql";
          }

          @Override
          public List<ModelText> texts(int serverMajor) {
            return List.of(
                new ModelText("views.sql", "CREATE VIEW addresses AS SELECT email FROM member;"),
                new ModelText(
                    "types.sql", "CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');"));
          }
        };
    assertThat(names(load(entities, written))).contains("view addresses", "column member.email");
  }

  @Test
  void springsNamingHoldsWhereSpringBootIs() throws SQLException {
    EntityProject project =
        new EntityProject(root, Provider.HIBERNATE_7)
            .java(
                "boot",
                "org.springframework.boot",
                "SpringApplication",
                "class SpringApplication {}")
            .java(
                "OrderLine",
                "@Entity public class OrderLine { @Id public Long id; public String articleNumber;"
                    + " }")
            .dependency("boot");
    assertThat(names(load(project.model())))
        .contains("table order_line", "column order_line.article_number");
    assertThat(project.model().facts("public").entities().get("orderline")).isNull();
  }

  @Test
  void persistenceXmlSaysWhatBelongsToAUnit() throws SQLException {
    EntityProject project =
        new EntityProject(root, Provider.HIBERNATE_7)
            .java("Inside", "@Entity public class Inside { @Id public Long idNumber; }")
            .java("Outside", "@Entity public class Outside { @Id public Long id; }")
            .file(
                "META-INF/persistence.xml",
                """
                <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                  <persistence-unit name="shop">
                    <class>app.Inside</class>
                    <exclude-unlisted-classes/>
                    <properties>
                      <property name="jakarta.persistence.jdbc.url" value="jdbc:nothing:there"/>
                      <property name="hibernate.hbm2ddl.auto" value="create-drop"/>
                      <property name="hibernate.physical_naming_strategy"
                        value="org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy"/>
                    </properties>
                  </persistence-unit>
                </persistence>
                """);
    assertThat(names(load(project.model())))
        .contains("column inside.id_number")
        .doesNotContain("table outside");
  }

  @Test
  void entitiesOfADependencyBelongToTheModelWhenTheirPackageIsNamed() throws SQLException {
    EntityProject project =
        new EntityProject(root, Provider.HIBERNATE_7)
            .java(
                "lib", "lib.model", "Shared", "@Entity public class Shared { @Id public Long id; }")
            .java("Own", "@Entity public class Own { @Id public Long id; }");
    assertThat(names(load(project.dependency("lib").model()))).doesNotContain("table shared");
    database.close();
    assertThat(names(load(project.dependency("lib", "lib").model())))
        .contains("table shared", "table own");
  }

  @Test
  void nothingIsLeftBehind() {
    long drivers = DriverManager.drivers().count();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    String logging = System.getProperty("org.jboss.logging.provider");
    shop(Provider.HIBERNATE_7).model().texts(17);
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(context);
    assertThat(DriverManager.drivers().count()).isEqualTo(drivers);
    assertThat(System.getProperty("org.jboss.logging.provider")).isEqualTo(logging);
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() instanceof ProjectLoader)
                .filter(Thread::isAlive)
                .toList())
        .isEmpty();
  }

  @Test
  void withoutAProviderTheRemedyNamesOne() {
    EntityProject project =
        new EntityProject(root, Provider.HIBERNATE_7)
            .java("A", "@Entity public class A { @Id public Long id; }")
            .withoutProvider();
    assertThatThrownBy(() -> project.model().texts(17))
        .hasMessageContaining("no persistence provider is in the project's class path")
        .hasMessageContaining("org.hibernate.orm:hibernate-core");
  }

  @Test
  void withoutEntitiesItSaysWhereItHasLooked() {
    EntityProject project =
        new EntityProject(root, Provider.HIBERNATE_7).java("A", "public class A {}");
    assertThatThrownBy(() -> project.model().texts(17))
        .hasMessageContaining("no entity was found in")
        .hasMessageContaining("classes");
  }

  @Test
  void aClassThatDoesNotLoadIsNamedWithWhatItLacks() throws Exception {
    EntityProject project =
        new EntityProject(root, Provider.HIBERNATE_7)
            .java("Gone", "public class Gone {}")
            .java(
                "A", "@Entity public class A { @Id public Long id; @Transient public Gone gone; }");
    java.nio.file.Files.delete(root.resolve("classes/app/Gone.class"));
    assertThatThrownBy(() -> project.model().texts(17))
        .hasMessageContaining("the class app.A cannot be loaded")
        .hasMessageContaining("app/Gone")
        .hasMessageContaining("dependency");
  }

  @Test
  void whatTheProviderRefusesIsSaidInItsWords() {
    EntityProject project =
        new EntityProject(root, Provider.HIBERNATE_7)
            .java("A", "@Entity public class A { public Long noId; }");
    assertThatThrownBy(() -> project.model().texts(17))
        .hasMessageContaining(
            "the provider cannot make DDL of the entities: org.hibernate.AnnotationException:"
                + " Entity 'app.A' has no identifier");
  }

  private Snapshot load(ModelSource... sources) throws SQLException {
    try (Connection connection = database.connect()) {
      new Models(List.of(sources)).load(connection);
      return CatalogReader.read(connection, ReadOptions.of(List.of("public")));
    }
  }

  private static Set<String> names(Snapshot snapshot) {
    return snapshot.objects().keySet().stream()
        .map(id -> id.kind().label() + " " + id.display("public"))
        .map(name -> name.replace("\"", ""))
        .collect(Collectors.toSet());
  }
}
