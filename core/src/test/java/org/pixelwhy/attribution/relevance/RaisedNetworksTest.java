package org.pixelwhy.attribution.relevance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.model.Net;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

/** One network written by two exporters, as one operator or as its parts, is explained the same. */
@ExtendWith(EngineExtension.class)
class RaisedNetworksTest {
  private static final Tensor PICTURE = Net.noise(11, 1, 2, 8, 8);

  @ParameterizedTest
  @EnumSource(Written.class)
  void mapsDoNotDependOnHowTheNetworkIsWritten(Written block, Engine engine) {
    DeepLift.Options complete = DeepLift.Options.defaults().withRescaled(DeepLiftRules.COMPLETE);
    List<Attributor> methods =
        List.of(
            new Saliency(),
            new DeepLift(DeepLift.Options.defaults()),
            new DeepLift(complete),
            new Lrp(Lrp.Options.defaults()));
    for (Attributor method : methods) {
      double[] whole = Explained.by(method, engine, block.network(true), PICTURE).map();
      double[] parts = Explained.by(method, engine, block.network(false), PICTURE).map();
      double greatest = DoubleStream.of(whole).map(Math::abs).max().orElseThrow();
      assertTrue(greatest > 1e-3, "nothing to compare");
      for (int i = 0; i < whole.length; i++) {
        assertEquals(whole[i], parts[i], 2e-4 * greatest, method.getClass() + " at " + i);
      }
    }
  }

  /** What stands between two convolutions. */
  private enum Written {
    LAYER_NORM,
    GROUP_NORM,
    INSTANCE_NORM,
    GELU,
    GELU_TANH,
    SILU,
    SOFTSIGN,
    HARD_SWISH,
    HARD_SIGMOID_GATE,
    MISH;

    Graph network(boolean whole) {
      Net net =
          new Net(5)
              .input("x", 1, 2, 8, 8)
              .constant("half", number(0.5f))
              .constant("one", number(1))
              .constant("two", number(2))
              .constant("three", number(3))
              .constant("six", number(6))
              .constant("zero", number(0))
              .constant("root", number((float) Math.sqrt(2)))
              .constant("cubic", number(0.044715f))
              .constant("tanh", number((float) Math.sqrt(2 / Math.PI)))
              .constant("epsilon", number(1e-5f))
              .constant("last", Tensor.vector(-1))
              .constant("pixels", Tensor.vector(2, 3))
              .constant("scale", Tensor.of(SCALE, 4))
              .constant("shift", Tensor.of(SHIFT, 4))
              .constant("tall_scale", Tensor.of(SCALE, 4, 1, 1))
              .constant("tall_shift", Tensor.of(SHIFT, 4, 1, 1));
      net.conv("c", "x", 2, 4, 3);
      if (whole) {
        whole(net);
      } else {
        parts(net);
      }
      net.conv("d", "n", 4, 4, 3).node("Relu", "r", "d");
      Graph graph = net.conv("y", "r", 4, 2, 3).graph("y");
      return graph.edit().opset("com.microsoft", 1).build();
    }

    private static final float[] SCALE = {1, 0.5f, 1.5f, -1};
    private static final float[] SHIFT = {0.1f, 0, -0.2f, 0.3f};

    private static Tensor number(float value) {
      return Tensor.of(new float[] {value});
    }

    private void whole(Net net) {
      Map<String, Attribute> groups = Map.of("num_groups", Attribute.of(2));
      Map<String, Attribute> sixth =
          Map.of("alpha", Attribute.of(1 / 6f), "beta", Attribute.of(0.5f));
      switch (this) {
        case LAYER_NORM ->
            net.transpose("t", "c", 0, 2, 3, 1)
                .node("LayerNormalization", "l", "t", "scale", "shift")
                .transpose("n", "l", 0, 3, 1, 2);
        case GROUP_NORM -> net.node("GroupNormalization", "n", groups, "c", "scale", "shift");
        case INSTANCE_NORM -> net.node("InstanceNormalization", "n", "c", "scale", "shift");
        case GELU -> net.node("Gelu", "n", "c");
        case GELU_TANH -> net.node("Gelu", "n", Map.of("approximate", Attribute.of("tanh")), "c");
        case SILU -> net.quickGelu("n", "c", 1);
        case SOFTSIGN -> net.node("Softsign", "n", "c");
        case HARD_SWISH -> net.node("HardSwish", "n", "c");
        case HARD_SIGMOID_GATE ->
            net.conv("e", "c", 4, 4, 1)
                .node("HardSigmoid", "g", sixth, "e")
                .node("Mul", "n", "c", "g");
        case MISH -> net.node("Mish", "n", "c");
      }
    }

    private void parts(Net net) {
      switch (this) {
        case LAYER_NORM -> {
          net.transpose("t", "c", 0, 2, 3, 1);
          standardise(net, "t", "last");
          net.node("Mul", "g", "z", "scale").node("Add", "l", "g", "shift");
          net.transpose("n", "l", 0, 3, 1, 2);
        }
        case GROUP_NORM ->
            net.constant("there", Tensor.vector(0, 2, -1))
                .constant("ones", Tensor.of(new float[] {1, 1}, 2))
                .constant("zeros", Tensor.of(new float[] {0, 0}, 2))
                .node("Reshape", "p", "c", "there")
                .node("InstanceNormalization", "i", "p", "ones", "zeros")
                .node("Shape", "size", "c")
                .node("Reshape", "b", "i", "size")
                .node("Mul", "g", "b", "tall_scale")
                .node("Add", "n", "g", "tall_shift");
        case INSTANCE_NORM -> {
          standardise(net, "c", "pixels");
          net.node("Mul", "g", "z", "tall_scale").node("Add", "n", "g", "tall_shift");
        }
        case GELU ->
            net.node("Div", "a", "c", "root")
                .node("Erf", "e", "a")
                .node("Add", "f", "e", "one")
                .node("Mul", "g", "c", "f")
                .node("Mul", "n", "g", "half");
        case GELU_TANH ->
            net.node("Pow", "p", "c", "three")
                .node("Mul", "q", "p", "cubic")
                .node("Add", "a", "c", "q")
                .node("Mul", "u", "a", "tanh")
                .node("Tanh", "t", "u")
                .node("Add", "f", "t", "one")
                .node("Mul", "g", "c", "f")
                .node("Mul", "n", "g", "half");
        case SILU -> net.node("Sigmoid", "s", "c").node("Mul", "n", "c", "s");
        case SOFTSIGN ->
            net.node("Abs", "a", "c").node("Add", "b", "a", "one").node("Div", "n", "c", "b");
        case HARD_SWISH ->
            net.node("Add", "a", "c", "three")
                .node("Clip", "b", "a", "zero", "six")
                .node("Mul", "g", "c", "b")
                .node("Div", "n", "g", "six");
        case HARD_SIGMOID_GATE ->
            net.conv("e", "c", 4, 4, 1)
                .node("Add", "a", "e", "three")
                .node("Clip", "b", "a", "zero", "six")
                .node("Div", "g", "b", "six")
                .node("Mul", "n", "c", "g");
        case MISH ->
            net.node("Softplus", "a", "c").node("Tanh", "b", "a").node("Mul", "n", "c", "b");
      }
    }

    private static void standardise(Net net, String x, String axes) {
      net.node("ReduceMean", "m", x, axes)
          .node("Sub", "centred", x, "m")
          .node("Pow", "square", "centred", "two")
          .node("ReduceMean", "v", "square", axes)
          .node("Add", "w", "v", "epsilon")
          .node("Sqrt", "deviation", "w")
          .node("Div", "z", "centred", "deviation");
    }
  }
}
