package dev.dbpush.core.folder;

import dev.dbpush.core.chain.ChainLock;
import dev.dbpush.core.chain.LockReader;
import dev.dbpush.core.chain.LockReading;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Migrations among the resources of a class loader: a folder of classes, a jar, a jar within a jar.
 *
 * <p>A class loader cannot list a folder. {@code chain.lock} names the files, and so it serves as
 * the index; where the place can be listed all the same, files without a line are found too.
 * Without {@code chain.lock} only what can be listed is found.
 */
public final class ClasspathSource implements MigrationSource {
  private final ClassLoader loader;
  private final String path;

  /**
   * A folder of resources.
   *
   * @param path its path, such as {@code db/migrations}; a slash at either end does not count
   */
  public ClasspathSource(ClassLoader loader, String path) {
    this.loader = loader;
    this.path = path.strip().replaceAll("^/+|/+$", "");
    if (this.path.isEmpty()) {
      throw new IllegalArgumentException(
          "the path of migrations on the class path is empty; name a folder, such as migrations");
    }
  }

  @Override
  public String name() {
    return "classpath:" + path;
  }

  /**
   * The files; none where the class path holds no such folder.
   *
   * @throws IOException if two places of the class path hold such a folder: which of them is meant
   *     would depend on the order of jars
   */
  @Override
  public List<SourceFile> files() throws IOException {
    URL lock = only(ChainLock.FILE_NAME);
    Set<String> names = new TreeSet<>();
    if (lock != null) {
      names.addAll(indexed(lock));
      names.addAll(listed(lock, true));
    } else {
      URL folder = only("");
      if (folder != null) {
        names.addAll(listed(folder, false));
      }
    }
    List<SourceFile> files = new ArrayList<>();
    for (String name : names) {
      URL url = loader.getResource(path + "/" + name);
      if (url != null) {
        files.add(new SourceFile(name, () -> content(url)));
      }
    }
    return files;
  }

  private @Nullable URL only(String name) throws IOException {
    Map<String, URL> found = new LinkedHashMap<>();
    for (URL url : Collections.list(loader.getResources(path + "/" + name))) {
      found.put(url.toExternalForm(), url);
    }
    if (found.size() > 1) {
      throw new IOException(
          "two places on the class path hold it: " + String.join(" and ", found.keySet()));
    }
    return found.isEmpty() ? null : found.values().iterator().next();
  }

  private Set<String> indexed(URL lock) throws IOException {
    String text = Utf8.decode(name() + "/" + ChainLock.FILE_NAME, content(lock));
    Set<String> names = new TreeSet<>();
    names.add(ChainLock.FILE_NAME);
    for (LockReading.NumberedLine line : LockReader.read(ChainLock.FILE_NAME, text).lines()) {
      names.add(line.line().file());
    }
    return names;
  }

  /**
   * What a place holds, as far as it can be listed.
   *
   * @param isFile whether the URL is that of a file in the place, and not of the place itself
   */
  private Set<String> listed(URL url, boolean isFile) throws IOException {
    if (url.getProtocol().equals("file")) {
      try {
        Path place = Path.of(new URI(url.toExternalForm()));
        Path parent = place.getParent();
        return folder(isFile && parent != null ? parent : place);
      } catch (URISyntaxException e) {
        throw new IOException("not a file: " + url, e);
      }
    }
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false); // the jar is closed here, and others may be reading it
    if (!(connection instanceof JarURLConnection jar)) {
      return Set.of();
    }
    try (JarFile file = jar.getJarFile()) {
      String entry = String.valueOf(jar.getEntryName()).replaceFirst("/+$", "");
      String folder = isFile ? entry.substring(0, entry.lastIndexOf('/') + 1) : entry + "/";
      Set<String> names = new TreeSet<>();
      for (JarEntry each : Collections.list(file.entries())) {
        String name = each.getName();
        if (!each.isDirectory() && name.startsWith(folder)) {
          add(names, name.substring(folder.length()));
        }
      }
      return names;
    }
  }

  private static Set<String> folder(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        add(names, entry.getFileName().toString());
      }
    }
    return names;
  }

  private static void add(Set<String> names, String name) {
    boolean isWanted = name.equals(ChainLock.FILE_NAME) || name.endsWith(".sql");
    if (isWanted && !name.startsWith(".")) {
      names.add(name);
    }
  }

  private static byte[] content(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      throw new IOException("it does not exist", e);
    }
  }
}
