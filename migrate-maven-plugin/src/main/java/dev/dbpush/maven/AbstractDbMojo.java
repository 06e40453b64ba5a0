package dev.dbpush.maven;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.embedded.EmbeddedPostgresException;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * What all goals share: whether they run at all, their folder, their output, and how their failures
 * are told. The only place that catches.
 */
@NullUnmarked
abstract class AbstractDbMojo extends AbstractMojo {
  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  /** Does nothing at all. */
  @Parameter(property = "db.skip", defaultValue = "false")
  private boolean skip;

  /** {@code text} for people, {@code json} for tools; JSON goes to the standard output (use -q). */
  @Parameter(property = "db.format", defaultValue = "text")
  private String format;

  /** The folder of migrations; by default {@code migrations} in the project's folder. */
  @Parameter(property = "db.migrations")
  private @Nullable String migrations;

  private OptionTexts options;
  private MigrationFolder folder;
  private Output output;

  /** The goal itself. */
  abstract void run() throws MojoFailureException;

  /** Whether the goal makes sense in a module without migrations. */
  boolean needsFolder() {
    return true;
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    options = new OptionTexts(session);
    if (options.isSet("skip", skip)) {
      getLog().info("skipped: db.skip is set");
      return;
    }
    try {
      prepare();
      ProjectFolder finder = new ProjectFolder(session, project, plugin);
      String named = option("migrations", migrations);
      if (needsFolder() && finder.isBystander(folder, named != null, isForEveryModule())) {
        getLog().info("skipped: no " + folder.name());
        return;
      }
      run();
    } catch (MigrationException e) {
      throw failure(e.report(), e);
    } catch (ChainException | SqlSyntaxException | EmbeddedPostgresException e) {
      throw failure(String.valueOf(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw new MojoExecutionException(e.getMessage() + ": " + e.getCause().getMessage(), e);
    }
  }

  /** A goal that needs no project runs at the root alone, unless it stands in a lifecycle. */
  private boolean isForEveryModule() {
    return execution.getMojoDescriptor().isProjectRequired()
        || execution.getSource() == MojoExecution.Source.LIFECYCLE;
  }

  private void prepare() {
    String wanted = option("format", format);
    if (wanted != null && !wanted.equals("text") && !wanted.equals("json")) {
      throw new MigrationException(
          "db.format is text or json, got \"" + wanted + '"', "leave it out for text");
    }
    output = new Output(getLog(), "json".equals(wanted), System.out);
    folder = new ProjectFolder(session, project, plugin).of(option("migrations", migrations));
  }

  /**
   * A report that has several lines begins on a line of its own, behind Maven's own words. Maven adds
   * the messages of all causes to the report, which says everything already, so the exception is
   * attached as a suppressed one: {@code mvn -e} shows it.
   */
  static MojoFailureException failure(String report, @Nullable Throwable origin) {
    MojoFailureException failure =
        new MojoFailureException(report.contains("\n") ? "\n" + report : report);
    if (origin != null) {
      failure.addSuppressed(origin);
    }
    return failure;
  }

  final @Nullable String option(String name, @Nullable String parameter) {
    return options.get(name, parameter);
  }

  final boolean option(String name, boolean parameter) {
    return options.isSet(name, parameter);
  }

  final OptionTexts options() {
    return options;
  }

  final MigrationFolder folder() {
    return folder;
  }

  final Output output() {
    return output;
  }

  final MavenSession session() {
    return session;
  }

  final MavenProject project() {
    return project;
  }

  final MojoExecution execution() {
    return execution;
  }

  /** A path of an option; relative ones begin in the project's folder. */
  final Path path(String text) {
    return new ProjectFolder(session, project, plugin).base().resolve(text.strip()).normalize();
  }
}
