package org.pixelwhy.attribution.cam;

import java.util.Map;
import java.util.Random;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** Features for tests. */
final class Features {
  private Features() {}

  /** Standard normal values. */
  static FeatureMaps random(long seed, int features, int positions) {
    Random random = new Random(seed);
    float[] values = new float[features * positions];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new FeatureMaps(values, features, positions);
  }

  /** The raw map of a layer {@code [1,F,3,5]}, by the nodes that a method appends. */
  static double[] map(Engine engine, GraphCam cam, FeatureMaps a, FeatureMaps g) {
    Shape shape = Shape.of(1, a.features(), 3, a.positions() / 3);
    GraphBuilder builder = Graph.builder("formula", 21);
    builder.input(Value.of("a", DataType.DOUBLE, shape.dims()));
    builder.input(Value.of("g", DataType.DOUBLE, shape.dims()));
    Ops ops = new Ops(builder, DataType.DOUBLE);
    String map = cam.map(new FeatureGraph(ops, "a", "g", shape));
    try (Program program = engine.compile(builder.tap(map).build())) {
      Tensor features = Tensor.of(a.values(), shape.dims()).as(DataType.DOUBLE);
      Tensor gradients = Tensor.of(g.values(), shape.dims()).as(DataType.DOUBLE);
      return program.run(Map.of("a", features, "g", gradients)).get(map).toDoubles();
    }
  }
}
