package org.pixelwhy.study;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pixelwhy.study.ResultFiles.Content;
import org.pixelwhy.tensor.InputException;

/**
 * The folder that a run's results go to while it lasts. What is whole goes to its place at once;
 * what grows until the end is kept aside, so that a run that fails or is killed leaves nothing
 * half-written. Closing it removes what is aside, and folders that were made for nothing.
 */
public final class ResultFolder implements AutoCloseable {
  private final Path folder;
  private final List<Path> made;
  private Path aside;

  private ResultFolder(Path folder, List<Path> made) {
    this.folder = folder;
    this.made = made;
  }

  /**
   * Makes the folder where it is not there.
   *
   * @throws InputException if it cannot be written to
   */
  public static ResultFolder open(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path at = folder.toAbsolutePath(); at != null && !Files.exists(at); at = at.getParent()) {
      missing.add(at);
    }
    ResultFolder opened = new ResultFolder(folder, missing);
    try {
      ResultFiles.require(folder);
    } catch (InputException e) {
      try {
        opened.close();
      } catch (InputException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
    return opened;
  }

  public Path path() {
    return folder;
  }

  /**
   * A place for a file that grows, removed in the end. What earlier runs that were killed left
   * aside goes now.
   */
  public Path aside(String name) {
    if (aside == null) {
      ResultFiles.sweep(folder);
      aside = ResultFiles.makeAside(folder);
    }
    return aside.resolve(name);
  }

  /** Removes files of an earlier run, so that nobody takes them for this one's. */
  public void retire(String... names) {
    for (String name : names) {
      ResultFiles.remove(folder, name);
    }
  }

  /** Writes files, all or none, by their path within the folder. */
  public void write(Map<String, Content> files) {
    ResultFiles.write(folder, files);
  }

  /** What is to be thrown where something aside cannot be written. */
  public InputException unwritable(IOException cause) {
    return ResultFiles.unwritable(folder, cause);
  }

  @Override
  public void close() {
    if (aside != null) {
      ResultFiles.discard(folder, aside);
      aside = null;
    }
    for (Path empty : made) {
      try {
        Files.deleteIfExists(empty);
      } catch (DirectoryNotEmptyException e) {
        return;
      } catch (IOException e) {
        throw ResultFiles.unwritable(folder, e);
      }
    }
  }
}
