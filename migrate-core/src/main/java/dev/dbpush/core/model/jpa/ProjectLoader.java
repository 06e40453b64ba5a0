package dev.dbpush.core.model.jpa;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The project's classes, apart from the ones of this tool: the only parent is the platform. What
 * runs with them runs in a thread of its own, so that no thread-local outlives it.
 */
final class ProjectLoader extends URLClassLoader {
  /** One at a time: system properties and log levels belong to the whole JVM. */
  private static final ReentrantLock ONE = new ReentrantLock();

  /** The facade that Hibernate logs with would choose the project's logging, and its set-up. */
  private static final String LOGGING = "org.jboss.logging.provider";

  private static final List<String> LOGGERS = List.of("org.hibernate", "org.jboss", "org.eclipse");
  private static final int PATIENCE_MILLIS = 2_000;

  static {
    registerAsParallelCapable();
  }

  ProjectLoader(List<Path> classPath) {
    super(classPath.stream().map(ProjectLoader::url).toArray(URL[]::new), getPlatformClassLoader());
  }

  private ProjectLoader(URL[] urls) {
    super(urls, getPlatformClassLoader());
  }

  /** Another loader of the same classes. */
  ProjectLoader another() {
    return new ProjectLoader(getURLs());
  }

  static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the project has a class. */
  boolean has(String className) {
    return findResource(className.replace('.', '/') + ".class") != null;
  }

  /**
   * Runs something with the project's classes, and takes back whatever it leaves behind.
   *
   * @throws ExecutionException with what it has thrown
   */
  <T> T run(Callable<T> work) throws ExecutionException {
    ONE.lock();
    String logging = System.getProperty(LOGGING);
    List<Logger> loggers = LOGGERS.stream().map(Logger::getLogger).toList();
    List<@Nullable Level> levels = loggers.stream().<@Nullable Level>map(Logger::getLevel).toList();
    try {
      DriverManager.getDrivers(); // lists drivers once, by the context loader of its first caller
      System.setProperty(LOGGING, "jdk");
      loggers.forEach(logger -> logger.setLevel(Level.SEVERE));
      return inThread(work);
    } finally {
      for (int i = 0; i < loggers.size(); i++) {
        loggers.get(i).setLevel(levels.get(i));
      }
      if (logging == null) {
        System.clearProperty(LOGGING);
      } else {
        System.setProperty(LOGGING, logging);
      }
      ONE.unlock();
    }
  }

  private <T> T inThread(Callable<T> work) throws ExecutionException {
    ThreadGroup group = new ThreadGroup("dbpush models");
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              try {
                return work.call();
              } finally {
                sweepDrivers();
              }
            });
    Thread thread = new Thread(group, task, "dbpush models");
    thread.setContextClassLoader(this);
    thread.setDaemon(true);
    thread.start();
    try {
      T result = task.get();
      thread.join(PATIENCE_MILLIS);
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionException("interrupted", e);
    } finally {
      end(group);
    }
  }

  /** Threads that the work has started. */
  private static void end(ThreadGroup group) {
    Thread[] left = new Thread[group.activeCount() + 8];
    int count = group.enumerate(left);
    for (int i = 0; i < count; i++) {
      left[i].interrupt();
    }
    for (int i = 0; i < count; i++) {
      try {
        left[i].join(PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void sweepDrivers() throws IOException, ReflectiveOperationException {
    String name = DriverSweep.class.getName();
    Class<?> type = findLoadedClass(name);
    if (type == null) {
      String resource = "/" + name.replace('.', '/') + ".class";
      try (InputStream in = DriverSweep.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IOException(resource + " is missing");
        }
        byte[] bytes = in.readAllBytes();
        type = defineClass(name, bytes, 0, bytes.length);
      }
    }
    ((Runnable) type.getConstructor().newInstance()).run();
  }
}
