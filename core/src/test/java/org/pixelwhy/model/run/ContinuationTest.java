package org.pixelwhy.model.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

@ExtendWith(EngineExtension.class)
class ContinuationTest {
  /** A = relu(x), which both a convolution and a skip connection read; y = 2 A + (A + x). */
  private static Graph skipping() {
    return new Net(1)
        .input("x", 1, 1, 1, 3)
        .node("Relu", "a", "x")
        .conv("twice", "a", Tensor.of(new float[] {2}, 1, 1, 1, 1))
        .node("Add", "skip", "a", "x")
        .node("Add", "y", "twice", "skip")
        .graph("y");
  }

  @Test
  void replacesTheLayerForAllThatReadItAndNothingElse(Engine engine) {
    Tensor image = Tensor.of(new float[] {1, -2, 3}, 1, 1, 1, 3);
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, skipping()));
        Evaluation at = runner.evaluate(image);
        Continuation rest = at.continuation("a")) {
      assertArrayEquals(new float[] {1, 0, 3}, rest.activation().toFloats());
      Tensor other = Tensor.of(new float[] {0, 1, 10}, 1, 1, 1, 3);
      assertArrayEquals(new float[] {1, 1, 33}, rest.predict(other).logits().toFloats());
    }
  }

  @Test
  void withTheLayersOwnValuesThePredictionIsTheModels(Engine engine) {
    UNetOptions options =
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1).withOutputs(2);
    SegmentationModel model = Net.prepare(engine, UNet.graph(options, 7));
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(Net.noise(11, 1, 1, 8, 8))) {
      List<String> tensors = new ArrayList<>();
      for (Layer layer : new Layers(model, at.typed()).principal()) {
        tensors.add(layer.tensor());
        try (Continuation rest = at.continuation(layer.tensor())) {
          assertArrayEquals(
              at.prediction().logits().toFloats(),
              rest.predict(rest.activation()).logits().toFloats(),
              1e-5f);
        }
      }
      assertEquals(true, tensors.size() > 4, tensors::toString);
    }
  }

  @Test
  void refusesValuesOfAnotherShape(Engine engine) {
    Tensor image = Tensor.of(new float[] {1, -2, 3}, 1, 1, 1, 3);
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, skipping()));
        Evaluation at = runner.evaluate(image);
        Continuation rest = at.continuation("a")) {
      Tensor other = Tensor.of(new float[] {0, 1}, 1, 1, 1, 2);
      assertThrows(InputException.class, () -> rest.predict(other));
    }
  }
}
