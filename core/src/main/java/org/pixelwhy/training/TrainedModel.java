package org.pixelwhy.training;

import java.util.Map;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.ModelCardYaml;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.tensor.Tensor;

/** Networks as files that need nothing said beside them. */
public final class TrainedModel {
  /** Under this key, the file says how it was trained. */
  public static final String TRAINING = "pixelwhy.training";

  private TrainedModel() {}

  /** The network as it is run, with these weights; the card lies in the file's metadata. */
  public static Graph of(
      TrainableNetwork network, Map<String, Tensor> state, ModelCard card, String training) {
    GraphBuilder builder = network.with(state).edit();
    builder.metadata(ModelCardYaml.METADATA, ModelCardYaml.text(card.stated()));
    builder.metadata(TRAINING, training);
    return builder.build();
  }
}
