package org.pixelwhy.onnx.temporary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A folder for the temporary files of this process: {@code pixelwhy-run-PROCESS-...}. It is gone
 * when the process ends; where that was killed, when the next one makes its own.
 *
 * <p>Whom a folder belongs to is said by a lock on a file in it, which the operating system ends
 * with the process. A process that cannot be seen, in another container that shares the folder for
 * temporary files, keeps its own so.
 */
public final class ProcessFolder {
  static final String PREFIX = "pixelwhy-run-";
  static final String LOCK = "lock";
  private static final int MOST_TRIES = 10;

  /** Made, or tried to, when it is first asked for, and never again. */
  private static final class Own {
    private static final Own ONLY = new Own();

    private final Optional<ProcessFolder> folder;
    private final Optional<InputException> problem;

    Own() {
      ProcessFolder made = null;
      InputException why = null;
      try {
        made = claim(root());
        Runtime.getRuntime().addShutdownHook(new Thread(made::delete, "pixelwhy-temporary"));
      } catch (InputException e) {
        why = e;
      }
      this.folder = Optional.ofNullable(made);
      this.problem = Optional.ofNullable(why);
    }
  }

  private final Path path;
  private final FileChannel channel;

  private ProcessFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static Path root() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /**
   * The folder of this process.
   *
   * @throws InputException if it cannot be made
   */
  public static Path own() {
    Own own = Own.ONLY;
    return own.folder
        .map(ProcessFolder::path)
        .orElseThrow(
            () -> new InputException(own.problem.orElseThrow().getMessage(), own.problem.get()));
  }

  /**
   * A new, empty file in the folder of this process.
   *
   * @throws InputException if the folder cannot be made
   */
  public static Path file(String prefix) throws IOException {
    return Files.createTempFile(own(), prefix, ".tmp");
  }

  /** Makes a folder in another; a folder whose lock somebody else was quicker to get is left. */
  static ProcessFolder claim(Path root) {
    try {
      for (int i = 0; i < MOST_TRIES; i++) {
        Path path = Files.createTempDirectory(root, PREFIX + ProcessHandle.current().pid() + "-");
        FileChannel channel =
            FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) && Files.exists(path.resolve(LOCK))) {
          return new ProcessFolder(path, channel);
        }
        channel.close();
      }
      throw new IOException("other processes delete it");
    } catch (IOException e) {
      throw new InputException(
          Text.format(
              "no folder for temporary files can be made in %s (%s: %s); make room there, or choose"
                  + " another: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER in the environment",
              root, e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  /** Whether the lock is this process's; a file system without locks lets everybody go on. */
  private static boolean tryLock(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (IOException e) {
      return true;
    }
  }

  Path path() {
    return path;
  }

  /** Deletes the folder with all that is in it, as far as the operating system lets it. */
  void delete() {
    try {
      channel.close();
      delete(path);
    } catch (IOException | UncheckedIOException e) {
      // Whoever comes next tries again.
    }
  }

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
