package dev.dbpush.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Renders a part of the chain as one SQL script for a person to run and to review. */
@Mojo(name = "script", threadSafe = true)
@NullUnmarked
final class ScriptMojo extends AbstractScriptMojo {
  /** Where to go: {@code head}, {@code heads}, {@code base}, an id or the first digits of one. */
  @Parameter(property = "db.to", defaultValue = "head")
  private @Nullable String to;

  @Override
  String withoutDatabase() {
    return "say where the script starts, such as -Ddb.from=base: then none is needed; or "
        + super.withoutDatabase();
  }

  @Override
  void run() {
    render(null, to);
  }
}
