package org.pixelwhy.training.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** The loss of some pixels is the loss of an image that has no others. */
@ExtendWith(EngineExtension.class)
class CountedPixelsTest {
  private static final int PIXELS = 40;

  private static final List<Loss> LOSSES =
      List.of(new CrossEntropy(), new Focal(2, 0.25), new SoftDice(1), new SoftIou(1));

  /** Every third pixel does not count, or none does. */
  @ParameterizedTest
  @CsvSource({"1, 3", "3, 3", "1, 1", "2, 1"})
  void othersMakeNoDifference(int classes, int step, Engine engine) {
    Random random = new Random(classes);
    float[] logits = new float[classes * PIXELS];
    float[] truth = new float[classes * PIXELS];
    float[] counted = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      counted[i] = i % step == 0 ? 0 : 1;
      int label = random.nextInt(Math.max(2, classes));
      for (int k = 0; k < classes; k++) {
        logits[k * PIXELS + i] = (float) (3 * random.nextGaussian());
        boolean is = classes == 1 ? label == 1 : label == k;
        truth[k * PIXELS + i] = is ? counted[i] : 0;
      }
    }
    for (Loss loss : LOSSES) {
      double some = run(engine, loss, Optional.of(counted), logits, truth, classes, PIXELS);
      if (step == 1) {
        assertEquals(0, some, 1e-6, loss + " of nothing");
      } else {
        int left = PIXELS - (PIXELS + step - 1) / step;
        double alone =
            run(
                engine,
                loss,
                Optional.empty(),
                without(logits, classes, left, counted),
                without(truth, classes, left, counted),
                classes,
                left);
        assertEquals(alone, some, 1e-6, loss.toString());
      }
    }
  }

  private static float[] without(float[] values, int classes, int left, float[] counted) {
    float[] rest = new float[classes * left];
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      if (counted[i % PIXELS] == 1) {
        rest[at++] = values[i];
      }
    }
    return rest;
  }

  private static double run(
      Engine engine,
      Loss loss,
      Optional<float[]> counted,
      float[] logits,
      float[] truth,
      int classes,
      int pixels) {
    GraphBuilder builder = Graph.builder("loss", 21);
    builder.input(Value.of("x", DataType.FLOAT, 1, classes, 1, pixels));
    builder.input(Value.of("t", DataType.FLOAT, 1, classes, 1, pixels));
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    feeds.put("x", Tensor.of(logits, 1, classes, 1, pixels));
    feeds.put("t", Tensor.of(truth, 1, classes, 1, pixels));
    counted.ifPresent(m -> builder.initializer("m", Tensor.of(m, 1, 1, 1, pixels)));
    Ops ops = new Ops(builder, DataType.FLOAT);
    String scalar = loss.append(new Comparison(ops, "x", "t", classes, counted.map(m -> "m")));
    builder.add(Node.of("Identity", List.of(scalar), List.of("y"), Map.of()));
    builder.outputs(List.of("y"));
    try (Program program = engine.compile(builder.prune().build())) {
      return program.run(feeds).get("y").get(0);
    }
  }
}
