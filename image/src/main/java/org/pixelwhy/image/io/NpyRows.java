package org.pixelwhy.image.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * The rows of an array {@code [N,...]} in an {@code .npy} file, read one at a time, so that the
 * array may be larger than memory.
 */
public final class NpyRows implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final NpyHeader header;
  private final Shape row;
  private final long start;
  private final int bytes;

  private NpyRows(Path file, FileChannel channel, NpyHeader header) throws IOException {
    this.file = file;
    this.channel = channel;
    this.header = header;
    long[] dims = header.shape().dims();
    this.row = Shape.of(Arrays.copyOfRange(dims, 1, dims.length));
    this.bytes = Math.toIntExact(Math.multiplyExact(row.size(), header.type().bytes()));
    this.start = channel.position();
  }

  /**
   * Opens a file without reading its elements.
   *
   * @throws InputException if it is missing, truncated, no {@code .npy} file of numbers, not in C
   *     order, or of rows of 2 GiB or more
   */
  public static NpyRows open(Path file) {
    if (FileKind.of(file, "an .npy file") != FileKind.NPY) {
      throw new InputException(file + ": is not an .npy file");
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file);
      NpyHeader header = Npy.header(file, channel);
      requireRows(file, header, channel.size() - channel.position());
      NpyRows rows = new NpyRows(file, channel, header);
      channel = null;
      return rows;
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new InputException(file + ": claims rows of 2 GiB or more; the file is damaged", e);
    } finally {
      closeQuietly(channel);
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // What is wrong with the file is being told already.
    }
  }

  private static void requireRows(Path file, NpyHeader header, long present) {
    Shape shape = header.shape();
    if (shape.rank() < 2 || shape.size() < 1) {
      throw new InputException(
          Text.format(
              "%s: has shape %s; expected are at least two axes and one element", file, shape));
    }
    if (header.fortranOrder()) {
      throw new InputException(
          file + ": is in Fortran order, of which rows cannot be read; save it in C order");
    }
    if (shape.size() > present / header.type().bytes()) {
      throw new InputException(
          Text.format(
              "%s: an array of type %s and shape %s is longer than the %d bytes that follow; truncated?",
              file, header.type(), shape, present));
    }
  }

  /** Of the whole array. */
  public Shape shape() {
    return header.shape();
  }

  /** One row, without its first axis. */
  public Tensor row(long index) {
    ByteBuffer data = Tensor.allocate(header.type(), row);
    try {
      channel.position(start + Math.multiplyExact(index, bytes));
      Npy.fill(file, channel, data);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (header.order() == ByteOrder.BIG_ENDIAN) {
      Npy.swap(data, header.type().bytes());
    }
    return Tensor.of(header.type(), row, data);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new InputException(file + ": cannot be closed: " + e.getMessage(), e);
    }
  }
}
