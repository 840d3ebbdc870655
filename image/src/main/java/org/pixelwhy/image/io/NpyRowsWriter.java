package org.pixelwhy.image.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/**
 * Writes rows of float numbers as an {@code .npy} array {@code [N,...]} whose N is known only at
 * the end; the file appears whole, when {@link #finish} is called, or not at all.
 */
public final class NpyRowsWriter implements AutoCloseable {
  /** N while it is unknown: as long as any that will take its place. */
  private static final long UNKNOWN = 1_000_000_000;

  private final Path file;
  private final Path aside;
  private final Shape row;
  private final FileChannel channel;
  private final ByteBuffer bytes;
  private long rows;

  /**
   * @param row shape of one row
   * @throws InputException if the file cannot be written
   */
  public NpyRowsWriter(Path file, Shape row) {
    this.file = file;
    this.row = row;
    this.bytes =
        ByteBuffer.allocateDirect(Math.toIntExact(row.size() * Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    Path folder = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
      this.aside = Files.createTempFile(folder, ".pixelwhy", ".npy");
      this.channel = FileChannel.open(aside, StandardOpenOption.WRITE);
      write(ByteBuffer.wrap(Npy.start(DataType.FLOAT, shape(UNKNOWN))));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Shape shape(long count) {
    long[] dims = new long[row.rank() + 1];
    dims[0] = count;
    System.arraycopy(row.dims(), 0, dims, 1, row.rank());
    return Shape.of(dims);
  }

  private InputException unwritable(IOException e) {
    return new InputException(
        Text.format(
            "%s: cannot be written (%s: %s)", file, e.getClass().getSimpleName(), e.getMessage()),
        e);
  }

  private void write(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Adds a row at the end. */
  public void add(float[] values) {
    bytes.clear();
    bytes.asFloatBuffer().put(values);
    try {
      write(bytes);
    } catch (IOException e) {
      throw unwritable(e);
    }
    rows++;
  }

  /** No more rows come: the file is moved to its place. */
  public void finish() {
    try {
      int length = Npy.start(DataType.FLOAT, shape(UNKNOWN)).length;
      channel.position(0);
      write(ByteBuffer.wrap(Npy.start(DataType.FLOAT, shape(rows), length)));
      channel.close();
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(aside);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
