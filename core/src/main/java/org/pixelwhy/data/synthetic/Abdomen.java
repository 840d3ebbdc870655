package org.pixelwhy.data.synthetic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.pixelwhy.data.RandomStream;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;

/**
 * Pictures like axial CT slices through a pancreas, 128 x 128 grey pixels: body, fat, spine, liver,
 * spleen, kidneys, aorta, and loops of bowel that look like the pancreas. Only the pancreas is
 * labelled.
 *
 * <p>Grey, shape and size say nothing: pancreas and loops are drawn alike. The pancreas is the one
 * that lies in front of the aorta, along the bright vein; both move from image to image. The
 * context's deciding pixels are vein and aorta, the distractor the loops; the skin with the fat
 * below it is known as well.
 *
 * @param seed of all samples
 */
public record Abdomen(long seed) implements Generator {
  /** Rows and columns. */
  public static final int SIZE = 128;

  private static final double ORGAN = 128;
  private static final double VESSEL = 205;

  /** Fat below the skin, in pixels. */
  private static final double FAT = 5;

  private static final int LOOPS = 3;

  /** Then there is no room for another. */
  private static final int ATTEMPTS = 300;

  @Override
  public String name() {
    return "abdomen";
  }

  @Override
  public List<SegmentClass> classes() {
    return List.of(SegmentClass.background(), SegmentClass.of(1, "pancreas"));
  }

  @Override
  public SyntheticSample sample(int index) {
    Random random = RandomStream.of(seed, index);
    GreyCanvas canvas = new GreyCanvas(SIZE, i -> 4);
    double x = 64 + 6 * random.nextDouble() - 3;
    double y = 64 + 6 * random.nextDouble() - 3;
    Outline skin = new Outline(x, y, 54 + 4 * random.nextDouble(), 44 + 4 * random.nextDouble(), 0);
    Mask body = skin.mask(SIZE, 0.02, random);
    Mask inside =
        new Outline(x, y, skin.longer() - FAT, skin.shorter() - FAT, 0).mask(SIZE, 0.01, random);
    canvas.paint(body, i -> 55);
    float[] clouds = Texture.clouds(SIZE, 20, random);
    canvas.paint(inside, i -> 78 + 7 * clouds[i]);
    Mask organs = organs(canvas, x, y, inside, random);

    double aortaX = x - 10 + 24 * random.nextDouble();
    double aortaY = y + 12 + 6 * random.nextDouble();
    Mask aorta = new Outline(aortaX, aortaY, 4.5, 4.5, 0).mask(SIZE);
    double turn = 0.7 * random.nextDouble() - 0.35;
    double along = aortaX + 12 * random.nextDouble() - 6;
    double middle = aortaY - 12 - 3 * random.nextDouble();
    Mask pancreas = soft(along, middle, turn, random);
    // Half of the pancreas' width and its own further down, across the turn.
    Mask vein =
        new Outline(along - 7.5 * Math.sin(turn), middle + 7.5 * Math.cos(turn), 15, 1.6, turn)
            .mask(SIZE)
            .minus(pancreas);
    canvas.paint(pancreas, grey(random));
    Mask vessels = union(aorta, vein);
    canvas.paint(vessels, i -> VESSEL);

    Mask taken = union(organs, union(pancreas, vessels));
    Mask loops = loops(canvas, inside, taken, random);
    return finished(index, canvas, random, pancreas, regions(vessels, loops, body.minus(inside)));
  }

  private static Map<String, Mask> regions(Mask vessels, Mask loops, Mask skin) {
    Map<String, Mask> regions = new LinkedHashMap<>();
    regions.put("vein and aorta", vessels);
    regions.put("loops of bowel", loops);
    regions.put("skin and fat", skin);
    return regions;
  }

  private SyntheticSample finished(
      int index, GreyCanvas canvas, Random random, Mask pancreas, Map<String, Mask> regions) {
    canvas.soften();
    float[] noise = Texture.noise(SIZE, random);
    canvas.add(Mask.full(SIZE, SIZE), i -> 5 * noise[i]);
    return new SyntheticSample(
        new Sample(nameOf(index), canvas.image(), LabelMap.of(pancreas), regions),
        new EssentialContext(
            pancreas, regions.get("vein and aorta"), regions.get("loops of bowel")));
  }

  /** Paints spine, liver, spleen and kidneys. */
  private static Mask organs(GreyCanvas canvas, double x, double y, Mask inside, Random random) {
    Mask liver =
        new Outline(x - 32, y - 4 + 4 * random.nextDouble(), 18, 24, 0.3).mask(SIZE, 0.08, random);
    Mask spleen =
        new Outline(x + 39, y + 6 + 4 * random.nextDouble(), 15, 7, 1.8).mask(SIZE, 0.08, random);
    Mask spine = new Outline(x, y + 30, 9, 7, 0).mask(SIZE, 0.05, random);
    canvas.paint(liver.and(inside), i -> 150);
    canvas.paint(spleen.and(inside), i -> 140);
    Mask organs = union(liver, union(spleen, spine));
    for (int side : new int[] {-1, 1}) {
      Mask kidney =
          new Outline(x + side * 25, y + 24, 9, 6, side * 0.9)
              .mask(SIZE, 0.06, random)
              .minus(spleen)
              .minus(liver);
      canvas.paint(kidney.and(inside), i -> 170);
      organs = union(organs, kidney);
    }
    canvas.paint(spine, i -> 230);
    return organs;
  }

  /** The outline of a pancreas, or of a loop of bowel. */
  private static Mask soft(double x, double y, double turn, Random random) {
    double longer = 12 + 4 * random.nextDouble();
    double shorter = 4.5 + random.nextDouble();
    return new Outline(x, y, longer, shorter, turn).mask(SIZE, 0.15, random);
  }

  /** The grey of a pancreas, or of a loop of bowel. */
  private static IntToDoubleFunction grey(Random random) {
    double grey = ORGAN + 10 * random.nextDouble() - 5;
    float[] patches = Texture.patches(SIZE, 4, random);
    return i -> grey + 4 * patches[i];
  }

  /** Paints loops of bowel where nothing else is. */
  private static Mask loops(GreyCanvas canvas, Mask inside, Mask taken, Random random) {
    int[] pixels = inside.indices();
    Mask all = Mask.empty(SIZE, SIZE);
    int open = LOOPS;
    for (int attempt = 0; attempt < ATTEMPTS && open > 0; attempt++) {
      int centre = pixels[random.nextInt(pixels.length)];
      double turn = 0.7 * random.nextDouble() - 0.35;
      Mask loop = soft(centre % SIZE + 0.5, centre / SIZE + 0.5, turn, random);
      boolean free = loop.minus(inside).isEmpty() && loop.and(union(taken, all)).isEmpty();
      if (free) {
        canvas.paint(loop, grey(random));
        all = union(all, loop);
        open--;
      }
    }
    return all;
  }

  private static Mask union(Mask one, Mask other) {
    return Mask.of(one.extents(), i -> one.get(i) || other.get(i));
  }
}
