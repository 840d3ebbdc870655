package org.pixelwhy.attribution.perturbation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.pixelwhy.onnx.graph.DataType;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Shape;
import org.pixelwhy.onnx.graph.Tensor;

/** A table of float numbers in a temporary file, which is gone when this is closed. */
final class ScoreFile implements AutoCloseable {
  private final int columns;
  private final FileChannel channel;
  private final ByteBuffer row;

  ScoreFile(int columns) {
    this.columns = columns;
    this.row = ByteBuffer.allocateDirect(columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try {
      Path file = Files.createTempFile("pixelwhy-scores", ".tmp");
      this.channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private static InputException noRoom(IOException e) {
    return new InputException(
        "scores of single pixels cannot be kept in the folder for temporary files (%s); make room"
                .formatted(e.getMessage())
            + " there, name another with -Djava.io.tmpdir, or merge by mean, which needs none",
        e);
  }

  int columns() {
    return columns;
  }

  /** Adds a row at the end. */
  void append(float[] values) {
    row.clear();
    row.asFloatBuffer().put(values);
    try {
      while (row.hasRemaining()) {
        channel.write(row);
      }
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  /** Some columns of some rows, as a tensor {@code [rows, columns]}. */
  Tensor read(int firstRow, int rows, int firstColumn, int someColumns) {
    Shape shape = Shape.of(rows, someColumns);
    ByteBuffer bytes = Tensor.allocate(DataType.FLOAT, shape);
    try {
      for (int i = 0; i < rows; i++) {
        int start = i * someColumns * Float.BYTES;
        ByteBuffer part = bytes.slice(start, someColumns * Float.BYTES);
        long place = ((long) (firstRow + i) * columns + firstColumn) * Float.BYTES;
        while (part.hasRemaining()) {
          int read = channel.read(part, place + part.position());
          if (read < 0) {
            throw new IOException("the file ends too early");
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read scores back", e);
    }
    return Tensor.of(DataType.FLOAT, shape, bytes);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a temporary file", e);
    }
  }
}
