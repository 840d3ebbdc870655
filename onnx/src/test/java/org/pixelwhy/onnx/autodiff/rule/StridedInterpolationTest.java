package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;

class StridedInterpolationTest {
  private static float[] weights(String mode, String coordinates, int in, int out) {
    Map<String, Attribute> attributes =
        Map.of(
            "mode",
            Attribute.of(mode),
            "coordinate_transformation_mode",
            Attribute.of(coordinates));
    Node node = Node.of("Resize", List.of("x", "", "s"), List.of("y"), attributes);
    return Interpolation.weights(node, new ResizedAxis(in, out, (float) out / in, 0, 1));
  }

  private static Optional<StridedInterpolation> of(String mode, String how, int in, int out) {
    return StridedInterpolation.of(weights(mode, how, in, out), out, in);
  }

  @Test
  void theKernelOfTwiceTheSizeIsATentWhoseEndsAreCutOff() {
    StridedInterpolation found = of("linear", "half_pixel", 5, 10).orElseThrow();
    assertArrayEquals(new float[] {0.25f, 0.75f, 0.75f, 0.25f}, found.kernel());
    assertEquals(List.of(2L, 1L, 1L), List.of(found.stride(), found.begin(), found.end()));
    float end = 4 / 3f;
    assertArrayEquals(new float[] {end, 1, 1, 1, 1, 1, 1, 1, 1, end}, found.factors(), 1e-6f);
  }

  @ParameterizedTest
  @CsvSource({
    "half_pixel,5,10",
    "half_pixel,6,18",
    "half_pixel,7,28",
    "half_pixel,300,1500",
    "pytorch_half_pixel,9,18",
    "asymmetric,5,10",
    "asymmetric,8,24"
  })
  void factorsAndOneKernelGiveAllWeights(String coordinates, int in, int out) {
    float[] weights = weights("linear", coordinates, in, out);
    StridedInterpolation found = StridedInterpolation.of(weights, out, in).orElseThrow();
    float[] again = new float[weights.length];
    for (int i = 0; i < in; i++) {
      for (int k = 0; k < found.kernel().length; k++) {
        long o = i * found.stride() - found.begin() + k;
        if (o >= 0 && o < out) {
          again[(int) o * in + i] = found.factors()[(int) o] * found.kernel()[k];
        }
      }
    }
    assertArrayEquals(weights, again, 5e-5f);
  }

  @ParameterizedTest
  @CsvSource({
    "linear,align_corners,5,10",
    "linear,half_pixel,4,10",
    "linear,half_pixel,10,5",
    "linear,half_pixel,6,6",
    "cubic,half_pixel,9,18"
  })
  void othersAreNoSuchKernel(String mode, String coordinates, int in, int out) {
    assertTrue(of(mode, coordinates, in, out).isEmpty());
  }
}
