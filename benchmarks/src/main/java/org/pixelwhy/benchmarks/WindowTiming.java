package org.pixelwhy.benchmarks;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.ModelPreparation;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.OutputTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/**
 * Times windows against whole runs, by turns, so that other load concerns both alike. Prints for
 * each case the share of wall-clock time and of processor time that windows take: the median over
 * rounds.
 */
public final class WindowTiming {
  private static final int CHANGES = 8;
  private static final int WINDOW = 15;

  private final Engine engine;

  private WindowTiming(Engine engine) {
    this.engine = engine;
  }

  /**
   * Runs the cases.
   *
   * @param arguments methods that read gradients; without any, covered windows are timed
   */
  public static void main(String[] arguments) {
    try (Engine engine = Engine.open()) {
      WindowTiming timing = new WindowTiming(engine);
      if (arguments.length == 0) {
        timing.forward(4, 16, 512, 0);
        timing.forward(4, 16, 512, 60);
        timing.forward(5, 64, 256, 0);
      }
      for (String method : arguments) {
        timing.backward(method);
      }
    }
  }

  private SegmentationModel unet(int depth, int channels) {
    UNetOptions options = UNetOptions.defaults().withDepth(depth).withChannels(channels);
    byte[] file = OnnxWriter.toBytes(UNet.graph(options, 1));
    return ModelPreparation.prepare(engine, OnnxReader.read(file), PartialCard.EMPTY);
  }

  private static Tensor image(int size) {
    Random random = new Random(1);
    float[] values = new float[3 * size * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return Tensor.of(values, 1, 3, size, size);
  }

  /** Covered windows; with a region, those that lie within its reach. */
  private void forward(int depth, int channels, int size, int region) {
    Tensor image = image(size);
    try (ModelRunner runner = new ModelRunner(engine, unet(depth, channels));
        Evaluation at = runner.evaluate(image)) {
      int middle = size / 2;
      Mask mask =
          Mask.of(
              new int[] {size, size},
              i ->
                  Math.abs(i / size - middle) < region / 2
                      && Math.abs(i % size - middle) < region / 2);
      Optional<FrozenTarget> target =
          region == 0
              ? Optional.empty()
              : Optional.of(
                  Question.of(new OutputTarget(mask, OptionalInt.of(0), "region"))
                      .freeze(at.prediction()));
      int spread = region == 0 ? size - WINDOW : region;
      var windows = at.perturbations(target, new int[] {WINDOW, WINDOW});
      System.out.println(windows.notes());
      int together = at.batches().size();
      Turns.report(
          Text.format(
              "depth %d, %d channels, %d x %d, region %d", depth, channels, size, size, region),
          () -> at.batches().stream(covered(image, size, spread), together, output -> {}),
          () -> windows.stream(covered(image, size, spread), together, output -> {}));
    }
  }

  private static Iterator<Tensor> covered(Tensor image, int size, int spread) {
    float[] values = image.toFloats();
    Random random = new Random(2);
    return IntStream.range(0, CHANGES)
        .mapToObj(
            i -> {
              float[] changed = values.clone();
              int top = (size - spread) / 2 + random.nextInt(spread - WINDOW + 1);
              int left = (size - spread) / 2 + random.nextInt(spread - WINDOW + 1);
              for (int row = 0; row < 3 * WINDOW; row++) {
                int from = ((row / WINDOW * size) + top + row % WINDOW) * size + left;
                Arrays.fill(changed, from, from + WINDOW, 0);
              }
              return Tensor.of(changed, image.shape().dims());
            })
        .iterator();
  }

  /** A further question about one pixel, against one about the whole output. */
  private void backward(String id) {
    int size = 256;
    Attributor method = Catalogue.method(id).attributor(new Method.Settings(List.of("auto"), 1));
    try (ModelRunner runner = new ModelRunner(engine, unet(5, 64));
        Evaluation at = runner.evaluate(image(size))) {
      Random random = new Random(3);
      Question whole = Question.of(new ImageTarget(0));
      Turns.report(
          id + " of one pixel, depth 5, 64 channels, 256 x 256",
          () -> method.explain(at, whole),
          () -> {
            int pixel = random.nextInt(size * size);
            method.explain(at, Question.of(new OutputPixel(pixel, OptionalInt.of(0))));
          });
    }
  }
}
