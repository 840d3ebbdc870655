package org.pixelwhy.radiomics.shape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The table of triangles that most programs use, {@code triangles.txt}: of sets of corners that
 * hold the last one the complement's triangles are taken, turned around. What touches across a
 * diagonal is not treated alike everywhere, so that areas and volumes depend a little on how a
 * shape lies.
 */
final class PublishedTriangles {
  /** The bits of the table's corners, which go around each slice. */
  private static final int[] CORNERS = {0, 1, 3, 2, 4, 5, 7, 6};

  private static final int[][] EDGES = {
    {0, 1}, {1, 2}, {2, 3}, {3, 0}, {4, 5}, {5, 6}, {6, 7}, {7, 4}, {0, 4}, {1, 5}, {2, 6}, {3, 7}
  };

  private static final int BASE = 12;

  private PublishedTriangles() {}

  /** The triangles of all cases, as those of {@link CubeCases}. */
  static double[][][] all() {
    double[][][] cases = new double[256][][];
    List<String> lines = lines();
    for (int set = 0; set < lines.size(); set++) {
      String line = lines.get(set);
      double[][] own = new double[line.length() / 3][];
      double[][] turned = new double[own.length][];
      for (int t = 0; t < own.length; t++) {
        double[] a = middle(line.charAt(3 * t));
        double[] b = middle(line.charAt(3 * t + 1));
        double[] c = middle(line.charAt(3 * t + 2));
        own[t] = triangle(a, b, c);
        turned[t] = triangle(a, c, b);
      }
      int bits = bits(set);
      cases[bits] = own;
      cases[255 ^ bits] = turned;
    }
    return cases;
  }

  private static List<String> lines() {
    try (InputStream in = PublishedTriangles.class.getResourceAsStream("triangles.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int bits(int set) {
    int bits = 0;
    for (int corner = 0; corner < CORNERS.length; corner++) {
      bits |= (set >> corner & 1) << CORNERS[corner];
    }
    return bits;
  }

  private static double[] middle(char edge) {
    int[] ends = EDGES[Character.digit(edge, BASE)];
    double[] middle = new double[3];
    for (int end : ends) {
      int corner = CORNERS[end];
      middle[0] += (corner >> 2 & 1) / 2.0;
      middle[1] += (corner >> 1 & 1) / 2.0;
      middle[2] += (corner & 1) / 2.0;
    }
    return middle;
  }

  private static double[] triangle(double[] a, double[] b, double[] c) {
    return new double[] {a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2], 1};
  }
}
