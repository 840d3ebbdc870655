package org.pixelwhy.radiomics.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.radiomics.feature.Formulas;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.radiomics.voxels.Block;

/**
 * The shape of a picture's region. Its outline runs halfway between pixel centres (marching
 * squares); pixels that touch across a corner only stay apart.
 */
public final class FlatShape {
  private static final String POINT = "it is a single pixel, which has no axes";

  static final Formulas<FlatShape> FORMULAS =
      new Formulas<FlatShape>()
          .number("shape2d_area", s -> s.area)
          .number("shape2d_pixel_area", FlatShape::pixelArea)
          .number("shape2d_perimeter", s -> s.perimeter)
          .number("shape2d_perimeter_area_ratio", s -> s.perimeter / s.area)
          .number("shape2d_sphericity", s -> 2 * Math.sqrt(Math.PI * s.area) / s.perimeter)
          .number("shape2d_max_diameter", FlatShape::diameter)
          .value("shape2d_major", s -> s.axis(s.axes.major()))
          .value("shape2d_minor", s -> s.axis(s.axes.minor()))
          .value("shape2d_elongation", s -> s.axis(s.axes.elongation()));

  private final Block block;
  private final PrincipalAxes axes;
  private final int pixels;
  private double area;
  private double perimeter;

  private FlatShape(Block block, boolean unbiased) {
    this.block = block;
    this.axes = PrincipalAxes.of(block, unbiased);
    this.pixels = block.volume();
    double height = block.spacing()[1];
    double width = block.spacing()[2];
    double diagonal = Math.hypot(height, width) / 2;
    for (int row = -1; row < block.size()[1]; row++) {
      int left = 0;
      for (int column = -1; column < block.size()[2]; column++) {
        int right = side(row, column + 1);
        square(left | right << 1, diagonal);
        left = right;
      }
    }
  }

  /** Two pixel centres of a column, as the left corners of a square. */
  private int side(int row, int column) {
    return (block.holds(0, row, column) ? 0b0001 : 0)
        | (block.holds(0, row + 1, column) ? 0b0100 : 0);
  }

  /**
   * All of them.
   *
   * @param block of one slice whose rows and columns have a known spacing
   */
  public static List<Measurement> measure(Block block) {
    return FORMULAS.of(new FlatShape(block, true));
  }

  /** One of them, with covariances divided by the number of pixels where that is asked for. */
  public static Value value(String id, Block block, boolean unbiased) {
    return FORMULAS.value(id, new FlatShape(block, unbiased));
  }

  /** All of them undefined. */
  public static List<Measurement> undefined(String reason) {
    return FORMULAS.undefined(Optional.empty(), reason);
  }

  /** Adds what of outline and inside lies between four pixel centres. */
  private void square(int corners, double diagonal) {
    double height = block.spacing()[1];
    double width = block.spacing()[2];
    double cell = height * width;
    switch (Integer.bitCount(corners)) {
      case 1 -> add(cell / 8, diagonal);
      case 2 -> {
        switch (corners) {
          case 0b0011, 0b1100 -> add(cell / 2, width);
          case 0b0101, 0b1010 -> add(cell / 2, height);
          default -> add(cell / 4, 2 * diagonal);
        }
      }
      case 3 -> add(cell * 7 / 8, diagonal);
      case 4 -> add(cell, 0);
      default -> add(0, 0);
    }
  }

  private void add(double inside, double outline) {
    area += inside;
    perimeter += outline;
  }

  private double pixelArea() {
    return pixels * block.spacing()[1] * block.spacing()[2];
  }

  private double diameter() {
    List<int[]> outline = new ArrayList<>();
    for (int[] end : FlatHull.corners(LineEnds.of(block), 0)) {
      outline.add(new int[] {0, end[1] - 1, end[2]});
      outline.add(new int[] {0, end[1] + 1, end[2]});
      outline.add(new int[] {0, end[1], end[2] - 1});
      outline.add(new int[] {0, end[1], end[2] + 1});
    }
    double[] spacing = {0, block.spacing()[1], block.spacing()[2]};
    return Vertices.diameter(outline, spacing);
  }

  private Value axis(double value) {
    return pixels == 1 ? Value.undefined(POINT) : Value.of(value);
  }
}
