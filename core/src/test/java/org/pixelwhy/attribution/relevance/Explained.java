package org.pixelwhy.attribution.relevance;

import java.util.List;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.Tensor;

/** The sum of one channel's logits over all pixels, explained. */
record Explained(List<Attribution> maps, Tensor logits, int channel) {
  static Explained by(
      Attributor attributor, Engine engine, Graph graph, Tensor image, OutputSpace on) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(image)) {
      Question question = new Question(new ImageTarget(0), Reduction.SUM, on);
      List<Attribution> maps = attributor.explain(at, question);
      return new Explained(maps, question.output(at.prediction()), 0);
    }
  }

  static Explained by(Attributor attributor, Engine engine, Graph graph, Tensor image) {
    return by(attributor, engine, graph, image, OutputSpace.LOGITS);
  }

  double[] map() {
    return maps.get(0).values().toDoubles();
  }

  /** The sum of a map. */
  double sum() {
    return sum(map());
  }

  static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** The target's value. */
  double target() {
    return sum(relevance());
  }

  /** The logits of the channel, zeros elsewhere. */
  double[] relevance() {
    double[] y = logits.toDoubles();
    int area = y.length / (int) logits.shape().dim(1);
    for (int i = 0; i < y.length; i++) {
      y[i] = i / area == channel ? y[i] : 0;
    }
    return y;
  }
}
