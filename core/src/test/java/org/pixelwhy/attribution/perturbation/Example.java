package org.pixelwhy.attribution.perturbation;

import java.util.Arrays;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/** A small model and image, and what the model says about changed images, one at a time. */
final class Example implements AutoCloseable {
  static final int HEIGHT = 8;
  static final int WIDTH = 12;
  static final int AREA = HEIGHT * WIDTH;
  static final Tensor IMAGE = Net.noise(3, 1, 2, HEIGHT, WIDTH);

  private final ModelRunner runner;
  private final Evaluation at;

  private Example(Engine engine, SegmentationModel model) {
    this.runner = new ModelRunner(engine, model);
    this.at = runner.evaluate(IMAGE);
  }

  /** A U-Net of three classes. */
  static Example unet(Engine engine) {
    UNetOptions options =
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(2).withOutputs(3);
    return new Example(engine, Net.prepare(engine, UNet.graph(options, 5)));
  }

  /** A quantised network, which has no gradient. */
  static Example quantised(Engine engine) {
    Graph graph =
        new Net(4)
            .input("image", 1, 2, HEIGHT, WIDTH)
            .constant("scale", Tensor.of(new float[] {0.05f}))
            .node("QuantizeLinear", "quantised", "image", "scale")
            .node("DequantizeLinear", "restored", "quantised", "scale")
            .conv("logits", "restored", 2, 3, 3)
            .graph("logits");
    return new Example(engine, Net.prepare(engine, graph));
  }

  ModelRunner runner() {
    return runner;
  }

  Evaluation at() {
    return at;
  }

  /** The prediction for other values, run by itself. */
  Prediction predict(float[] values) {
    try (Evaluation other = runner.evaluate(Tensor.of(values, IMAGE.shape().dims()))) {
      return other.prediction();
    }
  }

  static double[] doubles(Tensor tensor) {
    return tensor.toDoubles();
  }

  static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    Arrays.setAll(result, i -> values[i]);
    return result;
  }

  @Override
  public void close() {
    at.close();
    runner.close();
  }
}
