package org.pixelwhy.study.noise;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The maps of all images in a file aside, so that memory does not grow with their number: one
 * threshold for all images is known only when all have been seen.
 */
final class MapStore implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final List<Place> places = new ArrayList<>();
  private long end;

  private record Place(long at, int length) {}

  private MapStore(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens an empty store.
   *
   * @param file made anew, deleted at the end
   */
  static MapStore at(Path file) {
    try {
      return new MapStore(
          file,
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** Keeps values under the next number, from 0. */
  void add(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
    bytes.asFloatBuffer().put(values);
    places.add(new Place(end, values.length));
    try {
      while (bytes.hasRemaining()) {
        end += channel.write(bytes, end);
      }
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** The values under a number. */
  float[] get(int number) {
    Place place = places.get(number);
    ByteBuffer bytes = ByteBuffer.allocate(place.length() * Float.BYTES);
    try {
      while (bytes.hasRemaining() && channel.read(bytes, place.at() + bytes.position()) >= 0) {
        continue;
      }
    } catch (IOException e) {
      throw failed(file, e);
    }
    float[] values = new float[place.length()];
    bytes.flip().asFloatBuffer().get(values);
    return values;
  }

  private static InputException failed(Path file, IOException e) {
    return InputException.about(
        "output folder",
        Text.format("maps cannot be kept in %s (%s); choose another folder", file, e.getMessage()),
        e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed(file, e);
    }
  }
}
