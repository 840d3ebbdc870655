package org.pixelwhy.onnx.format.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class UpgraderTest {
  @Test
  void upsampleBecomesResize(Engine engine) {
    for (String mode : List.of("nearest", "linear")) {
      check(engine, "Upsample")
          .normal(1, 2, 3, 4)
          .with("mode", mode)
          .with("scales", 1f, 1f, 2f, 1.5f)
          .agrees(7, 8);
      check(engine, "Upsample")
          .normal(1, 2, 3, 4)
          .with("mode", mode)
          .constant(scales(1, 1, 2, 3))
          .agrees(9);
    }
  }

  @Test
  void theFirstResizeKeepsItsCoordinatesAndRounding(Engine engine) {
    for (String mode : List.of("nearest", "linear")) {
      for (Tensor scales :
          List.of(scales(1, 1, 2, 2.7f), scales(1, 1, 0.5f, 0.6f), scales(1, 1, 0.4f, 2.3f))) {
        check(engine, "Resize").normal(1, 2, 7, 9).with("mode", mode).constant(scales).agrees(10);
        check(engine, "Resize").normal(1, 2, 7, 9).with("mode", mode).feed(scales).agrees(10);
      }
    }
  }

  @Test
  void laterResizesKeepTheirMeaning(Engine engine) {
    for (String mode : List.of("nearest", "linear", "cubic")) {
      for (String coordinates :
          List.of("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric")) {
        UpgradeCheck byScales =
            check(engine, "Resize")
                .normal(1, 2, 5, 6)
                .constant(scales())
                .constant(scales(1, 1, 1.7f, 0.7f))
                .with("mode", mode)
                .with("coordinate_transformation_mode", coordinates);
        byScales.agrees(11, 21);
        check(engine, "Resize")
            .normal(1, 2, 5, 6)
            .constant(scales())
            .constant(scales())
            .constant(Tensor.vector(1, 2, 9, 4))
            .with("mode", mode)
            .with("coordinate_transformation_mode", coordinates)
            .agrees(11, 21);
      }
    }
  }

  @Test
  void resizeIntoARegionKeepsItsRegion(Engine engine) {
    check(engine, "Resize")
        .normal(1, 1, 6, 6)
        .constant(scales(0, 0, 0.2f, 0.1f, 1, 1, 0.9f, 0.8f))
        .constant(scales())
        .constant(Tensor.vector(1, 1, 4, 5))
        .with("mode", "linear")
        .with("coordinate_transformation_mode", "tf_crop_and_resize")
        .agrees(11, 21);
  }

  @Test
  void withdrawnCoordinatesBecomeHalfPixels(Engine engine) {
    for (String rounding : List.of("floor", "round_prefer_floor")) {
      check(engine, "Resize")
          .normal(1, 1, 5, 6)
          .constant(scales())
          .constant(scales(1, 1, 2, 1.7f))
          .with("coordinate_transformation_mode", "tf_half_pixel_for_nn")
          .with("nearest_mode", rounding)
          .agrees(11, 12);
    }
  }

  @Test
  void softmaxOverSeveralAxesStaysSo(Engine engine) {
    for (String op : List.of("Softmax", "LogSoftmax", "Hardmax")) {
      for (int axis = 0; axis < 4; axis++) {
        check(engine, op).normal(2, 3, 4, 5).with("axis", axis).agrees(7, 13);
        check(engine, op).normal(2, 3, 4, 5).with("axis", axis).ofUnknownRank().agrees(7, 13);
      }
      check(engine, op).normal(2, 3, 4).with("axis", -2).agrees(11, 13);
      check(engine, op).normal(2, 3, 4).agrees(7, 21);
    }
  }

  @Test
  void softmaxOverTheLastAxisStaysOneNode(Engine engine) {
    Graph graph =
        Upgrader.upgrade(check(engine, "Softmax").normal(2, 3, 4).with("axis", 2).graph(9));
    assertEquals(1, graph.nodes().size());
    assertEquals(-1, graph.nodes().get(0).intAttribute("axis", 0));
  }

  @Test
  void attributesBecomeInputs(Engine engine) {
    check(engine, "Clip").normal(3, 4).with("min", -0.5f).with("max", 0.25f).agrees(7, 10);
    check(engine, "Clip").normal(3, 4).with("max", 0.25f).agrees(7, 10);
    for (String mode : List.of("constant", "reflect", "edge")) {
      check(engine, "Pad")
          .normal(1, 1, 4, 5)
          .with("mode", mode)
          .with("value", 1.5f)
          .with("pads", new long[] {0, 0, 1, 2, 0, 0, 3, 1})
          .agrees(7, 10);
    }
    check(engine, "Slice")
        .normal(5, 6)
        .with("starts", new long[] {1, -4})
        .with("ends", new long[] {4, 100})
        .with("axes", new long[] {1, 0})
        .agrees(7, 9);
    check(engine, "Slice")
        .normal(5, 6)
        .with("starts", new long[] {1})
        .with("ends", new long[] {-1})
        .agrees(7, 9);
    check(engine, "Squeeze").normal(1, 3, 1).with("axes", new long[] {0}).agrees(7, 12);
    check(engine, "Squeeze").normal(1, 3, 1).agrees(7, 21);
    check(engine, "Unsqueeze").normal(3, 4).with("axes", new long[] {0, 2}).agrees(7, 12);
    check(engine, "TopK").normal(3, 6).with("k", 2).with("axis", 1).outputs(2).agrees(7, 9);
    check(engine, "TopK").normal(3, 6).constant(Tensor.vector(2)).outputs(2).agrees(10, 21);
  }

  @Test
  void reductionsKeepTheirAxes(Engine engine) {
    for (String kind :
        List.of("L1", "L2", "LogSumExp", "Max", "Mean", "Min", "Prod", "Sum", "SumSquare")) {
      String op = "Reduce" + kind;
      int last = kind.equals("Sum") ? 12 : 17;
      check(engine, op)
          .normal(2, 3, 4)
          .with("axes", new long[] {1, 2})
          .with("keepdims", 0)
          .agrees(7, last);
      check(engine, op).normal(2, 3, 4).with("axes", new long[] {0}).agrees(7, last);
      check(engine, op).normal(2, 3, 4).agrees(7, 21);
    }
  }

  @Test
  void splitsKeepTheirSizes(Engine engine) {
    check(engine, "Split").normal(6, 2).with("split", new long[] {1, 5}).outputs(2).agrees(7, 12);
    check(engine, "Split").normal(2, 6).with("axis", 1).outputs(3).agrees(7, 17);
    check(engine, "Split").normal(6, 2).constant(Tensor.vector(4, 2)).outputs(2).agrees(13, 21);
  }

  @Test
  void normalisationsKeepTheirStatistics(Engine engine) {
    check(engine, "BatchNormalization")
        .normal(2, 3, 4, 4)
        .constant(positive(3))
        .constant(positive(3))
        .constant(positive(3))
        .constant(positive(3))
        .with("epsilon", 1e-3f)
        .agrees(7, 21);
    check(engine, "GroupNormalization")
        .normal(2, 6, 3, 3)
        .constant(positive(2))
        .constant(positive(2))
        .with("num_groups", 2)
        .agrees(18);
    check(engine, "LayerNormalization").normal(2, 6).constant(positive(6)).agrees(17, 21);
    check(engine, "InstanceNormalization")
        .normal(2, 3, 4, 4)
        .constant(positive(3))
        .constant(positive(3))
        .agrees(7, 21);
  }

  @Test
  void dropoutDoesNothing(Engine engine) {
    check(engine, "Dropout").normal(3, 4).with("ratio", 0.4f).agrees(7, 11);
  }

  @Test
  void poolingKeepsItsWindows(Engine engine) {
    for (String op : List.of("MaxPool", "AveragePool")) {
      check(engine, op)
          .normal(1, 2, 7, 8)
          .with("kernel_shape", new long[] {3, 2})
          .with("strides", new long[] {2, 2})
          .with("pads", new long[] {1, 0, 1, 1})
          .agrees(7, 22);
      check(engine, op)
          .normal(1, 2, 7, 8)
          .with("kernel_shape", new long[] {3, 3})
          .with("strides", new long[] {2, 2})
          .with("auto_pad", "SAME_UPPER")
          .agrees(7, 22);
      check(engine, op)
          .normal(1, 2, 7, 8)
          .with("kernel_shape", new long[] {3, 3})
          .with("strides", new long[] {2, 2})
          .with("ceil_mode", 1)
          .agrees(10, 22);
    }
    check(engine, "AveragePool")
        .normal(1, 2, 7, 8)
        .with("kernel_shape", new long[] {3, 3})
        .with("strides", new long[] {2, 2})
        .with("pads", new long[] {1, 1, 1, 1})
        .with("count_include_pad", 1)
        .agrees(7, 22);
  }

  @Test
  void renamedOperatorsKeepTheirMeaning(Engine engine) {
    check(engine, "Scatter")
        .normal(3, 3)
        .constant(Tensor.of(new long[] {1, 0, 2, 0, 2, 1}, 2, 3))
        .normal(2, 3)
        .with("axis", 0)
        .agrees(9, 10);
    for (String mode : List.of("bilinear", "nearest", "bicubic")) {
      check(engine, "GridSample")
          .normal(1, 2, 4, 5)
          .normal(1, 3, 3, 2)
          .with("mode", mode)
          .agrees(16, 19);
    }
    check(engine, "RoiAlign")
        .normal(1, 2, 8, 8)
        .constant(scales(1, 1, 6, 5).reshape(1, 4))
        .constant(Tensor.vector(0))
        .with("output_height", 2)
        .with("output_width", 3)
        .agrees(10, 21);
  }

  @Test
  void mostOperatorsDifferInTypesOnly(Engine engine) {
    for (String op :
        List.of(
            "Relu",
            "Sigmoid",
            "Exp",
            "Softplus",
            "Elu",
            "Selu",
            "LeakyRelu",
            "Flatten",
            "Shape",
            "GlobalAveragePool",
            "GlobalMaxPool",
            "ArgMax",
            "Transpose",
            "Identity",
            "Abs",
            "Neg",
            "Tanh")) {
      check(engine, op).normal(1, 2, 3, 4).agrees(7, 23);
    }
    for (String op : List.of("Add", "Mul", "Sub", "Div", "Equal", "Less", "Greater", "PRelu")) {
      check(engine, op).normal(2, 3, 4).normal(3, 1).agrees(op.equals("Equal") ? 11 : 7, 21);
    }
    check(engine, "Max").normal(2, 3, 4).normal(3, 1).agrees(8, 21);
    check(engine, "Conv").normal(1, 2, 5, 5).normal(3, 2, 3, 3).agrees(7, 23);
    check(engine, "ConvTranspose")
        .normal(1, 2, 5, 5)
        .normal(2, 3, 3, 3)
        .with("strides", new long[] {2, 2})
        .agrees(7, 23);
    check(engine, "Gemm").normal(3, 4).normal(4, 5).normal(5).agrees(7, 21);
    check(engine, "Reshape").normal(2, 3, 4).constant(Tensor.vector(0, -1)).agrees(7, 21);
    check(engine, "DepthToSpace").normal(1, 8, 2, 2).with("blocksize", 2).agrees(7, 21);
    check(engine, "Cast").normal(3, 4).with("to", 7).agrees(7, 23);
    check(engine, "Concat").normal(2, 3).normal(2, 4).with("axis", 1).agrees(7, 21);
  }

  @Test
  void whatNewerVersionsCannotSayIsRefused(Engine engine) {
    assertRefused(
        "spatial",
        check(engine, "BatchNormalization")
            .normal(1, 2)
            .normal(2)
            .normal(2)
            .normal(2)
            .normal(2)
            .with("spatial", 0)
            .graph(7));
    assertRefused("mask", check(engine, "Dropout").normal(2).outputs(2).graph(10));
    assertRefused(
        "statistics",
        check(engine, "BatchNormalization")
            .normal(1, 2)
            .normal(2)
            .normal(2)
            .normal(2)
            .normal(2)
            .outputs(5)
            .graph(9));
    assertRefused(
        "tf_half_pixel_for_nn",
        check(engine, "Resize")
            .normal(1, 1, 4, 4)
            .constant(scales())
            .constant(scales(1, 1, 2, 2))
            .with("mode", "linear")
            .with("coordinate_transformation_mode", "tf_half_pixel_for_nn")
            .graph(11));
  }

  @Test
  void unknownOpsetsAreRefused(Engine engine) {
    assertRefused("opset 6", check(engine, "Relu").normal(2).graph(6));
    assertRefused("opset 0", check(engine, "Relu").normal(2).graph(0));
    assertRefused("opset 1000", check(engine, "Relu").normal(2).graph(1000));
  }

  private static void assertRefused(String expected, Graph graph) {
    InputException refusal = assertThrows(InputException.class, () -> Upgrader.upgrade(graph));
    assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
  }

  private static UpgradeCheck check(Engine engine, String op) {
    return new UpgradeCheck(engine, op);
  }

  private static Tensor scales(float... values) {
    return Tensor.of(values, values.length);
  }

  private static Tensor positive(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = 0.5f + 0.3f * i;
    }
    return Tensor.of(values, size);
  }
}
