package org.pixelwhy.data.synthetic;

import java.util.List;
import java.util.Random;
import org.pixelwhy.data.RandomStream;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;

/**
 * Pictures like axial CT slices of a liver with darker tumours, 128 x 128 grey pixels: body, fat,
 * spine, aorta, spleen, stomach, a liver with vessels and one to three tumours. Only the tumours
 * are labelled.
 *
 * <p>A tumour is a dark place <em>in the liver</em>: the context's deciding pixels are those of the
 * liver around it. The distractor is the stomach, dark and outside. The same seed with another
 * shape of tumours gives the same body.
 *
 * @param seed of all samples
 * @param tumours what they look like
 */
public record Livers(long seed, TumourShape tumours) implements Generator {
  /** Rows and columns. */
  public static final int SIZE = 128;

  private static final int[] EXTENTS = {SIZE, SIZE};
  private static final double TISSUE = 105;
  private static final double LIVER = 150;

  /** Pixels that tumours keep between them. */
  private static final int APART = 3;

  /** How far around a tumour the liver decides that it is one. */
  private static final int AROUND = 6;

  /** Then there is no room for another. */
  private static final int ATTEMPTS = 500;

  /** Keeps the tumours' stream apart from that of the body. */
  private static final long TUMOURS = 1;

  @Override
  public String name() {
    return "livers";
  }

  @Override
  public List<SegmentClass> classes() {
    return List.of(SegmentClass.background(), SegmentClass.of(1, "tumour"));
  }

  @Override
  public SyntheticSample sample(int index) {
    Random random = RandomStream.of(seed, index);
    GreyCanvas canvas = new GreyCanvas(SIZE, i -> 4);
    Mask stomach = body(canvas, random);
    Mask liver = liver(canvas, random);
    Mask segment = tumours(canvas, liver, RandomStream.of(seed, index, TUMOURS));
    canvas.soften();
    float[] noise = Texture.noise(SIZE, random);
    float[] grain = Texture.patches(SIZE, 2, random);
    canvas.add(Mask.full(SIZE, SIZE), i -> 5 * noise[i] + 4 * grain[i]);
    EssentialContext context =
        new EssentialContext(segment, around(segment, liver), stomach.minus(liver));
    return new SyntheticSample(
        new Sample(
            nameOf(index),
            canvas.image(),
            LabelMap.of(segment),
            context.regions("liver around", "stomach")),
        context);
  }

  /** Paints all but the liver; the result is the stomach. */
  private static Mask body(GreyCanvas canvas, Random random) {
    double width = 56 + 4 * random.nextDouble();
    double height = 42 + 4 * random.nextDouble();
    canvas.paint(new Outline(64, 64, width, height, 0).mask(SIZE, 0.03, random), i -> 55);
    Mask inside = new Outline(64, 64, width - 5, height - 5, 0).mask(SIZE, 0.02, random);
    float[] organs = Texture.clouds(SIZE, 20, random);
    canvas.paint(inside, i -> TISSUE - 25 + 12 * organs[i]);
    Mask stomach =
        new Outline(86 + 4 * random.nextDouble(), 48, 14, 9 + 3 * random.nextDouble(), 0.6)
            .mask(SIZE, 0.1, random);
    double content = 88 + 14 * random.nextDouble();
    canvas.paint(stomach.and(inside), i -> content);
    Mask spleen =
        new Outline(102, 76 + 4 * random.nextDouble(), 14, 7, 1.9).mask(SIZE, 0.08, random);
    canvas.paint(spleen.and(inside), i -> 140);
    canvas.paint(new Outline(64, 90, 9, 7, 0).mask(SIZE, 0.05, random), i -> 225);
    canvas.paint(new Outline(64, 93, 3, 3, 0).mask(SIZE), i -> 115);
    canvas.paint(new Outline(70, 79, 4, 4, 0).mask(SIZE), i -> 190);
    return stomach.and(inside);
  }

  /** Paints the liver with its vessels. */
  private static Mask liver(GreyCanvas canvas, Random random) {
    double x = 42 + 4 * random.nextDouble();
    double y = 58 + 4 * random.nextDouble();
    double length = 29 + 4 * random.nextDouble();
    double width = 20 + 4 * random.nextDouble();
    Mask liver =
        new Outline(x, y, length, width, 0.5 - 0.4 * random.nextDouble()).mask(SIZE, 0.09, random);
    double grey = LIVER + 14 * random.nextDouble() - 7;
    float[] patches = Texture.clouds(SIZE, 16, random);
    canvas.paint(liver, i -> grey + 4 * patches[i]);
    for (int vessel = 0; vessel < 5; vessel++) {
      double turn = Math.PI * random.nextDouble();
      Outline tube =
          new Outline(x + 12 * random.nextGaussian(), y + 8 * random.nextGaussian(), 9, 1.1, turn);
      canvas.paint(tube.mask(SIZE).and(liver), i -> grey + 24);
    }
    return liver;
  }

  private Mask tumours(GreyCanvas canvas, Mask liver, Random random) {
    Mask all = Mask.empty(EXTENTS);
    int count = tumours == TumourShape.NONE ? 0 : 1 + random.nextInt(3);
    for (int attempt = 0; attempt < ATTEMPTS && count > 0; attempt++) {
      Mask whole = tumour(liver, random);
      // Cut off by the liver's edge, or grown into another, it would lose its shape.
      boolean apart = near(whole, APART).and(all).isEmpty();
      if (apart && whole.minus(liver).isEmpty()) {
        paint(canvas, whole, random);
        Mask before = all;
        all = Mask.of(EXTENTS, p -> before.get(p) || whole.get(p));
        count--;
      }
    }
    return all;
  }

  /** One at a random place of the liver, perhaps beyond its edge. */
  private Mask tumour(Mask liver, Random random) {
    int[] pixels = liver.indices();
    int centre = pixels[random.nextInt(pixels.length)];
    double radius = 3.5 + 4.5 * random.nextDouble();
    double ratio = 1;
    if (tumours == TumourShape.ELONGATED) {
      ratio = 3 + 2 * random.nextDouble();
    } else if (tumours == TumourShape.REAL_LIKE) {
      ratio = 1 + 0.5 * random.nextDouble();
    }
    Outline outline =
        new Outline(
            centre % SIZE + 0.5,
            centre / SIZE + 0.5,
            radius * Math.sqrt(ratio),
            radius / Math.sqrt(ratio),
            Math.PI * random.nextDouble());
    return outline.mask(SIZE, tumours == TumourShape.REAL_LIKE ? 0.18 : 0, random);
  }

  private void paint(GreyCanvas canvas, Mask tumour, Random random) {
    if (tumours != TumourShape.REAL_LIKE) {
      canvas.add(tumour, i -> -35);
      return;
    }
    double contrast = 20 + 30 * random.nextDouble();
    float[] patches = Texture.patches(SIZE, 5, random);
    Mask border = tumour.border();
    Mask core = tumour.minus(border);
    boolean rim = random.nextDouble() < 0.3;
    canvas.add(border, i -> rim ? 10 : -contrast / 3);
    canvas.add(core, i -> -contrast + 6 * patches[i]);
    canvas.add(core.minus(core.border()), i -> -contrast / 4);
  }

  /** The liver within six pixels of the tumours, without them. */
  private static Mask around(Mask segment, Mask liver) {
    return near(segment, AROUND).and(liver).minus(segment);
  }

  /** The pixels within a distance of a mask, its own included. */
  private static Mask near(Mask mask, int reach) {
    boolean[] near = new boolean[SIZE * SIZE];
    for (int pixel : mask.indices()) {
      for (int dy = -reach; dy <= reach; dy++) {
        for (int dx = -reach; dx <= reach; dx++) {
          int row = pixel / SIZE + dy;
          int column = pixel % SIZE + dx;
          boolean exists = row >= 0 && row < SIZE && column >= 0 && column < SIZE;
          if (exists && dy * dy + dx * dx <= reach * reach) {
            near[row * SIZE + column] = true;
          }
        }
      }
    }
    return Mask.of(EXTENTS, i -> near[i]);
  }
}
