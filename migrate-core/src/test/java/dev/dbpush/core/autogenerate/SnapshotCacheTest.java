package dev.dbpush.core.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotCacheTest {
  private static final List<String> RUN = new ArrayList<>();

  @TempDir Path folder;

  /** What runs code of its own when it is read. */
  private static final class Hostile implements Serializable {
    private static final long serialVersionUID = 1;

    private void readObject(ObjectInputStream in) {
      RUN.add("read");
    }
  }

  @Test
  void aFileOfAnotherHandIsNotReadAndRunsNothing() throws IOException {
    write(new Hostile());
    assertThat(find()).isFalse();
    write(new HashMap<>(Map.of("x", new Hostile())));
    assertThat(find()).isFalse();
    assertThat(RUN).isEmpty();
  }

  @Test
  void aFileThatIsNestedWithoutEndIsNotRead() throws Exception {
    ArrayList<Object> nested = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      nested = new ArrayList<>(List.of(nested));
    }
    ArrayList<Object> outermost = nested;
    // To write it takes a stack as deep as to read it.
    FutureTask<Void> writing =
        new FutureTask<>(
            () -> {
              write(outermost);
              return null;
            });
    new Thread(null, writing, "writer", 1L << 30).start();
    writing.get();
    assertThat(find()).isFalse();
  }

  @Test
  void halfAFileIsNotRead() throws IOException {
    Files.write(folder.resolve("key.snapshot"), new byte[] {(byte) 0xac, (byte) 0xed, 0});
    assertThat(find()).isFalse();
  }

  private boolean find() {
    return new SnapshotCache(folder).find("key").isPresent();
  }

  private void write(Serializable value) throws IOException {
    try (ObjectOutputStream out =
        new ObjectOutputStream(Files.newOutputStream(folder.resolve("key.snapshot")))) {
      out.writeObject(value);
    }
  }
}
