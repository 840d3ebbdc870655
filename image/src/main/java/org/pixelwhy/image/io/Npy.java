package org.pixelwhy.image.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * NumPy's {@code .npy} files, versions 1 to 3.
 *
 * <p>Reads bool, int, uint and float arrays (16 to 64 bits), either byte order, C or Fortran order;
 * pickled objects are refused. Writes version 1, little-endian, C order.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">format</a>
 */
public final class Npy {
  private static final String MAGIC = "\u0093NUMPY";
  private static final int PREFIX = 8;
  private static final int ALIGNMENT = 64;
  private static final int LONGEST_HEADER = 1 << 16;

  private Npy() {}

  /**
   * The array in a file, its element type kept.
   *
   * @throws InputException if the file is missing, truncated, no {@code .npy} file, of an
   *     unsupported element type, or holds 2 GiB or more
   */
  public static Tensor read(Path file) {
    return read(file, Long.MAX_VALUE);
  }

  /** The same, refusing arrays of more elements before memory is set aside for them. */
  static Tensor read(Path file, long mostElements) {
    if (FileKind.of(file, "an .npy file") != FileKind.NPY) {
      throw new InputException(file + ": is not an .npy file");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      NpyHeader header = header(file, channel);
      requireAtMost(file, header, mostElements);
      return body(file, channel, header);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The array in a stream, which may be damaged or hostile: memory is taken as bytes arrive, not as
   * the header claims. What follows the array stays in the stream, which stays open.
   *
   * @param name for messages
   * @throws InputException if the stream ends too early, holds no {@code .npy} file, one of an
   *     unsupported element type, or one of more elements than the limit
   * @throws IOException if the stream cannot be read
   */
  public static Tensor read(InputStream in, String name, ReadLimits limits) throws IOException {
    ReadableByteChannel channel = Channels.newChannel(in);
    NpyHeader header = header(name, channel);
    requireAtMost(name, header, limits.samples());
    long bytes = header.shape().size() * header.type().bytes();
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new InputException(Text.format("%s: claims an array of %d bytes", name, bytes));
    }
    byte[] content = in.readNBytes((int) bytes);
    if (content.length < bytes) {
      throw truncated(name);
    }
    return decoded(header, Tensor.allocate(header.type(), header.shape()).put(content).flip());
  }

  private static void requireAtMost(Object file, NpyHeader header, long mostElements) {
    if (header.shape().size() > mostElements) {
      throw new InputException(
          Text.format(
              "%s: claims an array of shape %s, more than the limit of %d elements",
              file, header.shape(), mostElements));
    }
  }

  /**
   * Reads the header.
   *
   * @param file for messages
   */
  static NpyHeader header(Object file, ReadableByteChannel channel) throws IOException {
    ByteBuffer prefix = exactly(file, channel, PREFIX);
    if (!StandardCharsets.ISO_8859_1.decode(prefix.duplicate()).toString().startsWith(MAGIC)) {
      throw new InputException(file + ": is not an .npy file");
    }
    int version = prefix.get(6);
    if (version < 1 || version > 3) {
      throw new InputException(
          Text.format("%s: .npy version %d is not known, expected 1, 2 or 3", file, version));
    }
    ByteBuffer length = exactly(file, channel, version == 1 ? 2 : 4);
    long bytes =
        version == 1
            ? Short.toUnsignedInt(length.getShort(0))
            : Integer.toUnsignedLong(length.getInt(0));
    if (bytes > LONGEST_HEADER) {
      throw new InputException(
          Text.format(
              "%s: claims a header of %d bytes, more than %d; the file is damaged",
              file, bytes, LONGEST_HEADER));
    }
    ByteBuffer text = exactly(file, channel, (int) bytes);
    return NpyHeader.parse(file, StandardCharsets.UTF_8.decode(text).toString());
  }

  private static ByteBuffer exactly(Object file, ReadableByteChannel channel, int bytes)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    fill(file, channel, buffer);
    return buffer;
  }

  static void fill(Object file, ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw truncated(file);
      }
    }
    buffer.flip();
  }

  private static InputException truncated(Object file) {
    return new InputException(file + ": the .npy file is truncated");
  }

  private static Tensor body(Path file, FileChannel channel, NpyHeader header) throws IOException {
    long present = channel.size() - channel.position();
    if (header.shape().size() > present / header.type().bytes()) {
      throw new InputException(
          Text.format(
              "%s: an array of type %s and shape %s is longer than the %d bytes that follow; truncated?",
              file, header.type(), header.shape(), present));
    }
    ByteBuffer data = Tensor.allocate(header.type(), header.shape());
    fill(file, channel, data);
    return decoded(header, data);
  }

  /** The array of the bytes as they stand in a file. */
  private static Tensor decoded(NpyHeader header, ByteBuffer data) {
    if (header.order() == ByteOrder.BIG_ENDIAN) {
      swap(data, header.type().bytes());
    }
    if (header.type() == DataType.BOOL) {
      for (int i = 0; i < data.limit(); i++) {
        data.put(i, (byte) (data.get(i) == 0 ? 0 : 1));
      }
    }
    ByteBuffer ordered = header.fortranOrder() ? toRowMajor(data, header) : data;
    return Tensor.of(header.type(), header.shape(), ordered);
  }

  static void swap(ByteBuffer data, int size) {
    for (int start = 0; start < data.limit(); start += size) {
      for (int low = start, high = start + size - 1; low < high; low++, high--) {
        byte kept = data.get(low);
        data.put(low, data.get(high));
        data.put(high, kept);
      }
    }
  }

  /** Walks the elements in C order, keeping the place where each lies in Fortran order. */
  private static ByteBuffer toRowMajor(ByteBuffer data, NpyHeader header) {
    int size = header.type().bytes();
    long[] dims = header.shape().dims();
    int count = data.limit() / size;
    int[] strides = new int[dims.length];
    int stride = size;
    for (int axis = 0; axis < dims.length; axis++) {
      strides[axis] = stride;
      stride *= (int) dims[axis];
    }
    ByteBuffer ordered = Tensor.allocate(header.type(), header.shape());
    long[] index = new long[dims.length];
    int place = 0;
    for (int i = 0; i < count; i++) {
      ordered.put(i * size, data, place, size);
      for (int axis = dims.length - 1; axis >= 0; axis--) {
        place += strides[axis];
        if (++index[axis] < dims[axis]) {
          break;
        }
        place -= (int) dims[axis] * strides[axis];
        index[axis] = 0;
      }
    }
    return ordered;
  }

  /**
   * Writes a tensor; bfloat16, which NumPy does not have, becomes float32.
   *
   * @throws InputException if the file cannot be written
   */
  public static void write(Path file, Tensor tensor) {
    try (OutputStream out = Files.newOutputStream(file)) {
      write(out, tensor);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** Writes a tensor to a stream, which stays open; bfloat16 becomes float32. */
  public static void write(OutputStream out, Tensor tensor) throws IOException {
    Tensor known = tensor.type() == DataType.BFLOAT16 ? tensor.as(DataType.FLOAT) : tensor;
    out.write(start(known.type(), known.shape()));
    WritableByteChannel channel = Channels.newChannel(out);
    ByteBuffer data = known.bytes();
    while (data.hasRemaining()) {
      channel.write(data);
    }
  }

  /** All bytes before the elements: as few as the alignment allows. */
  static byte[] start(DataType type, Shape shape) {
    return start(type, shape, 0);
  }

  /** The same, filled up with spaces to at least so many bytes, a multiple of the alignment. */
  static byte[] start(DataType type, Shape shape, int least) {
    String header = NpyHeader.write(type, shape);
    int unpadded = PREFIX + 2 + header.length() + 1;
    int aligned = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String padding = " ".repeat(Math.max(aligned, least) - unpadded);
    byte[] text = (header + padding + "\n").getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer start = ByteBuffer.allocate(PREFIX + 2 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    start.put((MAGIC + "\u0001\0").getBytes(StandardCharsets.ISO_8859_1));
    return start.putShort((short) text.length).put(text).array();
  }
}
