package org.pixelwhy.attribution.relevance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** DeepLIFT by the rules that keep the sum, on small U-Nets of every style. */
@ExtendWith(EngineExtension.class)
class CompleteDeepLiftTest {
  private static final Tensor PICTURE = Net.noise(11, 1, 2, 16, 16);

  @ParameterizedTest
  @EnumSource(Block.class)
  void contributionsSumToTheChangeOfTheTarget(Block block, Engine engine) {
    Tensor uneven = Net.noise(12, 1, 2, 16, 16);
    for (Baseline baseline : List.of(Baseline.ZERO, new Baseline.Given(uneven))) {
      for (Target target : List.of(new ImageTarget(1), new OutputPixel(85, OptionalInt.of(0)))) {
        assertEquals(0, gap(engine, block.unet(), baseline, target), 0.01, block + " " + baseline);
      }
    }
  }

  /** How much the contributions miss the change of the target, as a share of it. */
  private static double gap(Engine engine, Graph graph, Baseline baseline, Target target) {
    DeepLift.Options options =
        DeepLift.Options.defaults().withBaseline(baseline).withRescaled(DeepLiftRules.COMPLETE);
    Question question = new Question(target, Reduction.SUM, OutputSpace.LOGITS);
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(PICTURE);
        Evaluation there = runner.evaluate(baseline.of(PICTURE))) {
      Tensor map = new DeepLift(options).explain(at, question).get(0).values();
      Tensor weights = question.weights(at.prediction());
      double change =
          question.value(at.prediction(), weights) - question.value(there.prediction(), weights);
      assertTrue(Math.abs(change) > 1e-3, "no change to explain");
      return (Arrays.stream(map.toDoubles()).sum() - change) / change;
    }
  }

  /** As in masked attention: what is -infinity at image and baseline alike has no share. */
  @Test
  void whatAMaskTakesOutOfASoftmaxCountsForNothing(Engine engine) {
    Graph graph =
        new Net(4)
            .input("x", 1, 2, 16, 16)
            .conv("c", "x", 2, 3, 3)
            .constant("kept", Tensor.of(new float[] {1, 0, 1}, 1, 3, 1, 1))
            .node("Log", "mask", "kept")
            .node("Add", "masked", "c", "mask")
            .node("Softmax", "s", Map.of("axis", Attribute.of(1)), "masked")
            .conv("y", "s", 3, 2, 1)
            .graph("y");
    assertEquals(0, gap(engine, graph, Baseline.ZERO, new ImageTarget(1)), 0.01);
  }

  @Test
  void aMapThatMissesTheChangeWarnsAndNamesTheWayOut(Engine engine) {
    Explained captum = Explained.by(deepLift(false), engine, Block.RELU6.unet(), PICTURE);
    List<String> warnings = captum.maps().get(0).extras().warnings();
    assertTrue(warnings.get(0).startsWith("contributions do not sum to what they share out"));
    assertTrue(warnings.get(0).contains("rescaled=all"), warnings.get(0));
    Attribution all =
        Explained.by(deepLift(true), engine, Block.RELU6.unet(), PICTURE).maps().get(0);
    assertEquals(List.of(), all.extras().warnings());
  }

  private static DeepLift deepLift(boolean complete) {
    DeepLift.Options options = DeepLift.Options.defaults();
    return new DeepLift(complete ? options.withRescaled(DeepLiftRules.COMPLETE) : options);
  }

  /** Softmax over y = (d, 0): y1 is a Sigmoid of d, whose whole change d gets. */
  @Test
  void ofTwoClassesSoftmaxGivesWhatTheSigmoidOfTheDifferenceDoes(Engine engine) {
    Tensor difference = Tensor.of(new float[] {1, -1}, 1, 2, 1, 1);
    Graph softmax =
        new Net(1)
            .input("x", 1, 2, 1, 3)
            .node("Softmax", "y", Map.of("axis", Attribute.of(1)), "x")
            .conv("z", "y", Tensor.of(new float[] {1, 0}, 1, 2, 1, 1))
            .graph("z");
    Graph sigmoid =
        new Net(1)
            .input("x", 1, 2, 1, 3)
            .conv("d", "x", difference.reshape(1, 2, 1, 1))
            .node("Sigmoid", "y", "d")
            .constant("one", Tensor.scalar(DataType.FLOAT, 1))
            .node("Mul", "z", "y", "one")
            .graph("z");
    Tensor image = Tensor.of(new float[] {1, -2, 0.5f, 3, 0.25f, 0.5f}, 1, 2, 1, 3);
    double[] expected = Explained.by(deepLift(true), engine, sigmoid, image).map();
    double[] map = Explained.by(deepLift(true), engine, softmax, image).map();
    for (int i = 0; i < map.length; i++) {
      assertEquals(expected[i], map[i], 1e-6);
    }
  }

  /** What follows each convolution. */
  private enum Block {
    RELU6,
    MIN_MAX,
    SILU,
    SILU_PARTS,
    GELU,
    PRELU,
    HARD_SWISH,
    INSTANCE_NORM,
    GROUP_NORM,
    LAYER_NORM,
    RMS_NORM_PARTS,
    NORM_PARTS,
    SQUEEZE,
    ATTENTION,
    CHANNEL_MAX;

    private static final long SIZE = 16;

    /** Two levels with a skip connection. */
    Graph unet() {
      Net net =
          new Net(5)
              .input("x", 1, 2, 16, 16)
              .constant("one", Tensor.of(new float[] {1}))
              .constant("two", Tensor.of(new float[] {2}))
              .constant("zero", Tensor.of(new float[] {0}))
              .constant("six", Tensor.of(new float[] {0.8f}))
              .constant("channels", Tensor.vector(1))
              .constant("across", Tensor.vector(1, 2, 3))
              .constant("pixels", Tensor.vector(2, 3))
              .constant("tiny", Tensor.of(new float[] {1e-5f}))
              .constant("slope", Tensor.of(new float[] {0.2f, 0.1f, 0.3f, -0.1f}, 4, 1, 1))
              .constant("scale", Tensor.of(new float[] {1, 0.5f, 1.5f, 1}, 4))
              .constant("shift", Tensor.of(new float[] {0.1f, 0, -0.2f, 0.3f}, 4));
      Map<String, Attribute> half =
          Map.of("kernel_shape", Attribute.ofInts(2, 2), "strides", Attribute.ofInts(2, 2));
      net.conv("c1", "x", 2, 4, 3);
      append(net, "a1", "c1", SIZE);
      net.node("MaxPool", "small", half, "a1").conv("c2", "small", 4, 4, 3);
      append(net, "a2", "c2", SIZE / 2);
      net.conv("c3", "a2", 4, 4, 3);
      append(net, "a3", "c3", SIZE / 2);
      net.constant("scales", Tensor.of(new float[] {1, 1, 2, 2}, 4));
      net.node("Resize", "up", "a3", "", "scales");
      net.node("Concat", "skip", Map.of("axis", Attribute.of(1)), "up", "a1");
      net.conv("c4", "skip", 8, 4, 3);
      append(net, "a4", "c4", SIZE);
      return net.conv("y", "a4", 4, 2, 3).graph("y");
    }

    private void append(Net net, String y, String x, long size) {
      Map<String, Attribute> groups = Map.of("num_groups", Attribute.of(2));
      switch (this) {
        case RELU6 -> net.node("Clip", y, x, "zero", "six");
        case MIN_MAX -> net.node("Max", y + "m", x, "zero").node("Min", y, "six", y + "m");
        case SILU -> net.node("Mish", y, x);
        case SILU_PARTS -> net.node("Sigmoid", y + "s", x).node("Mul", y, x, y + "s");
        case GELU -> net.node("Gelu", y, x);
        case PRELU -> net.node("PRelu", y, x, "slope");
        case HARD_SWISH -> net.node("HardSwish", y, x);
        case INSTANCE_NORM ->
            net.node("InstanceNormalization", y + "n", x, "scale", "shift")
                .node("LeakyRelu", y, y + "n");
        case GROUP_NORM ->
            net.node("GroupNormalization", y + "n", groups, x, "scale", "shift")
                .node("Relu", y, y + "n");
        case LAYER_NORM ->
            net.transpose(y + "t", x, 0, 2, 3, 1)
                .node("LayerNormalization", y + "n", y + "t", "scale", "shift")
                .node("Gelu", y + "g", y + "n")
                .transpose(y, y + "g", 0, 3, 1, 2);
        case RMS_NORM_PARTS ->
            net.node("Pow", y + "p", x, "two")
                .node("ReduceMean", y + "m", y + "p", "channels")
                .node("Add", y + "e", y + "m", "one")
                .node("Sqrt", y + "s", y + "e")
                .node("Div", y, x, y + "s");
        case NORM_PARTS ->
            net.node("ReduceMean", y + "mean", x, "pixels")
                .node("Sub", y + "c", x, y + "mean")
                .node("Mul", y + "q", y + "c", y + "c")
                .node("ReduceMean", y + "v", y + "q", "pixels")
                .node("Add", y + "e", y + "v", "tiny")
                .node("Sqrt", y + "s", y + "e")
                .node("Div", y + "n", y + "c", y + "s")
                .node("Relu", y, y + "n");
        case SQUEEZE ->
            net.node("Relu", y + "r", x)
                .node("GlobalAveragePool", y + "p", y + "r")
                .conv(y + "w", y + "p", 4, 4, 1)
                .node("Sigmoid", y + "g", y + "w")
                .node("Mul", y, y + "r", y + "g");
        case ATTENTION -> attention(net, y, x, size);
        case CHANNEL_MAX ->
            net.node("ReduceMax", y + "m", x, "channels")
                .node("GlobalMaxPool", y + "p", x)
                .node("Mul", y + "z", x, y + "m")
                .node("Add", y, y + "z", y + "p");
      }
    }

    private static void attention(Net net, String y, String x, long size) {
      net.constant(y + "flat", Tensor.vector(1, 4, size * size))
          .constant(y + "back", Tensor.vector(1, 4, size, size))
          .constant(y + "low", Tensor.of(new float[] {0.1f}));
      net.conv(y + "k", x, 4, 4, 1).node("Reshape", y + "kf", y + "k", y + "flat");
      net.conv(y + "v", x, 4, 4, 1).node("Reshape", y + "vf", y + "v", y + "flat");
      net.transpose(y + "q", y + "kf", 0, 2, 1).node("MatMul", y + "qk", y + "q", y + "vf");
      net.node("Mul", y + "l", y + "qk", y + "low")
          .node("Softmax", y + "a", Map.of("axis", Attribute.of(-1)), y + "l");
      net.node("MatMul", y + "m", y + "vf", y + "a").node("Reshape", y + "r", y + "m", y + "back");
      net.node("Add", y + "s", y + "r", x).node("Relu", y, y + "s");
    }
  }
}
