package org.pixelwhy.data.synthetic;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.pixelwhy.data.RandomStream;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;

/**
 * Textured objects of two classes on a textured background, 128 x 128 grey pixels, marked with a
 * probability p: pebbles (round, coarse patches) and stars (pointed, fine patches). The marking is
 * a texture of line segments at 135 degrees (from the upper left to the lower right) of random
 * positions and intensities, all over the objects of a marked image.
 *
 * <p>A network trained where p is high may look for the marking instead of the objects; the same
 * seed with p = 0 gives the same images without it, which shows whether it does. The context's
 * distractor is the marking.
 *
 * <p>After the controlled experiment of Couteaux et al.: Towards interpretability of segmentation
 * networks by analyzing DeepDreams, 2019, with shapes in place of cats and dogs.
 *
 * @param seed of all samples
 * @param probability of a marking, from 0 to 1
 */
public record Marked(long seed, double probability) implements Generator {
  /** Rows and columns. */
  public static final int SIZE = 128;

  private static final int BACKGROUND = 110;

  /** Keeps the marking's stream apart from that of the objects. */
  private static final long MARKING = 1;

  public Marked {
    Marking.require(probability);
  }

  @Override
  public String name() {
    return "marked";
  }

  @Override
  public List<SegmentClass> classes() {
    return List.of(
        SegmentClass.background(), SegmentClass.of(1, "pebble"), SegmentClass.of(2, "star"));
  }

  @Override
  public SyntheticSample sample(int index) {
    Random random = RandomStream.of(seed, index);
    float[] light = Texture.clouds(SIZE, 48, random);
    float[] grain = Texture.patches(SIZE, 3, random);
    GreyCanvas canvas = new GreyCanvas(SIZE, i -> BACKGROUND + 18 * light[i] + 9 * grain[i]);
    byte[] classes = new byte[SIZE * SIZE];
    boolean left = random.nextBoolean();
    int objects = 1 + random.nextInt(2);
    for (int i = 0; i < objects; i++) {
      boolean star = random.nextBoolean();
      double middle = SIZE * (left == (i == 0) ? 0.28 : 0.72) + 10 * random.nextDouble() - 5;
      Mask object = star ? star(middle, random) : pebble(middle, random);
      float[] patches = Texture.patches(SIZE, star ? 4 : 11, random);
      double offset = star ? 28 : -22;
      canvas.paint(object, p -> BACKGROUND + offset + 20 * patches[p] + 6 * light[p]);
      for (int pixel : object.indices()) {
        classes[pixel] = (byte) (star ? 2 : 1);
      }
    }
    canvas.soften();
    LabelMap labels = new LabelMap(SIZE, SIZE, classes);
    Mask segment = Mask.of(new int[] {SIZE, SIZE}, i -> classes[i] != 0);
    Random marking = RandomStream.of(seed, index, MARKING);
    boolean marked = marking.nextDouble() < probability;
    Mask lines = marked ? mark(canvas, segment, marking) : Mask.empty(SIZE, SIZE);
    Image image = canvas.image();
    return new SyntheticSample(
        new Sample(nameOf(index), image, labels, Map.of(Marking.REGION, lines)),
        new EssentialContext(segment, Mask.empty(SIZE, SIZE), lines));
  }

  private static Mask pebble(double x, Random random) {
    double y = SIZE * (0.3 + 0.4 * random.nextDouble());
    double longer = 15 + 9 * random.nextDouble();
    double shorter = longer * (0.7 + 0.3 * random.nextDouble());
    return new Outline(x, y, longer, shorter, Math.PI * random.nextDouble())
        .mask(SIZE, 0.12, random);
  }

  private static Mask star(double x, Random random) {
    double y = SIZE * (0.3 + 0.4 * random.nextDouble());
    double longer = 19 + 9 * random.nextDouble();
    return new Outline(x, y, longer, 0.5 * longer, Math.PI * random.nextDouble())
        .star(SIZE, 5 + random.nextInt(3));
  }

  private static Mask mark(GreyCanvas canvas, Mask objects, Random random) {
    LineMarking marking = LineMarking.draw(objects, random);
    canvas.paint(marking.lines(), p -> marking.greys()[p]);
    return marking.lines();
  }
}
