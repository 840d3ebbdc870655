package org.pixelwhy.study.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.TrainableNetwork;

/**
 * A network that was trained elsewhere, to go on from. Its layers keep their names; the file that
 * training writes takes images with channels first and gives logits of the images' size.
 */
public final class StartedNetwork {
  private StartedNetwork() {}

  /**
   * The network for a data set.
   *
   * @param model as it is
   * @param size in which images are learned from; where none is stated, whole ones in the network's
   *     own size where it has one, else as they are
   * @throws InputException if the network gives no logits, or does not take the data
   */
  public static NewNetwork of(
      Engine engine, SegmentationModel model, Dataset dataset, SampleSize size, BadFiles badFiles) {
    if (model.logits().equals(model.probabilities())) {
      throw new InputException(
          "the network to start from gives probabilities and no logits to learn on; export it"
              + " without its last activation");
    }
    if (model.classNames().size() > 1 && model.decision() == Decision.THRESHOLD) {
      throw new InputException(
          Text.format(
              "the network to start from has %d classes that may overlap, masks of a data set may"
                  + " not",
              model.classNames().size()));
    }
    Optional<Size> given = size.part().or(size::whole);
    UtilityData data = UtilityData.of(dataset, model.card(), given, OptionalInt.empty(), badFiles);
    SampleSize taken = size.part().isPresent() ? size : SampleSize.whole(data.fit().size());
    TrainableNetwork network = TrainableNetwork.of(graph(engine, model, data.input()));
    ModelCard card = plain(data.card());
    return new NewNetwork(network, card, plain(data.saved()), taken, dataset.notes());
  }

  /** The graph from image to logits, its batch open. */
  private static Graph graph(Engine engine, SegmentationModel model, Shape input) {
    Shape output =
        new ShapeProbe(engine)
            .probe(model.graph(), Map.of(model.input(), input))
            .shape(model.logits());
    GraphBuilder builder = model.graph().edit();
    builder.redeclare(image(model.input(), input.dim(1)));
    String logits = model.logits();
    if (output.dim(2) != input.dim(2) || output.dim(3) != input.dim(3)) {
      Ops ops = new Ops(builder, DataType.FLOAT);
      logits =
          ops.op(
              "Resize",
              Map.of("mode", "linear", "coordinate_transformation_mode", "half_pixel"),
              logits,
              "",
              ops.constant(scales(input, output)));
    }
    builder.outputs(List.of());
    return builder.output(image(logits, output.dim(1))).prune().build();
  }

  private static Tensor scales(Shape input, Shape output) {
    float[] scales = {
      1, 1, (float) input.dim(2) / output.dim(2), (float) input.dim(3) / output.dim(3)
    };
    return Tensor.of(scales, 4);
  }

  private static Value image(String name, long channels) {
    return Value.planes(name, Dimension.of(channels));
  }

  /** The card of the graph: channels first, logits. */
  private static ModelCard plain(ModelCard card) {
    return new ModelCard(
        Layout.NCHW,
        card.size(),
        card.channels(),
        card.preprocessing(),
        Layout.NCHW,
        Activation.LOGITS,
        card.classNames(),
        card.background(),
        Optional.empty(),
        card.quantised(),
        List.of());
  }
}
