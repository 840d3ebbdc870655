package org.pixelwhy.training;

import java.nio.file.Path;
import java.util.Map;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.ModelCardYaml;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** Networks as files that need nothing said beside them. */
public final class TrainedModel {
  /** Under this key, the file says how it was trained. */
  public static final String TRAINING = "pixelwhy.training";

  private static final String CHECKSUM = "pixelwhy.checksum";

  private TrainedModel() {}

  /** The network as it is run, with these weights; the card lies in the file's metadata. */
  public static Graph of(
      TrainableNetwork network, Map<String, Tensor> state, ModelCard card, String training) {
    GraphBuilder builder = network.with(state).edit();
    builder.metadata(ModelCardYaml.METADATA, ModelCardYaml.text(card.stated()));
    builder.metadata(TRAINING, training);
    return sealed(builder.build());
  }

  /** The network with a checksum of its weights, which {@link #weights} asks for. */
  public static Graph sealed(Graph network) {
    return network.edit().metadata(CHECKSUM, Checksum.of(network.initializers())).build();
  }

  /**
   * Parameters and statistics of a network that training wrote.
   *
   * @throws InputException if the file is missing or damaged
   */
  public static Map<String, Tensor> weights(Path file) {
    // As it stands in the file: reading may fold what it brings to another form.
    Graph graph = OnnxReader.read(file).original();
    if (!Checksum.of(graph.initializers()).equals(graph.metadata().get(CHECKSUM))) {
      throw new InputException(
          file + ": is damaged, or was changed since training wrote it: its checksum is another");
    }
    return graph.initializers();
  }
}
