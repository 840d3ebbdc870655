package org.pixelwhy.onnx.temporary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What processes that were killed left in the folder for temporary files. Never touched is what a
 * living process may use.
 */
final class Leftovers {
  /** ONNX Runtime unpacks itself into such a folder; earlier versions of this program let it. */
  static final String RUNTIME = "onnxruntime-java";

  /** What earlier versions measured, in files without a lock. */
  static final String SCORES = "pixelwhy-scores";

  /** What has no lock is left alone for so long. */
  private static final Duration UNLOCKED = Duration.ofDays(1);

  /**
   * The runtime's loader unpacks into its folder as soon as that is made. One that is empty for
   * longer is that of a process which found its libraries elsewhere, as ours do.
   */
  private static final Duration EMPTY = Duration.ofSeconds(10);

  /** Between making a folder and locking its file, a process needs less. */
  private static final Duration STARTING = Duration.ofMinutes(1);

  private static final Pattern OWN =
      Pattern.compile(Pattern.quote(ProcessFolder.PREFIX) + "(\\d+)-.*");

  private final Path root;
  private final Instant now;

  Leftovers(Path root, Instant now) {
    this.root = root;
    this.now = now;
  }

  /** Deletes what can be; what cannot be read or deleted stays. */
  void sweep() {
    try (Stream<Path> files = Files.list(root)) {
      for (Path file : files.toList()) {
        sweep(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // Others' folders may be unreadable, and nothing depends on it.
    }
  }

  private void sweep(Path file) {
    try {
      String name = file.getFileName().toString();
      Matcher own = OWN.matcher(name);
      if (own.matches()) {
        sweepFolder(file, own.group(1));
      } else if (name.startsWith(RUNTIME)
          && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
          && isOld(file, EMPTY)) {
        sweepRuntime(file);
      } else if (name.matches(SCORES + ".*\\.tmp")
          && isOld(file, UNLOCKED)
          && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // Somebody else's, or gone already.
    }
  }

  private void sweepRuntime(Path folder) throws IOException {
    List<Path> inside;
    try (Stream<Path> files = Files.list(folder)) {
      inside = files.toList();
    }
    boolean left =
        isOld(folder, UNLOCKED)
            && inside.stream().allMatch(Leftovers::isLibrary)
            && !MappedFiles.holdAny(folder);
    if (inside.isEmpty() || left) {
      ProcessFolder.delete(folder);
    }
  }

  private void sweepFolder(Path folder, String process) throws IOException {
    Path lock = folder.resolve(ProcessFolder.LOCK);
    // Opening a lock of this process to look would end it.
    if (process.equals(Long.toString(ProcessHandle.current().pid()))
        || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
      if (isOld(folder, STARTING)) {
        ProcessFolder.delete(folder);
      }
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      if (isFree(channel, process)) {
        ProcessFolder.delete(folder);
      }
    }
  }

  /** Where the file system knows no locks, a process is asked for by its number. */
  private static boolean isFree(FileChannel channel, String process) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      Optional<ProcessHandle> living = ProcessHandle.of(Long.parseLong(process));
      return living.isEmpty();
    }
  }

  private boolean isOld(Path file, Duration age) throws IOException {
    Instant modified = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    return modified.isBefore(now.minus(age));
  }

  private static boolean isLibrary(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && file.getFileName().toString().matches("(lib)?onnxruntime.*\\.(so|dylib|dll)");
  }
}
