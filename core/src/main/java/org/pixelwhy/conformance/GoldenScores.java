package org.pixelwhy.conformance;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.cam.LayerActivation;
import org.pixelwhy.faithfulness.Infidelity;
import org.pixelwhy.faithfulness.Perturbation;
import org.pixelwhy.faithfulness.Sampling;
import org.pixelwhy.faithfulness.SensitivityMax;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** Outputs and scores of a reference set. */
final class GoldenScores {
  private GoldenScores() {}

  /** The graph's output as it is; several inputs run as one batch where the model allows it. */
  static Tensor outputs(GoldenRun run) {
    List<Tensor> inputs = new ArrayList<>();
    for (String name : run.golden().inputs()) {
      inputs.add(run.set().input(run.golden().net(), name));
    }
    List<Tensor> outputs = new ArrayList<>();
    run.at().batches().run(inputs.iterator(), output -> outputs.add(output.output(run.space())));
    Shape shape = outputs.get(0).shape().with(0, outputs.size());
    ByteBuffer bytes = Tensor.allocate(DataType.FLOAT, shape);
    outputs.forEach(output -> bytes.put(output.as(DataType.FLOAT).bytes()));
    return Tensor.of(DataType.FLOAT, shape, bytes.flip());
  }

  /** A layer's values, which are the same for every question. */
  static Tensor activation(GoldenRun run) {
    Question any = new Question(new ImageTarget(0), Reduction.MEAN, run.space());
    LayerActivation method = new LayerActivation(List.of(run.golden().layer()));
    return method.explain(run.at(), any).get(0).values();
  }

  static Tensor infidelity(GoldenRun run) {
    Attribution map = explained(run).explain(run.at(), run.question()).get(0);
    Sampling sampling = sampling(run, run.param("normalize").asBoolean());
    return scalar(new Infidelity(sampling).score(run.at(), run.question(), map).value());
  }

  static Tensor sensitivity(GoldenRun run) {
    SensitivityMax score = new SensitivityMax(sampling(run, true));
    return scalar(score.score(run.at(), run.question(), explained(run))[0]);
  }

  /** The method that is scored. */
  private static Attributor explained(GoldenRun run) {
    return GoldenMaps.find(run.param("of").asText()).orElseThrow().apply(run);
  }

  private static Sampling sampling(GoldenRun run, boolean normalize) {
    return Sampling.of(
        new Perturbation.Given(images(run.array("perturbations"), run.at().image().shape())),
        normalize);
  }

  /** An array {@code [n,C,H,W]} or {@code [n,H,W]} as n tensors of another shape. */
  static List<Tensor> images(Tensor stack, Shape shape) {
    if (stack.shape().rank() == 0 || stack.shape().dim(0) < 1) {
      throw new InputException(Text.format("an array of shape %s holds no samples", stack.shape()));
    }
    int count = Math.toIntExact(stack.shape().dim(0));
    Tensor floats = stack.as(DataType.FLOAT);
    int bytes = floats.bytes().remaining() / count;
    List<Tensor> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(Tensor.of(DataType.FLOAT, shape, floats.bytes().slice(i * bytes, bytes)));
    }
    return images;
  }

  private static Tensor scalar(double value) {
    return Tensor.of(new float[] {(float) value}, 1);
  }
}
