package org.pixelwhy.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.model.card.Binarize;
import org.pixelwhy.model.card.Clip;
import org.pixelwhy.model.card.MeanStd;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.card.ScaleRange;
import org.pixelwhy.model.card.SigmoidStep;
import org.pixelwhy.model.card.SoftmaxStep;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.model.card.VolumeRange;
import org.pixelwhy.model.card.ZeroMeanUnitVariance;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** Steps as nodes of a graph give what the steps give. */
@ExtendWith(EngineExtension.class)
class StepGraphTest {
  private static final Shape SHAPE = Shape.of(1, 3, 5, 7);

  static Stream<Step> steps() {
    return Stream.of(
        new Scale(List.of(2.0, -1.0, 0.5), List.of(0.25)),
        new MeanStd(List.of(0.4), List.of(0.2, 0.3, 2.0)),
        new ZeroMeanUnitVariance(true, 1e-6),
        new ZeroMeanUnitVariance(false, 0),
        new ScaleRange(true, 2, 99.5, 1e-6),
        new ScaleRange(false, 0, 100, 0),
        new VolumeRange(),
        new VolumeRange(List.of(0, 2)),
        new Clip(-0.5, 0.7),
        new Clip(Double.NEGATIVE_INFINITY, 0.7),
        new Binarize(List.of(0.1, 0.2, 0.3)),
        new SigmoidStep(),
        new SoftmaxStep());
  }

  private static float[] run(Engine engine, Step step, Tensor picture) {
    GraphBuilder builder = Graph.builder("step", 21);
    builder.input(Value.of("picture", DataType.FLOAT, SHAPE.dims()));
    String result = step.append(new Ops(builder, DataType.FLOAT), "picture", SHAPE);
    try (Program program = engine.compile(builder.tap(result).build())) {
      return program.run(Map.of("picture", picture)).get(result).toFloats();
    }
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepInAGraphIsTheSameStep(Step step, Engine engine) {
    Tensor picture = Net.noise(6, SHAPE.dims());
    assertArrayEquals(step.apply(picture.toFloats(), 3), run(engine, step, picture), 2e-6f);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void andSoItIsForAConstantPicture(Step step, Engine engine) {
    Tensor picture = Tensor.filled(DataType.FLOAT, 0.5, SHAPE.dims());
    assertArrayEquals(step.apply(picture.toFloats(), 3), run(engine, step, picture), 2e-6f);
  }
}
