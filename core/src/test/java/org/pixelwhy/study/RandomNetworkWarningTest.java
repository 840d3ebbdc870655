package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** A Dropout that was exported for training is warned of, whatever method is asked. */
@ExtendWith(EngineExtension.class)
class RandomNetworkWarningTest {
  private static Graph dropout(boolean training) {
    return new Net(1)
        .input("x", 1, 1, 6, 6)
        .constant("ratio", Tensor.scalar(DataType.FLOAT, 0.5))
        .constant("training", Tensor.scalar(DataType.BOOL, training ? 1 : 0))
        .node("Dropout", "d", "x", "ratio", "training")
        .conv("y", "d", 1, 2, 3)
        .graph("y");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void warnsOfRandomResults(boolean training, Engine engine) {
    SegmentationModel model = Net.prepare(engine, dropout(training));
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(Net.noise(4, 1, 1, 6, 6))) {
      List<String> random =
          Warnings.of(model, at.prediction()).stream()
              .filter(text -> text.contains("exported for training"))
              .toList();
      assertEquals(training ? 1 : 0, random.size());
      assertTrue(random.stream().allMatch(text -> text.contains("every run gives another mask")));
    }
  }
}
