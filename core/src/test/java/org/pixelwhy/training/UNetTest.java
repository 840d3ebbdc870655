package org.pixelwhy.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNetOptions.Upsampling;

@ExtendWith(EngineExtension.class)
class UNetTest {
  @ParameterizedTest
  @CsvSource({"2, 16, 28529", "3, 16, 130577", "4, 16, 537425", "5, 64, 34527041"})
  void hasTheParametersOfThePublishedFamily(int depth, int channels, long parameters) {
    UNetOptions options =
        UNetOptions.defaults().withDepth(depth).withChannels(channels).withBatchNorm(true);
    assertEquals(parameters, learned(UNet.graph(options, 1)));
  }

  private static long learned(Graph graph) {
    return graph.initializers().entrySet().stream()
        .filter(e -> !e.getKey().matches(".*\\.(mean|variance|scales)"))
        .mapToLong(e -> e.getValue().size())
        .sum();
  }

  @ParameterizedTest
  @EnumSource(Upsampling.class)
  void givesLogitsOfTheImagesSize(Upsampling upsampling, Engine engine) {
    UNetOptions options =
        UNetOptions.defaults()
            .withDepth(2)
            .withChannels(4)
            .withOutputs(3)
            .withUpsampling(upsampling);
    try (Program program = engine.compile(UNet.graph(options, 1))) {
      Tensor image = new Samples(1).normal(2, 3, 8, 16).as(DataType.FLOAT);
      Tensor logits = program.run(Map.of("image", image)).get("logits");
      assertArrayEquals(new long[] {2, 3, 8, 16}, logits.shape().dims());
      assertTrue(Arrays.stream(logits.toDoubles()).distinct().count() > 10);
    }
  }

  @Test
  void isTheSameForTheSameSeed() {
    UNetOptions options = UNetOptions.defaults().withDepth(1);
    assertEquals(UNet.graph(options, 5).initializers(), UNet.graph(options, 5).initializers());
    assertNotEquals(UNet.graph(options, 5).initializers(), UNet.graph(options, 6).initializers());
  }

  @Test
  void refusesAnImpossibleShape() {
    InputException e =
        assertThrows(InputException.class, () -> UNetOptions.defaults().withDepth(0));
    assertEquals("illegal U-Net depth: 0, must be between 1 and 8", e.getMessage());
  }
}
