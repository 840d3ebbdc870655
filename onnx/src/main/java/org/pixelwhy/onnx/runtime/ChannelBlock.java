package org.pixelwhy.onnx.runtime;

import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/**
 * Finds out how many channels lie side by side in ONNX Runtime's blocked layout, which it tells
 * nobody: it is seen from where the second pixel's channels begin.
 */
final class ChannelBlock {
  private static final String DOMAIN = "com.microsoft.nchwc";
  private static final int CHANNELS = 64;

  private ChannelBlock() {}

  static long of(Engine engine) {
    try (Program program = engine.compileBriefly(reorder())) {
      float[] pixels = new float[2 * CHANNELS];
      for (int channel = 0; channel < CHANNELS; channel++) {
        pixels[2 * channel + 1] = 1;
      }
      Tensor plain = Tensor.of(pixels, 1, CHANNELS, 1, 2);
      float[] blocked = program.run(Map.of("x", plain)).get("y").toFloats();
      int block = 0;
      while (blocked[block] == 0) {
        block++;
      }
      return block;
    } catch (InputException withoutTheLayout) {
      return 1;
    }
  }

  private static Graph reorder() {
    return Graph.builder("block", 21)
        .opset(DOMAIN, 1)
        .input(Value.of("x", DataType.FLOAT, 1, CHANNELS, 1, 2))
        .add(new Node("", DOMAIN, "ReorderInput", List.of("x"), List.of("y"), Map.of()))
        .tap("y")
        .build();
  }
}
