package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class InterpolationTest {
  /** The last ones read within 1e-6 of halfway, which the runtime takes for halfway. */
  static LongStream seeds() {
    return LongStream.concat(LongStream.range(0, 200), LongStream.of(207, 806, 811, 1226, 2356));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void equalsWhatTheRuntimeMakesOfUnitVectors(long seed, Engine engine) {
    Samples samples = new Samples(seed);
    Map<String, Attribute> attributes = new TreeMap<>();
    RandomResize.attributes(samples).forEach((k, v) -> attributes.put(k, Attribute.from(v)));
    int in = samples.integer(2, 40);
    float scale =
        samples.random().nextBoolean()
            ? samples.integer(1, 40) / 8f
            : 0.3f + 3 * samples.random().nextFloat();
    if ((int) (scale * in) == in || scale * in < 1) {
      scale = 2;
    }
    float[] roi = {-0.1f, 0, 0.95f, 1};
    Tensor expected = resizedUnitVectors(engine, attributes, in, new float[] {scale, 1}, roi);
    int out = (int) expected.shape().dim(0);

    Node node = Node.of("Resize", List.of("x"), List.of("y"), attributes);
    float[] found = Interpolation.weights(node, new ResizedAxis(in, out, scale, roi[0], roi[2]));

    float[] weights = expected.toFloats();
    for (int i = 0; i < weights.length; i++) {
      int at = i;
      // The order of a few additions in float differs.
      assertEquals(
          weights[i],
          found[i],
          2e-5,
          () -> "R[%d,%d] of %d to %d, %s".formatted(at / in, at % in, in, out, attributes));
    }
  }

  private static Tensor resizedUnitVectors(
      Engine engine, Map<String, Attribute> attributes, int in, float[] scales, float[] roi) {
    float[] unit = new float[in * in];
    for (int i = 0; i < in; i++) {
      unit[i * in + i] = 1;
    }
    GraphBuilder builder = Graph.builder("resize", 21);
    builder.initializer("x", Tensor.of(unit, in, in));
    builder.initializer("roi", Tensor.of(roi, 4));
    builder.initializer("scales", Tensor.of(scales, 2));
    builder.add(Node.of("Resize", List.of("x", "roi", "scales"), List.of("y"), attributes));
    try (Program program = engine.compile(builder.tap("y").build())) {
      return program.run(Map.of()).get("y");
    }
  }
}
