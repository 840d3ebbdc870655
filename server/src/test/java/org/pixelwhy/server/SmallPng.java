package org.pixelwhy.server;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Pictures for the documentation, of half the bytes: a palette of the colours that most pixels
 * have, and of those that are furthest from these, so that small maps keep theirs.
 */
final class SmallPng {
  private static final int COLORS = 256;
  private static final int FREQUENT = 96;

  private SmallPng() {}

  static void write(byte[] png, Path file) throws IOException {
    BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
    int width = full.getWidth();
    int height = full.getHeight();
    int[] pixels = full.getRGB(0, 0, width, height, null, 0, width);
    int[] palette = palette(pixels);
    IndexColorModel model = new IndexColorModel(8, palette.length, palette, 0, false, -1, 0);
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    Map<Integer, Integer> nearest = new HashMap<>();
    for (int i = 0; i < pixels.length; i++) {
      int index = nearest.computeIfAbsent(pixels[i], color -> nearest(palette, color));
      small.getRaster().setSample(i % width, i / width, 0, index);
    }
    ImageIO.write(small, "png", file.toFile());
  }

  private static int[] palette(int[] pixels) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel, 1, Integer::sum);
    }
    int[] colors =
        counts.keySet().stream()
            .sorted(Comparator.<Integer>comparingInt(counts::get).reversed().thenComparing(c -> c))
            .mapToInt(c -> c)
            .toArray();
    int[] palette = Arrays.copyOf(colors, Math.min(COLORS, colors.length));
    int[] away = new int[colors.length];
    Arrays.fill(away, Integer.MAX_VALUE);
    for (int size = 1; size < palette.length; size++) {
      int furthest = 0;
      for (int i = 0; i < colors.length; i++) {
        away[i] = Math.min(away[i], distance(colors[i], palette[size - 1]));
        furthest = away[i] > away[furthest] ? i : furthest;
      }
      palette[size] = size < FREQUENT ? palette[size] : colors[furthest];
    }
    return palette;
  }

  private static int nearest(int[] palette, int color) {
    int best = 0;
    for (int i = 1; i < palette.length; i++) {
      best = distance(palette[i], color) < distance(palette[best], color) ? i : best;
    }
    return best;
  }

  private static int distance(int one, int other) {
    int sum = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int difference = (one >> shift & 255) - (other >> shift & 255);
      sum += difference * difference;
    }
    return sum;
  }
}
