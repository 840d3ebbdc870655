package org.pixelwhy.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/**
 * A network of one convolution that reads, for each pixel, the one two columns to the right and one
 * row up, and nothing else: its map is 3 there.
 */
final class TinyNetwork {
  private TinyNetwork() {}

  /**
   * @param bias what the values are less than, so that a pixel is in the mask where it is positive
   */
  static Path write(Path folder, float bias, int height, int width) {
    float[] kernel = new float[25];
    kernel[1 * 5 + 4] = 3;
    GraphBuilder builder = Graph.builder("elsewhere", 17);
    builder.input(Value.of("image", DataType.FLOAT, 1, 1, height, width));
    builder.initializer("kernel", Tensor.of(kernel, 1, 1, 5, 5));
    builder.initializer("bias", Tensor.of(new float[] {bias}, 1));
    builder.add(
        Node.of(
            "Conv",
            List.of("image", "kernel", "bias"),
            List.of("y"),
            Map.of("pads", Attribute.ofInts(2, 2, 2, 2))));
    Path model = folder.resolve("elsewhere.onnx");
    OnnxWriter.write(builder.tap("y").build(), model);
    return model;
  }
}
