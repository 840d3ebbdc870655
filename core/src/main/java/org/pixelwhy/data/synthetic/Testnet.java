package org.pixelwhy.data.synthetic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.pixelwhy.data.RandomStream;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.image.Ellipse;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Polygon;
import org.pixelwhy.image.Rectangle;

/**
 * Grey shapes on black, 240 x 240 pixels, one channel, values 0 or 100 to 255: a cross and a
 * triangle on the left, on the right a circle or a square, one half each. Circle: the triangle is
 * the segment; square: the cross.
 *
 * <p>What decides is thus outside the segment: a good explanation shows the segmented shape and the
 * shape on the right. Positions are drawn from 21 whole pixels along each axis, sizes from 0.8 to
 * 1.2 times the usual, each shape by itself; shapes never overlap.
 *
 * <p>After the testnet of interpret-segmentation (Andermatt 2018); a pixel belongs to a shape where
 * its centre does.
 *
 * <p>With {@link Rule#TRIANGLE} the same images ask for less: the triangle is the segment whatever
 * lies on the right, so that a network has no need to look there.
 *
 * @param seed of all samples
 * @param rule which shape is the segment
 */
public record Testnet(long seed, Rule rule) implements Generator {
  /** Rows and columns. */
  public static final int SIZE = 240;

  private static final int JITTER = 21;

  /** Which shape is the segment. */
  public enum Rule {
    /** As the shape on the right says. */
    CONTEXT,
    /** Always the triangle. */
    TRIANGLE
  }

  /** The usual testnet. */
  public Testnet(long seed) {
    this(seed, Rule.CONTEXT);
  }

  @Override
  public String name() {
    return "testnet";
  }

  @Override
  public List<SegmentClass> classes() {
    return List.of(SegmentClass.background(), SegmentClass.of(1, "segment"));
  }

  @Override
  public SyntheticSample sample(int index) {
    Random random = RandomStream.of(seed, index);
    boolean circle = random.nextBoolean();
    float[] values = new float[SIZE * SIZE];
    Mask cross = paint(values, cross(random), random);
    Mask triangle = paint(values, triangle(random), random);
    Mask right = paint(values, circle ? circle(random) : square(random), random);
    boolean first = circle || rule == Rule.TRIANGLE;
    Mask segment = first ? triangle : cross;
    Mask other = first ? cross : triangle;
    boolean decides = rule == Rule.CONTEXT;
    Image image = new Image(1, SIZE, SIZE, values, 255);
    return new SyntheticSample(
        new Sample(nameOf(index), image, LabelMap.of(segment), regions(right, other)),
        new EssentialContext(segment, decides ? right : Mask.empty(SIZE, SIZE), other));
  }

  private static Map<String, Mask> regions(Mask right, Mask other) {
    Map<String, Mask> regions = new LinkedHashMap<>();
    regions.put("shape on the right", right);
    regions.put("other shape", other);
    return regions;
  }

  /** Draws a shape in a random grey. */
  private static Mask paint(float[] values, Mask shape, Random random) {
    int grey = 100 + random.nextInt(156);
    for (int i : shape.indices()) {
      values[i] = grey;
    }
    return shape;
  }

  private static Mask cross(Random random) {
    double x = 40 + random.nextInt(JITTER);
    double y = 20 + random.nextInt(JITTER);
    double scale = scale(random);
    Mask down = new Rectangle(x, y, 10 * scale, 40 * scale).mask(SIZE, SIZE);
    Mask across =
        new Rectangle(x - 15 * scale, y + 15 * scale, 40 * scale, 10 * scale).mask(SIZE, SIZE);
    return Mask.of(down.extents(), i -> down.get(i) || across.get(i));
  }

  private static Mask triangle(Random random) {
    double x = 20 + random.nextInt(JITTER);
    double y = 110 + random.nextInt(JITTER);
    double side = 50 * scale(random);
    return Polygon.of(new double[] {x, x + side, x + side / 2}, new double[] {y, y, y + side})
        .mask(SIZE, SIZE);
  }

  private static Mask circle(Random random) {
    double x = 120 + random.nextInt(JITTER);
    double y = 70 + random.nextInt(JITTER);
    double diameter = 50 * scale(random);
    return new Ellipse(x, y, diameter, diameter).mask(SIZE, SIZE);
  }

  private static Mask square(Random random) {
    double x = 120 + random.nextInt(JITTER);
    double y = 70 + random.nextInt(JITTER);
    double side = 30 * scale(random);
    return new Rectangle(x, y, side, side).mask(SIZE, SIZE);
  }

  private static double scale(Random random) {
    return 0.8 + 0.4 * random.nextDouble();
  }
}
