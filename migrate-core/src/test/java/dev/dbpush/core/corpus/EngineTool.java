package dev.dbpush.core.corpus;

import dev.dbpush.core.Migrator;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.importing.ImportRequest;
import dev.dbpush.core.importing.Importer;
import java.io.IOException;
import java.nio.file.Path;

/** The engine, in this process. */
record EngineTool(Migrator migrator, Path source, Path folder) implements ChainTool {
  @Override
  public void importFiles() throws IOException {
    Importer.run(ImportRequest.of(source, folder));
  }

  @Override
  public boolean push() {
    return migrator.push(Target.HEAD).isEmpty();
  }

  @Override
  public void downgrade(Target target) {
    migrator.downgrade(target);
  }
}
