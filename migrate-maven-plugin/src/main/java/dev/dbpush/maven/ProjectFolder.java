package dev.dbpush.maven;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.folder.MigrationFolder;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Finds a module's migrations, and says whether the module takes part at all. */
final class ProjectFolder {
  private static final String DEFAULT = "migrations";

  private final MavenSession session;
  private final MavenProject project;
  private final PluginDescriptor plugin;

  ProjectFolder(MavenSession session, MavenProject project, PluginDescriptor plugin) {
    this.session = session;
    this.project = project;
    this.plugin = plugin;
  }

  /**
   * The folder in which relative paths begin: the project's, or the current one outside a project.
   */
  Path base() {
    return base(project);
  }

  /** The folder of migrations, whether there is one or not. */
  MigrationFolder of(@Nullable String option) {
    Path path = base().resolve(option == null ? DEFAULT : option.strip()).normalize();
    return new MigrationFolder(path, shown(path));
  }

  /** A path as the user knows it: from the current folder, where it is below that. */
  static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath().normalize();
    if (!path.startsWith(here)) {
      return path.toString();
    }
    String name = here.relativize(path).toString().replace('\\', '/');
    return name.isEmpty() ? "." : name;
  }

  /**
   * Whether this module has nothing to do with migrations: no folder, and no word about the plugin
   * in its own POM.
   *
   * @param everyModule whether Maven runs the goal for every module, and not for the root alone, as
   *     it does with goals that need no project
   * @throws MigrationException if it holds for every module of the build, or others would not be
   *     looked at
   */
  boolean isBystander(MigrationFolder folder, boolean named, boolean everyModule) {
    if (named || folder.exists() || mentionsPlugin(project)) {
      return false;
    }
    List<String> others =
        session.getProjects().stream()
            .filter(module -> mentionsPlugin(module) || hasFolder(module))
            .map(MavenProject::getArtifactId)
            .toList();
    if (others.isEmpty()) {
      throw new MigrationException(
          "there is no folder of migrations: " + folder.name(),
          "mvn db:new -Ddb.name=initial_schema makes it with a first migration; db.migrations names"
              + " another folder");
    }
    if (!everyModule) {
      throw new MigrationException(
          "the migrations are in other modules: " + String.join(", ", others),
          "name one: -pl :" + others.get(0));
    }
    return true;
  }

  private static boolean hasFolder(MavenProject module) {
    return MigrationFolder.at(base(module).resolve(DEFAULT)).exists();
  }

  private boolean mentionsPlugin(MavenProject module) {
    if (module.getOriginalModel() == null) {
      return false;
    }
    Build build = module.getOriginalModel().getBuild();
    return build != null
        && build.getPlugins().stream()
            .anyMatch(
                declared ->
                    declared.getArtifactId().equals(plugin.getArtifactId())
                        && declared.getGroupId().equals(plugin.getGroupId()));
  }

  private static Path base(MavenProject module) {
    return module.getBasedir() == null
        ? Path.of("").toAbsolutePath()
        : module.getBasedir().toPath().toAbsolutePath().normalize();
  }
}
