package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.autodiff.UnsupportedOperatorException;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ResizeRuleTest {

  /** The last ones keep the extent of one axis at a scale that is not 1, with antialias. */
  static LongStream seeds() {
    return LongStream.concat(LongStream.range(0, 90), LongStream.of(564, 1248, 1432));
  }

  /** Resize exists in float only; it is linear, so a step of 1 is exact up to rounding of y. */
  private static GradientCheck check(Tensor x) {
    return GradientCheck.of("Resize").inFloat(1, 1e-5).input(x);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void transposesRandomResizes(long seed, Engine engine) {
    RandomResize resize = RandomResize.of(new Samples(seed));
    GradientCheck check = check(resize.input());
    resize.attributes().forEach(check::attribute);
    check.fixed(resize.roi());
    if (seed % 2 == 0) {
      check.fixed(resize.scales());
    } else {
      check.absent().fixed(resize.sizes());
    }
    check.verify(engine);
  }

  @ParameterizedTest
  @CsvSource({
    "half_pixel,round_prefer_floor",
    "asymmetric,floor",
    "pytorch_half_pixel,round_prefer_ceil",
    "tf_half_pixel_for_nn,floor",
    "align_corners,ceil"
  })
  void sumsBlocksOfNearestNeighbours(String coordinates, String rounding, Engine engine) {
    List<long[]> inputs =
        List.of(
            new long[] {3},
            new long[] {2, 3},
            new long[] {2, 3, 2},
            new long[] {2, 3, 3, 2},
            new long[] {1, 2, 2, 3, 2});
    for (long[] dims : inputs) {
      for (int first = 0; first < dims.length; first++) {
        double[] scales = new double[dims.length];
        for (int a = 0; a < dims.length; a++) {
          scales[a] = a < first ? 1 : 2 + (a - first) % 2;
        }
        check(new Samples(first).normal(dims))
            .attribute("coordinate_transformation_mode", coordinates)
            .attribute("nearest_mode", rounding)
            .absent()
            .fixed(Tensor.of(scales, scales.length))
            .verify(engine);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "half_pixel,2,2",
    "half_pixel,3,2",
    "half_pixel,4,1",
    "asymmetric,2,4",
    "pytorch_half_pixel,2,3",
    "half_pixel,5,2"
  })
  void convolvesWhatIsEnlargedLinearly(
      String coordinates, float down, float across, Engine engine) {
    for (long channels : new long[] {1, 3, 16}) {
      check(new Samples(channels).normal(2, channels, 6, 5))
          .attribute("coordinate_transformation_mode", coordinates)
          .attribute("mode", "linear")
          .absent()
          .fixed(Tensor.of(new float[] {1, 1, down, across}, 4))
          .verify(engine);
    }
  }

  @ParameterizedTest
  @CsvSource({"not_larger,nearest", "not_smaller,nearest", "not_larger,linear", "stretch,linear"})
  void keepsTheAspectRatio(String policy, String mode, Engine engine) {
    check(new Samples(1).normal(1, 2, 5, 4))
        .attribute("keep_aspect_ratio_policy", policy)
        .attribute("mode", mode)
        .attribute("axes", new long[] {2, 3})
        .absent()
        .absent()
        .fixed(Tensor.vector(8, 11))
        .verify(engine);
  }

  @Test
  void copiesWhereNoExtentChanges(Engine engine) {
    check(new Samples(1).normal(1, 1, 5, 4))
        .attribute("coordinate_transformation_mode", "asymmetric")
        .absent()
        .fixed(Tensor.of(new double[] {1, 1, 1.1, 1.2}, 4))
        .verify(engine);
  }

  @Test
  void refusesToCropWithAntialias(Engine engine) {
    GradientCheck check =
        check(new Samples(1).normal(1, 1, 6, 6))
            .attribute("mode", "linear")
            .attribute("antialias", 1)
            .attribute("coordinate_transformation_mode", "tf_crop_and_resize")
            .fixed(Tensor.of(new float[] {0, 0, 0, 0, 1, 1, 1, 1}, 8))
            .fixed(Tensor.of(new float[] {1, 1, 0.5f, 0.5f}, 4));
    UnsupportedOperatorException refusal =
        assertThrows(UnsupportedOperatorException.class, () -> check.verify(engine));
    assertTrue(refusal.getMessage().contains("antialias"), refusal::getMessage);
  }
}
