package dev.dbpush.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The files that are copied are sound, and name only what there is. */
final class ContainerFilesTest {
  private static final Path FOLDER = Path.of("../examples/container");
  private static final Set<String> VARIABLES =
      Set.of("DATABASE_URL", "PGUSER", "PGPASSWORD", "DBPUSH_MIGRATIONS", "NO_COLOR");
  private static final String IMAGE = "example.org/shop-migrations:1.0";

  @Test
  void thePushWaitsForAHealthyDatabaseAndTheApplicationForThePush() throws IOException {
    Map<String, Object> services = services("compose.yaml");
    assertThat(services).containsOnlyKeys("database", "migrate", "app");
    assertThat(map(services.get("database"))).containsKey("healthcheck");
    assertThat(condition(services, "migrate", "database")).isEqualTo("service_healthy");
    assertThat(condition(services, "app", "migrate")).isEqualTo("service_completed_successfully");
    Map<String, Object> migrate = map(services.get("migrate"));
    assertThat(migrate).containsEntry("image", IMAGE).containsEntry("restart", "no");
    check(list(migrate.get("command")), map(migrate.get("environment")).keySet());
  }

  @Test
  void composeNeedsNoSource() throws IOException {
    Map<String, Object> compose = load("compose.yaml");
    services("compose.yaml")
        .forEach(
            (name, service) -> {
              assertThat(map(service)).as(name).doesNotContainKey("build");
              for (Object volume : list(map(service).getOrDefault("volumes", List.of()))) {
                assertThat(map(compose.get("volumes"))).containsKey(("" + volume).split(":")[0]);
              }
              for (Object secret : list(map(service).getOrDefault("secrets", List.of()))) {
                assertThat(map(compose.get("secrets"))).containsKey("" + secret);
              }
            });
  }

  @Test
  void theOverrideMountsTheWorkingCopyWhereTheImageLooksFirst() throws IOException {
    Map<String, Object> override = services("compose.override.yaml.example");
    assertThat(services("compose.yaml")).containsKeys(override.keySet().toArray(String[]::new));
    String mount = "" + list(map(override.get("migrate")).get("volumes")).get(0);
    assertThat(Dockerfile.read().only("ENV"))
        .startsWith("DBPUSH_MIGRATIONS=" + mount.split(":")[1] + ":");
    assertThat(mount).endsWith(":ro");
  }

  @Test
  void theJobEndsByItselfAndHasNoRights() throws IOException {
    Map<String, Object> job = map(load("kubernetes/job.yaml").get("spec"));
    assertThat(job).containsKeys("backoffLimit", "activeDeadlineSeconds");
    Map<String, Object> pod = map(map(job.get("template")).get("spec"));
    assertThat(pod).containsEntry("restartPolicy", "Never");
    container(pod, "containers");
  }

  @Test
  void theInitContainerPushesBeforeTheApplication() throws IOException {
    Map<String, Object> deployment = map(load("kubernetes/init-container.yaml").get("spec"));
    assertThat(map(map(deployment.get("selector")).get("matchLabels")))
        .isEqualTo(map(map(map(deployment.get("template")).get("metadata")).get("labels")));
    container(map(map(deployment.get("template")).get("spec")), "initContainers");
  }

  @Test
  void theImageRunsAsNobodyAndStartsAVerb() throws IOException {
    Dockerfile file = Dockerfile.read();
    assertThat(file.only("USER")).isEqualTo("10001:10001");
    String jar =
        file.all("COPY").stream().filter(each -> each.endsWith(".jar")).findFirst().orElse("");
    assertThat(file.array("ENTRYPOINT")).endsWith("-jar", jar.split(" ")[1]);
    check(file.array("CMD"), Set.of(file.only("ENV").split("=")[0]));
    assertThat(Files.readAllLines(FOLDER.resolve(".dockerignore")))
        .containsExactly("*", "!dbpush.jar", "!migrations");
  }

  @Test
  void noFileHoldsAPassword() throws IOException {
    for (String name :
        List.of("compose.yaml", "kubernetes/job.yaml", "kubernetes/init-container.yaml")) {
      assertThat(Files.readString(FOLDER.resolve(name)))
          .doesNotContainPattern("//[^/@\\s]*:[^/@\\s]*@")
          .doesNotContainPattern("(?i)password: +[^.{\\s]");
    }
  }

  private static void container(Map<String, Object> pod, String kind) {
    assertThat(map(pod.get("securityContext")))
        .containsEntry("runAsNonRoot", true)
        .containsEntry("runAsUser", 10001);
    Map<String, Object> container = map(list(pod.get(kind)).get(0));
    assertThat(container).containsEntry("image", IMAGE);
    assertThat(map(container.get("securityContext")))
        .containsEntry("readOnlyRootFilesystem", true)
        .containsEntry("allowPrivilegeEscalation", false)
        .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
    Set<String> names = new TreeSet<>();
    list(container.get("env")).forEach(each -> names.add("" + map(each).get("name")));
    check(list(container.get("args")), names);
  }

  /** A command line that is understood, and variables that are read. */
  private static void check(List<?> command, Set<String> variables) {
    List<String> words = new ArrayList<>();
    command.forEach(word -> words.add("" + word));
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Dbpush.commandLine(new Surroundings(Map.of(), FOLDER, nowhere, nowhere, false))
        .parseArgs(words.toArray(String[]::new));
    assertThat(words).contains("push");
    assertThat(VARIABLES).containsAll(variables);
  }

  private static String condition(Map<String, Object> services, String service, String on) {
    return "" + map(map(map(services.get(service)).get("depends_on")).get(on)).get("condition");
  }

  private static Map<String, Object> services(String name) throws IOException {
    return map(load(name).get("services"));
  }

  private static Map<String, Object> load(String name) throws IOException {
    return map(new Yaml().load(Files.readString(FOLDER.resolve(name))));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    assertThat(value).isInstanceOf(Map.class);
    return (Map<String, Object>) value;
  }

  private static List<?> list(Object value) {
    assertThat(value).isInstanceOf(List.class);
    return (List<?>) value;
  }
}
