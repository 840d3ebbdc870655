package org.pixelwhy.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Clip;
import org.pixelwhy.model.card.MeanStd;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.model.card.ZeroMeanUnitVariance;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Precision;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class PictureNetworkTest {
  private static final Site LOGIT = new Site.Output(OutputSpace.LOGITS, 0);

  /** Smooth, so that differences see no kink. */
  private static Graph smooth() {
    return new Net(3)
        .input("image", 1, 1, "height", "width")
        .conv("first", "image", 1, 3, 3)
        .node("Sigmoid", "bent", "first")
        .conv("second", "bent", 3, 2, 3)
        .transpose("last", "second", 0, 2, 3, 1)
        .node("Tanh", "bent again", "last")
        .transpose("again", "bent again", 0, 3, 1, 2)
        .conv("logits", "again", 2, 1, 3)
        .graph("logits");
  }

  private static SegmentationModel model(Engine engine, List<Step> steps) {
    return Net.prepare(engine, smooth(), new PartialCard.Builder().preprocessing(steps).build());
  }

  /** Grey values whose sums with sixteenths single precision holds exactly. */
  private static Tensor grey(long seed, int side) {
    Random random = new Random(seed);
    float[] values = new float[side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = 40 + random.nextInt(170);
    }
    return Tensor.of(values, 1, 1, side, side);
  }

  private static PictureNetwork open(ModelRunner runner, Shape picture, Site site) {
    return PictureNetwork.open(runner, picture, site, Geometry.covering(picture));
  }

  private static Tensor seed(Shape map, int... cells) {
    float[] seed = new float[(int) map.size()];
    for (int cell : cells) {
      seed[cell] = 1;
    }
    return Tensor.of(seed, map.dims());
  }

  private static void equalsDifferences(Engine engine, List<Step> steps, Site site) {
    Tensor picture = grey(5, 8);
    try (ModelRunner runner = new ModelRunner(engine, model(engine, steps), Precision.DOUBLE);
        PictureNetwork program = open(runner, picture.shape(), site)) {
      int cell = site.channel() * 64 + 3 * 8 + 4;
      Tensor seed = seed(program.map(), cell);
      double[] gradient = program.run(picture, seed).gradient().toDoubles();
      double greatest = 0;
      for (double value : gradient) {
        greatest = Math.max(greatest, Math.abs(value));
      }
      assertTrue(greatest > 0);
      for (int i = 0; i < gradient.length; i++) {
        double up = program.run(moved(picture, i, 1f / 16), seed).map().get(cell);
        double down = program.run(moved(picture, i, -1f / 16), seed).map().get(cell);
        assertEquals((up - down) * 8, gradient[i], 1e-5 * greatest, "pixel " + i);
      }
    }
  }

  private static Tensor moved(Tensor picture, int i, float by) {
    float[] values = picture.toFloats();
    values[i] += by;
    return Tensor.of(values, picture.shape().dims());
  }

  @Test
  void gradientsOfGreyValuesEqualFiniteDifferences(Engine engine) {
    equalsDifferences(engine, List.of(new MeanStd(List.of(100.0), List.of(50.0))), LOGIT);
  }

  @Test
  void gradientsGoThroughStepsThatLookAtTheWholePicture(Engine engine) {
    equalsDifferences(engine, List.of(new ZeroMeanUnitVariance(false, 1e-6)), LOGIT);
  }

  @Test
  void gradientsOfLayersEqualFiniteDifferences(Engine engine) {
    List<Step> steps = List.of(new MeanStd(List.of(100.0), List.of(50.0)));
    equalsDifferences(engine, steps, new Site.LayerChannel("second", 1));
  }

  @Test
  void layersMayHaveTheirChannelsLast(Engine engine) {
    List<Step> steps = List.of(new MeanStd(List.of(100.0), List.of(50.0)));
    equalsDifferences(engine, steps, new Site.LayerChannel("bent again", 1));
  }

  @Test
  void noGradientArrivesWhereTheCardCutsValuesOff(Engine engine) {
    Tensor picture = grey(5, 8);
    List<Step> steps = List.of(new Clip(100, 150), new MeanStd(List.of(100.0), List.of(50.0)));
    try (ModelRunner runner = new ModelRunner(engine, model(engine, steps));
        PictureNetwork program = open(runner, picture.shape(), LOGIT)) {
      float[] gradient = program.run(picture, seed(program.map(), 28)).gradient().toFloats();
      int cutOff = 0;
      for (int i = 0; i < gradient.length; i++) {
        if (picture.get(i) < 100 || picture.get(i) > 150) {
          assertEquals(0, gradient[i]);
          cutOff++;
        }
      }
      assertTrue(cutOff > 10);
    }
  }

  @Test
  void unknownLayersAndChannelsAreNamed(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, model(engine, List.of()))) {
      Shape shape = Shape.of(1, 1, 8, 8);
      String layer =
          assertThrows(
                  InputException.class,
                  () -> open(runner, shape, new Site.LayerChannel("secnd", 0)))
              .getMessage();
      assertTrue(layer.startsWith("unknown layer 'secnd'") && layer.contains("second"), layer);
      String channel =
          assertThrows(
                  InputException.class,
                  () -> open(runner, shape, new Site.LayerChannel("second", 2)))
              .getMessage();
      assertEquals("there is no channel 2 in layer second; it has channels 0 to 1", channel);
    }
  }
}
