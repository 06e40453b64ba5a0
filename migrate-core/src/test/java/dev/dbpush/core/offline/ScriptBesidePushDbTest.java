package dev.dbpush.core.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbpush.core.chain.Target;
import dev.dbpush.core.testing.Psql;
import dev.dbpush.core.testing.TestDatabase;
import dev.dbpush.core.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that run at the same time as an online push, and as each other. */
final class ScriptBesidePushDbTest {
  @RegisterExtension
  private final TestDatabase database = TestDatabase.on(TestServer::dumpable);

  @TempDir private Path folder;

  @Test
  void aScriptAndAPushAtOnceRunEachStepOnce() throws Exception {
    ScriptDatabase scripts = new ScriptDatabase(folder, database);
    scripts.chain();
    String idempotent = scripts.up(ScriptDatabase.IDEMPOTENT);
    String plain = CarelessClient.withoutSettings(scripts.up(ScriptDatabase.PLAIN));
    for (int round = 0; round < 4; round++) {
      ExecutorService pool = Executors.newFixedThreadPool(4);
      try {
        List<Callable<String>> work = new ArrayList<>();
        work.add(
            () -> {
              scripts.chain().migrator().push(Target.HEAD);
              return "";
            });
        work.add(() -> Psql.required().run(database, idempotent).errors());
        work.add(() -> Psql.required().run(database, plain).errors());
        work.add(() -> Psql.required().run(database, idempotent).errors());
        for (Future<String> outcome : pool.invokeAll(work)) {
          String errors = outcome.get();
          assertThat(errors.isEmpty() || errors.contains("dbpush") || errors.contains("revision") || errors.contains("at work"))
              .as(errors)
              .isTrue();
        }
      } finally {
        pool.shutdown();
      }
      assertThat(scripts.history()).containsExactly("1 done 1/1", "2 done 3/3", "3 done 1/1");
      assertThat(scripts.objects()).containsExactly("1.1", "2.1", "2.2", "2.3", "3.1");
      database.close();
    }
  }
}
