package org.pixelwhy.data.folder;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Sample;

/** Small data sets of a folder of images and a folder of masks. */
record MaskPictures(Path root) {
  static final int SIZE = 16;

  /** What a pixel holds. */
  interface Pixels {
    int at(int row, int column);
  }

  /** A square of 8 x 8 in the middle, with a ring of one pixel around it. */
  static Pixels square(int inside, int ring, int outside) {
    return (row, column) -> {
      int away = Math.max(distance(row), distance(column));
      return away == 0 ? inside : away == 1 ? ring : outside;
    };
  }

  private static int distance(int position) {
    return Math.max(0, Math.max(4 - position, position - 11));
  }

  static BufferedImage grey(Pixels pixels) {
    BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    fill(picture, pixels);
    return picture;
  }

  static BufferedImage palette(int[] colours, Pixels pixels) {
    IndexColorModel model =
        new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_INDEXED, model);
    fill(picture, pixels);
    return picture;
  }

  private static void fill(BufferedImage picture, Pixels pixels) {
    for (int i = 0; i < SIZE * SIZE; i++) {
      picture.getRaster().setSample(i % SIZE, i / SIZE, 0, pixels.at(i / SIZE, i % SIZE));
    }
  }

  static BufferedImage colours(Pixels pixels) {
    BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIZE * SIZE; i++) {
      picture.setRGB(i % SIZE, i / SIZE, pixels.at(i / SIZE, i % SIZE));
    }
    return picture;
  }

  Path write(String name, BufferedImage picture) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    // The writer that takes a file would keep what is longer in an older one.
    try (OutputStream out = Files.newOutputStream(file)) {
      ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), out);
    }
    return file;
  }

  /** An image and its mask, which is a picture of this format. */
  void pair(String name, String format, BufferedImage mask) throws IOException {
    write("images/" + name + ".png", grey((row, column) -> 10 * row + column));
    write("masks/" + name + "." + format, mask);
  }

  Dataset open() {
    return DatasetFolder.open(root, FolderOptions.usual());
  }

  /** How many pixels of the first sample have each of these labels. */
  List<Long> counts(int... labels) {
    long[] counts = first().labels().counts();
    return IntStream.of(labels).mapToObj(label -> counts[label]).toList();
  }

  Sample first() {
    return open().entries().get(0).read();
  }
}
