package dev.dbpush.cli;

import picocli.CommandLine.IVersionProvider;

/** Which release this is. */
final class Release implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"dbpush " + version()};
  }

  static String version() {
    String version = Release.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
