package org.pixelwhy.spark.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder of any file system that Hadoop knows. A file appears in it whole or not at all: it is
 * written under a temporary name and renamed.
 */
public final class Store {
  private static final String ASIDE = ".temporary";

  private final FileSystem system;
  private final Path folder;

  private Store(FileSystem system, Path folder) {
    this.system = system;
    this.folder = folder;
  }

  /** The folder at a URI; it need not exist. */
  public static Store at(String uri, Configuration configuration) throws IOException {
    Path folder = new Path(uri);
    FileSystem system = folder.getFileSystem(configuration);
    // A second file of sums beside each one would double their number.
    system.setWriteChecksum(false);
    return new Store(system, system.makeQualified(folder));
  }

  /** The folder's full URI. */
  public String uri() {
    return folder.toString();
  }

  /** The full URI of what has a name in the folder. */
  public String uri(String name) {
    return path(name).toString();
  }

  private Path path(String name) {
    return new Path(folder, name);
  }

  public boolean has(String name) throws IOException {
    return system.exists(path(name));
  }

  public InputStream open(String name) throws IOException {
    return system.open(path(name));
  }

  /**
   * Writes a file under a name that its content belongs to, such as a hash: where it is there
   * already, the one that was first stays, and of two that come at the same moment either one, for
   * both wrote the same.
   */
  public void write(String name, byte[] content) throws IOException {
    Path place = path(name);
    Path aside = aside();
    create(aside, content);
    system.mkdirs(place.getParent());
    if (system.exists(place) || !system.rename(aside, place)) {
      system.delete(aside, false);
      if (!system.exists(place)) {
        throw new IOException("cannot rename " + aside + " to " + place);
      }
    }
  }

  /** Writes a file over its older self. */
  public void replace(String name, byte[] content) throws IOException {
    Path aside = aside();
    create(aside, content);
    system.delete(path(name), false);
    rename(aside, name);
  }

  private void create(Path file, byte[] content) throws IOException {
    try (OutputStream out = system.create(file, true)) {
      out.write(content);
    }
  }

  /** A name that nobody else uses, for what is not whole yet. */
  public Path aside() {
    return new Path(path(ASIDE), UUID.randomUUID().toString());
  }

  /** Puts a folder that was written {@link #aside} in the place of an older one. */
  public void replaceFolder(String name, Path aside) throws IOException {
    system.delete(path(name), true);
    rename(aside, name);
  }

  private void rename(Path aside, String name) throws IOException {
    if (!system.rename(aside, path(name))) {
      throw new IOException("cannot rename " + aside + " to " + path(name));
    }
  }

  /** Deletes a file or folder, where there is one. */
  public void delete(String name) throws IOException {
    system.delete(path(name), true);
  }

  /** Makes the folder, so that it is known before any work whether it can be written to. */
  public void require() throws IOException {
    create(aside(), new byte[0]);
  }

  /** Deletes what killed tasks left aside. */
  public void sweep() throws IOException {
    delete(ASIDE);
  }
}
