package dev.dbpush.cli;

import picocli.CommandLine.IVersionProvider;

/** Which release this is. */
final class Release implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Release.class.getPackage().getImplementationVersion();
    return new String[] {"dbpush " + (version == null ? "(not packaged)" : version)};
  }
}
