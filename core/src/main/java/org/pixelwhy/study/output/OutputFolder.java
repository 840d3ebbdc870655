package org.pixelwhy.study.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A folder that one run writes into, and no other at the same time: two that mix their files would
 * leave a result that belongs to neither.
 *
 * <p>The operating system holds the lock, so that it ends with the process however that ends. Where
 * a file system knows no locks, a run goes on without one. What a killed run left aside is cleared
 * when the next one claims the folder; folders made for a run that then wrote nothing are gone when
 * it is closed.
 */
public final class OutputFolder implements AutoCloseable {
  static final String LOCK = ".lock";
  private static final int LONGEST_OWNER = 200;
  private static final int MOST_TRIES = 100;

  private final Path path;
  private final List<Path> made;
  private final FileChannel channel;
  private Path aside;

  private OutputFolder(Path path, List<Path> made, FileChannel channel) {
    this.path = path;
    this.made = made;
    this.channel = channel;
  }

  /**
   * Makes a folder, where there is none yet, this run's own until it is closed.
   *
   * @throws InputException if it cannot be written to, or belongs to another run
   */
  public static OutputFolder claim(Path path) {
    List<Path> made = missing(path);
    ResultFiles.require(path);
    try {
      OutputFolder folder = new OutputFolder(path, made, lock(path));
      ResultFiles.sweep(path);
      return folder;
    } catch (IOException e) {
      throw ResultFiles.unwritable(path, e);
    }
  }

  /** The folders that are to be made, the innermost first. */
  private static List<Path> missing(Path path) {
    List<Path> missing = new ArrayList<>();
    for (Path at = path.toAbsolutePath(); at != null && !Files.exists(at); at = at.getParent()) {
      missing.add(at);
    }
    return missing;
  }

  private static FileChannel lock(Path path) throws IOException {
    Path file = path.resolve(ResultFiles.ASIDE + LOCK);
    for (int i = 0; i < MOST_TRIES; i++) {
      Object before = identity(file);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        throw taken(path, channel);
      }
      if (before != null && before.equals(identity(file))) {
        String own = "process " + ProcessHandle.current().pid();
        channel.truncate(0).write(ByteBuffer.wrap(own.getBytes(StandardCharsets.UTF_8)), 0);
        return channel;
      }
      // Whoever held it before may have deleted the file that was opened: that lock guards nothing.
      channel.close();
    }
    throw new IOException("the lock changes hands too often");
  }

  /** Tells one file from another of the same name; opening it to look would end the lock. */
  private static Object identity(Path file) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.fileKey() == null ? found.creationTime() : found.fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static InputException taken(Path path, FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_OWNER);
    channel.read(bytes, 0);
    channel.close();
    String owner = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    return InputException.about(
        "output folder",
        Text.format(
            "folder %s: another run (%s) is writing into it; wait until that ends, or choose"
                + " another folder",
            path, owner.isEmpty() ? "just starting" : owner));
  }

  private static boolean locked(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /**
   * A place for a file that is not whole before the run ends; what is there then is removed.
   *
   * @throws InputException if the folder cannot be written to
   */
  public Path aside(String name) {
    if (aside == null) {
      aside = ResultFiles.makeAside(path);
    }
    return aside.resolve(name);
  }

  /** What is to be thrown where a file {@link #aside} cannot be written. */
  public InputException unwritable(IOException cause) {
    return ResultFiles.unwritable(path, cause);
  }

  /** Leaves the folder to others. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      if (aside != null) {
        ProcessFolder.delete(aside);
      }
      Files.deleteIfExists(path.resolve(ResultFiles.ASIDE + LOCK));
    } catch (IOException e) {
      throw ResultFiles.unwritable(path, e);
    }
    for (Path folder : made) {
      if (!isEmpty(folder) || !folder.toFile().delete()) {
        return;
      }
    }
  }

  private static boolean isEmpty(Path folder) {
    String[] files = folder.toFile().list();
    return files != null && files.length == 0;
  }
}
