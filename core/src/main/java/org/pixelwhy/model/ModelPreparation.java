package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.CardGuess;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

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
    ImageInput image = ImageInput.of(file.graph(), stated.inputLayout());
    this.graph = image.graph();
    this.input = image.value();
    this.inputLayout = image.layout();
    this.notes.addAll(file.notes());
    this.notes.addAll(image.notes());
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
    int classes = output.lacksChannels() ? 1 : (int) output.shape().dim(outputLayout.channelAxis());
    Decision decision = decision(activation, classes);
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
    ModelCard card = card(guess, found, classes);
    return rewrite(output, found, card, decision);
  }

  private static Decision decision(Activation activation, int classes) {
    boolean separate =
        activation == Activation.SIGMOID || activation == Activation.MULTI_LABEL_LOGITS;
    return classes == 1 || separate ? Decision.THRESHOLD : Decision.ARGMAX;
  }

  private ModelCard card(PartialCard guess, Optional<FinalActivation> found, int classes) {
    // What the graph itself shows is known, not guessed.
    PartialCard.Builder known = new PartialCard.Builder();
    found.ifPresent(activation -> known.activation(activation.kind()));
    PartialCard.Builder size = new PartialCard.Builder();
    CardGuess.fixedSize(input, inputLayout).ifPresent(size::size);
    ModelCard card = known.build().orElse(stated).orElse(size.build()).complete(guess);
    noteContradiction(found);
    if (card.classNames().size() != classes) {
      throw new InputException(
          Text.format(
              "the model card names %d classes %s, the network's output has %d channels",
              card.classNames().size(), card.classNames(), classes));
    }
    return card;
  }

  private void noteContradiction(Optional<FinalActivation> found) {
    if (found.isPresent() && stated.activation().isPresent()) {
      Activation said = stated.activation().get();
      if (said != found.get().kind()) {
        notes.add(
            Text.format(
                "the card says %s, but the graph ends in %s",
                said.name().toLowerCase(Locale.ROOT), found.get().node().op()));
      }
    }
  }

  private SegmentationModel rewrite(
      SizeProbe.Output output, Optional<FinalActivation> found, ModelCard card, Decision decision) {
    GraphBuilder builder = graph.edit();
    String image = channelsFirstInput(builder);
    String raw = found.map(activation -> activation.bypass(builder)).orElse(output.name());
    String logits = channelsFirst(builder, raw, output, card.outputLayout());
    String probabilities;
    if (found.isPresent()) {
      probabilities = channelsFirst(builder, output.name(), output, card.outputLayout());
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

  /** Gives a tensor like the output the missing channel axis, or brings its channels to front. */
  private static String channelsFirst(
      GraphBuilder builder, String tensor, SizeProbe.Output output, Layout layout) {
    if (output.lacksChannels()) {
      String axis = builder.constant("channel_axis", Tensor.vector(1));
      return builder.add("Unsqueeze", List.of(tensor, axis), Map.of());
    }
    if (!layout.channelsLast()) {
      return tensor;
    }
    int rank = output.rank();
    long[] permutation = new long[rank];
    Arrays.setAll(permutation, i -> i == 0 ? 0 : i == 1 ? rank - 1 : i - 1);
    return builder.add("Transpose", List.of(tensor), Map.of("perm", Attribute.ofInts(permutation)));
  }
}
