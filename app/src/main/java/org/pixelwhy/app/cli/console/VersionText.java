package org.pixelwhy.app.cli.console;

import org.pixelwhy.study.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"pixelwhy " + Version.current()};
  }
}
