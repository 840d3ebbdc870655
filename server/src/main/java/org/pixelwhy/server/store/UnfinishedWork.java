package org.pixelwhy.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where jobs keep what they have come to, a folder for each: one that was interrupted goes on from
 * there.
 */
public final class UnfinishedWork {
  private final Path folder;

  UnfinishedWork(Path folder) {
    this.folder = folder;
  }

  /** The folder of a job, which is made where it is not there yet. */
  public Path of(long job) {
    try {
      return Files.createDirectories(folder.resolve(Long.toString(job)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing goes on from there any more. */
  public void delete(long job) {
    Blobs.deleteAll(folder.resolve(Long.toString(job)));
  }

  /** Deletes what is of no job among these. */
  void keepOnly(Set<Long> jobs) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(each -> jobs.stream().noneMatch(job -> each.endsWith(Long.toString(job))))
          .forEach(Blobs::deleteAll);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
