package dev.dbpush.core.autogenerate;

import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.folder.MigrationFolder;
import dev.dbpush.core.folder.MigrationSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder together with a file that is not written yet, without the lock file.
 *
 * @param folder the folder; it may not exist yet
 * @param file the new file's name
 * @param text its content
 */
record ChainWith(MigrationFolder folder, String file, String text) implements MigrationSource {

  @Override
  public String name() {
    return folder.name();
  }

  @Override
  public List<SourceFile> files() throws IOException {
    List<SourceFile> files = new ArrayList<>();
    if (folder.exists()) {
      files.addAll(folder.files());
      files.removeIf(found -> found.name().equals(ChainLock.FILE_NAME));
    }
    files.add(new SourceFile(file, () -> text.getBytes(StandardCharsets.UTF_8)));
    return files;
  }
}
