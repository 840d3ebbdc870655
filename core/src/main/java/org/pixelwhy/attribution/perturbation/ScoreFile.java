package org.pixelwhy.attribution.perturbation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.RegularFile;
import org.pixelwhy.tensor.Text;

/**
 * What was measured at each perturbed image: rows of equal length in a file, in blocks with a
 * checksum each.
 *
 * <p>A temporary file is gone when this is closed. A kept one appears with its first complete
 * block, is left behind if the work is stopped, and is gone after {@link #finish}.
 */
final class ScoreFile implements AutoCloseable {
  /** Rows of a block: what a killed process loses at most. */
  static final int BLOCK = 128;

  private final Optional<Path> kept;
  private final int rowBytes;
  private final FileChannel channel;
  private final int batch;
  private final CRC32C checksum = new CRC32C();
  private int rows;
  private boolean finished;

  private ScoreFile(Optional<Path> kept, int rowBytes, FileChannel channel, int batch) {
    this.kept = kept;
    this.rowBytes = rowBytes;
    this.channel = channel;
    this.batch = batch;
  }

  /** Rows of bytes that nobody else will see. */
  static ScoreFile temporary(int rowBytes, int batch) {
    try {
      Path file = ProcessFolder.file("scores");
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      ScoreFile scores = new ScoreFile(Optional.empty(), rowBytes, channel, batch);
      scores.writeHeader(new byte[Fingerprint.LENGTH]);
      return scores;
    } catch (IOException e) {
      throw noRoom("the folder for temporary files", e);
    }
  }

  /**
   * The file of a run: with what an earlier run of the same request measured, if it is to be gone
   * on with and there is such a file.
   *
   * @param fingerprint of all that decides what is measured
   * @param batch the number of images that would run together; an earlier run's number goes first
   * @throws InputException if the file is damaged, or is that of another request
   */
  static ScoreFile open(PerturbationRun run, byte[] fingerprint, int rowBytes, int batch) {
    if (run.progress().isEmpty()) {
      return temporary(rowBytes, batch);
    }
    Path file = run.progress().get();
    RegularFile.require(file);
    try {
      requireUnused(file);
      requireUnused(aside(file));
      if (run.resume() && Files.exists(file)) {
        ScoreFileHeader header = ScoreFileHeader.require(file, fingerprint, rowBytes);
        FileChannel kept =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        lock(kept, file);
        ScoreFile scores = new ScoreFile(Optional.of(file), rowBytes, kept, header.batch());
        scores.goOn(file);
        return scores;
      }
      Files.deleteIfExists(file);
      FileChannel channel =
          FileChannel.open(
              aside(file),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE);
      lock(channel, file);
      channel.truncate(0);
      ScoreFile scores = new ScoreFile(Optional.of(file), rowBytes, channel, batch);
      scores.writeHeader(fingerprint);
      return scores;
    } catch (IOException e) {
      throw noRoom(file.toString(), e);
    }
  }

  /** Two runs that write one file would both read what the other measured. */
  private static void requireUnused(Path file) throws IOException {
    if (Files.exists(file)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        lock(channel, file);
      }
    }
  }

  /** Until the channel is closed; where the file system knows no locks, there is none. */
  private static void lock(FileChannel channel, Path file) throws IOException {
    boolean free;
    try {
      free = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      free = false;
    } catch (IOException e) {
      free = true;
    }
    if (!free) {
      channel.close();
      throw new InputException(
          file
              + ": another run is writing its progress there; wait for it, or choose another"
              + " folder");
    }
  }

  private static Path aside(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private void writeHeader(byte[] fingerprint) throws IOException {
    write(new ScoreFileHeader(fingerprint, rowBytes, batch).bytes());
  }

  /** Takes over all complete blocks; the one that was being written is dropped. */
  private void goOn(Path file) throws IOException {
    try {
      long complete = (channel.size() - ScoreFileHeader.LENGTH) / blockBytes();
      ByteBuffer block = buffer(blockBytes());
      for (long i = 0; i < complete; i++) {
        fill(block.clear(), ScoreFileHeader.LENGTH + i * blockBytes());
        checksum.reset();
        checksum.update(block.flip().limit(BLOCK * rowBytes));
        if (block.limit(blockBytes()).getInt(BLOCK * rowBytes) != (int) checksum.getValue()) {
          throw ScoreFileHeader.damaged(file);
        }
      }
      rows = Math.toIntExact(complete * BLOCK);
      channel.truncate(ScoreFileHeader.LENGTH + complete * blockBytes());
      channel.position(channel.size());
      checksum.reset();
    } catch (IOException | InputException e) {
      channel.close();
      throw e;
    }
  }

  private static InputException noRoom(String where, IOException e) {
    return new InputException(
        Text.format(
            "what is measured cannot be kept in %s (%s: %s); make room there",
            where, e.getClass().getSimpleName(), e.getMessage()),
        e);
  }

  private int blockBytes() {
    return Math.addExact(Math.multiplyExact(BLOCK, rowBytes), Integer.BYTES);
  }

  /** A buffer to read into, or to be appended. */
  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Number of rows so far. */
  int rows() {
    return rows;
  }

  int rowBytes() {
    return rowBytes;
  }

  /** How many images run together. */
  int batch() {
    return batch;
  }

  /** Adds a row at the end. */
  void append(ByteBuffer row) {
    try {
      checksum.update(row.duplicate());
      write(row);
      rows++;
      if (rows % BLOCK == 0) {
        write(buffer(Integer.BYTES).putInt((int) checksum.getValue()).flip());
        checksum.reset();
        if (rows == BLOCK && kept.isPresent()) {
          Files.move(aside(kept.get()), kept.get(), StandardCopyOption.ATOMIC_MOVE);
        }
      }
    } catch (IOException e) {
      throw noRoom(kept.map(Path::toString).orElse("the folder for temporary files"), e);
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * The same part of some rows.
   *
   * @param offset bytes in a row before it
   * @param bytes of the part
   * @param parts receives them; a direct buffer of {@code someRows * bytes} or more
   * @return the buffer
   */
  ByteBuffer read(int firstRow, int someRows, int offset, int bytes, ByteBuffer parts) {
    parts.clear();
    try {
      for (int i = 0; i < someRows; i++) {
        int row = firstRow + i;
        long place = ScoreFileHeader.LENGTH + (long) (row / BLOCK) * blockBytes();
        place += (long) (row % BLOCK) * rowBytes + offset;
        fill(parts.limit((i + 1) * bytes), place);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read back what was measured", e);
    }
    return parts.flip();
  }

  private void fill(ByteBuffer bytes, long place) throws IOException {
    long next = place;
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, next);
      if (read < 0) {
        throw new IOException("the file ends too early");
      }
      next += read;
    }
  }

  /** Everything was measured and used: a kept file is not needed any more. */
  void finish() {
    finished = true;
  }

  @Override
  public void close() {
    try {
      channel.close();
      if (kept.isPresent()) {
        Files.deleteIfExists(aside(kept.get()));
        if (finished) {
          Files.deleteIfExists(kept.get());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the file of what was measured", e);
    }
  }
}
