package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.DataType;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Shape;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;

/**
 * Brings a network into the form of {@link SegmentationModel}, with what is stated about it and
 * sensible guesses for the rest.
 */
public final class ModelPreparation {
  private final OnnxModel file;
  private final PartialCard stated;
  private final Graph graph;
  private final Value input;
  private final Layout inputLayout;
  private final List<String> notes = new ArrayList<>();

  private ModelPreparation(OnnxModel file, PartialCard stated) {
    this.file = file;
    this.stated = stated;
    this.graph = file.graph();
    this.input = imageInput(graph);
    this.inputLayout = stated.inputLayout().orElseGet(() -> CardGuess.inputLayout(input));
    this.notes.addAll(file.notes());
  }

  /**
   * The prepared model.
   *
   * @param engine to find out shapes with
   * @param file the network as read
   * @param stated what is known about it
   * @throws InputException if it has no image as input or no map of classes as output
   */
  public static SegmentationModel prepare(Engine engine, OnnxModel file, PartialCard stated) {
    return new ModelPreparation(file, stated).prepare(engine);
  }

  private static Value imageInput(Graph graph) {
    if (graph.inputs().size() != 1) {
      throw new InputException(
          "the network has %d inputs %s; only networks with one input, the image, are supported"
              .formatted(graph.inputs().size(), graph.inputNames()));
    }
    return graph.inputs().get(0);
  }

  private SegmentationModel prepare(Engine engine) {
    SizeProbe probe = new SizeProbe(engine, graph, input, inputLayout);
    InputSize size =
        stated.size().or(() -> CardGuess.fixedSize(input, inputLayout)).orElseGet(probe::step);
    SizeProbe.Output output = probe.output(size);
    Optional<FinalActivation> found = FinalActivation.of(graph, output.name());
    Activation activation =
        found
            .map(FinalActivation::kind)
            .orElseGet(() -> stated.activation().orElse(Activation.LOGITS));
    Layout outputLayout =
        stated
            .outputLayout()
            .orElseGet(
                () ->
                    CardGuess.outputLayout(
                        output.batchedShape(), inputLayout, output.height(), output.width()));
    int classes = (int) output.batchedShape().dim(outputLayout.channelAxis());
    Decision decision = decision(activation, classes);
    ModelCard card = card(size, outputLayout, activation, classes, decision);
    return rewrite(output, found, card, decision);
  }

  private static Decision decision(Activation activation, int classes) {
    boolean separate =
        activation == Activation.SIGMOID || activation == Activation.MULTI_LABEL_LOGITS;
    return classes == 1 || separate ? Decision.THRESHOLD : Decision.ARGMAX;
  }

  private ModelCard card(
      InputSize size, Layout outputLayout, Activation activation, int classes, Decision decision) {
    // What the graph itself shows is known, not guessed.
    PartialCard.Builder known = new PartialCard.Builder();
    CardGuess.fixedSize(input, inputLayout).ifPresent(known::size);
    if (FinalActivation.of(graph, graph.outputNames().get(0)).isPresent()) {
      known.activation(activation);
    }
    PartialCard guess =
        new PartialCard.Builder()
            .inputLayout(inputLayout)
            .size(size)
            .channels(CardGuess.channels(input, inputLayout))
            .preprocessing(CardGuess.preprocessing())
            .outputLayout(outputLayout)
            .activation(activation)
            .classNames(CardGuess.classNames(classes))
            .background(CardGuess.background(decision))
            .build();
    ModelCard card = stated.orElse(known.build()).complete(guess);
    if (card.classNames().size() != classes) {
      throw new InputException(
          "the model card names %d classes %s, the network's output has %d channels"
              .formatted(card.classNames().size(), card.classNames(), classes));
    }
    return card;
  }

  private SegmentationModel rewrite(
      SizeProbe.Output output, Optional<FinalActivation> found, ModelCard card, Decision decision) {
    GraphBuilder builder = graph.edit();
    String image = channelsFirstInput(builder);
    String raw = found.map(activation -> activation.bypass(builder)).orElse(output.name());
    String logits = channelsFirst(builder, raw, output.shape().rank(), card.outputLayout());
    String probabilities;
    if (found.isPresent()) {
      probabilities =
          channelsFirst(builder, output.name(), output.shape().rank(), card.outputLayout());
    } else if (card.activation() == Activation.SIGMOID || card.activation() == Activation.SOFTMAX) {
      notes.add("the output is taken for probabilities; there are no logits in the graph to read");
      probabilities = logits;
    } else {
      probabilities = activate(builder, logits, decision);
    }
    Graph rewritten = builder.outputs(List.of(logits, probabilities)).prune().build();
    return new SegmentationModel(
        rewritten, image, logits, probabilities, decision, card, file.sha256(), notes);
  }

  private static String activate(GraphBuilder builder, String logits, Decision decision) {
    return decision == Decision.THRESHOLD
        ? builder.add("Sigmoid", List.of(logits), Map.of())
        : builder.add("Softmax", List.of(logits), Map.of("axis", Attribute.of(1)));
  }

  /** Makes the image come in channels first, whatever the network wants. */
  private String channelsFirstInput(GraphBuilder builder) {
    if (!inputLayout.channelsLast()) {
      return input.name();
    }
    List<Dimension> dims = new ArrayList<>(input.dims().orElseThrow());
    dims.add(1, dims.remove(dims.size() - 1));
    String image = builder.fresh(input.name() + "_channels_first");
    builder.removeInput(input.name());
    builder.input(
        new Value(image, Optional.of(input.type().orElse(DataType.FLOAT)), Optional.of(dims)));
    long[] permutation = LongStream.range(0, dims.size()).map(i -> i == 0 ? 0 : i + 1).toArray();
    permutation[dims.size() - 1] = 1;
    builder.add(
        Node.of(
            "Transpose",
            List.of(image),
            List.of(input.name()),
            Map.of("perm", Attribute.ofInts(permutation))));
    return image;
  }

  /** Gives an output the missing channel axis, and brings channels to the front. */
  private String channelsFirst(GraphBuilder builder, String tensor, int rank, Layout layout) {
    int full = inputLayout.spatialRank() + 2;
    String result = tensor;
    if (rank == full - 1) {
      String axis = builder.constant("channel_axis", Tensor.vector(layout.channelAxis()));
      result = builder.add("Unsqueeze", List.of(result, axis), Map.of());
    }
    if (layout.channelsLast()) {
      long[] permutation = new long[full];
      Arrays.setAll(permutation, i -> i == 0 ? 0 : i == 1 ? full - 1 : i - 1);
      result =
          builder.add("Transpose", List.of(result), Map.of("perm", Attribute.ofInts(permutation)));
    }
    return result;
  }

  /** The shape of an output that lacks the channel axis, with that axis added. */
  static Shape withChannelAxis(Shape shape, int rank) {
    if (shape.rank() == rank) {
      return shape;
    }
    long[] dims = new long[rank];
    dims[0] = shape.dim(0);
    dims[1] = 1;
    for (int i = 2; i < rank; i++) {
      dims[i] = shape.dim(i - 1);
    }
    return Shape.of(dims);
  }
}
