package org.pixelwhy.target;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Steps;
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

/**
 * What a target appends to a graph against what it is at a prediction, with padding and without.
 */
@ExtendWith(EngineExtension.class)
class TargetGraphTest {
  private static final Geometry PADDED = new Geometry(7, 9, 8, 12, Geometry.Fit.PAD);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class",
        "class:2",
        "border",
        "border:0",
        "image",
        "image:1",
        "pixel:8,6",
        "pixel:2,3:1",
        "rectangle:1,1,5,4",
        "rectangle:7,0,9,9:2",
        "polygon:0,0,8,1,4,7",
        "entropy",
        "entropy:border:1",
        "entropy:rectangle:1,1,5,4"
      })
  void nodesGiveTheWeightsOfTheQuestion(String text, Engine engine) {
    compare(TargetKinds.standard().parse(text), engine);
  }

  /**
   * Compares a target's nodes with what it is at predictions of 8 x 12 pixels for 9 x 7 or more.
   */
  static void compare(Target target, Engine engine) {
    SegmentationModel model =
        Net.prepare(
            engine,
            new Net(4).input("x", 1, 1, 8, 12).conv("y", "x", 1, 3, 5).graph("y"),
            new PartialCard.Builder().classNames(List.of("rest", "cell", "wall")).build());
    Tensor image = Net.noise(9, 1, 1, 8, 12);
    for (Geometry geometry : List.of(Geometry.identity(8, 12), PADDED)) {
      for (Reduction reduction : Reduction.values()) {
        try (ModelRunner runner = new ModelRunner(engine, model);
            Evaluation at = runner.evaluate(image, geometry, Steps.SILENT)) {
          Prediction prediction = at.prediction();
          Question question = new Question(target, reduction, OutputSpace.LOGITS);
          assertArrayEquals(
              question.weights(prediction).toFloats(),
              byNodes(engine, model, geometry, question, image).toFloats(),
              1e-7f,
              target + " " + reduction + " " + geometry.fit());
        }
      }
    }
  }

  private static Tensor byNodes(
      Engine engine, SegmentationModel model, Geometry geometry, Question question, Tensor image) {
    GraphBuilder builder = model.graph().edit();
    Shape output = Shape.of(1, 3, 8, 12);
    TargetGraph graph = new TargetGraph(new Ops(builder, DataType.FLOAT), model, output, geometry);
    String weights = graph.weights(question.target(), question.reduction());
    builder.outputs(List.of());
    builder.output(new Value(weights, Optional.of(DataType.FLOAT), Optional.empty()));
    Graph whole = builder.prune().build();
    try (Program program = engine.compile(whole)) {
      return program.run(Map.of(model.input(), image)).get(weights);
    }
  }
}
