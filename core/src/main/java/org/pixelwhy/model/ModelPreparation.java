package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.CardGuess;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Quantised;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.raise.Raising;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
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
  private final Optional<DataType> stored;
  private final Layout inputLayout;
  private final List<String> notes = new ArrayList<>();

  private ModelPreparation(Engine engine, OnnxModel file, PartialCard stated) {
    this.file = file;
    this.stated = stated;
    this.notes.addAll(file.notes());
    Graph constant = ComputedWeights.in(engine, unrounded());
    ImageInput image = ImageInput.of(constant, stated.inputLayout());
    this.graph = image.graph();
    this.input = image.value();
    this.stored = image.stored();
    this.inputLayout = image.layout();
    this.notes.addAll(image.notes());
  }

  /** The network, with its rounding as nodes of their own where gradients are to pass it. */
  private Graph unrounded() {
    if (stated.quantised().orElse(Quantised.EXACT) == Quantised.EXACT) {
      // Where activations are rounded too, the runtime has kernels of whole numbers for both.
      boolean rounds =
          file.graph().nodes().stream().anyMatch(node -> node.op().equals("QuantizeLinear"));
      return rounds ? file.graph() : DequantisedWeights.in(file.graph());
    }
    QuantisedPairs.Written written = QuantisedPairs.in(DequantisedWeights.in(file.graph()));
    notes.add(
        Text.format(
            "gradients pass rounding as if nothing were rounded (straight-through), at %d pairs of"
                + " QuantizeLinear and DequantizeLinear and at Round",
            written.pairs()));
    return written.graph();
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
    return prepare(engine, file, stated, LikelySizes.UNKNOWN);
  }

  /**
   * The prepared model, for images that are known.
   *
   * @param likely sizes to try where the file leaves its size open and takes none of the usual ones
   * @throws InputException if it has no image as input or no map of classes as output
   */
  public static SegmentationModel prepare(
      Engine engine, OnnxModel file, PartialCard stated, LikelySizes likely) {
    return new ModelPreparation(engine, file, stated).prepare(engine, likely);
  }

  private SegmentationModel prepare(Engine engine, LikelySizes likely) {
    SizeProbe probe = new SizeProbe(engine, graph, input, inputLayout, likely);
    InputSize size =
        stated.size().or(() -> CardGuess.fixedSize(input, inputLayout)).orElseGet(probe::step);
    SizeProbe.At at = probe.at(size);
    OutputReading reading =
        new OutputReading(at.image(), inputLayout, stated.outputLayout(), OptionalInt.empty());
    SegmentationOutput output =
        new SegmentationOutput.Search(graph, at.typed(), reading).choose(stated.output());
    notes.addAll(output.notes());
    Optional<FinalActivation> found = activation(at.typed(), output);
    Activation activation = found.map(FinalActivation::kind).orElseGet(() -> usual(output));
    int classes = output.axes().classes();
    Decision decision = decision(activation, classes);
    PartialCard.Builder guess =
        new PartialCard.Builder()
            .inputLayout(inputLayout)
            .size(size)
            .channels(CardGuess.channels(input, inputLayout))
            .preprocessing(CardGuess.preprocessing(stored))
            .outputLayout(output.layout())
            .activation(activation)
            .classNames(CardGuess.classNames(classes))
            .background(CardGuess.background(decision))
            .output(output.guessed() ? output.name() : null);
    ModelCard card = card(guess.build(), output, found);
    return rewrite(at.typed(), output, found, card, decision);
  }

  /** The activation that ends the graph, unless it runs over something else than the classes. */
  private Optional<FinalActivation> activation(TypedGraph typed, SegmentationOutput output) {
    Optional<FinalActivation> last =
        FinalActivation.of(graph, typed, output.tensor(), output.axes().classAxis());
    last.filter(activation -> !activation.isOfClasses())
        .ifPresent(
            activation -> notes.add(activation.left(typed.shape(activation.node().output(0)))));
    return last.filter(FinalActivation::isOfClasses);
  }

  /** What an output without activation is taken for: a threshold shows classes that may overlap. */
  private Activation usual(SegmentationOutput output) {
    boolean separate = output.hard().flatMap(HardEnd::threshold).isPresent();
    return stated
        .activation()
        .orElse(
            separate && output.axes().classes() > 1
                ? Activation.MULTI_LABEL_LOGITS
                : Activation.LOGITS);
  }

  private static Decision decision(Activation activation, int classes) {
    boolean separate =
        activation == Activation.SIGMOID || activation == Activation.MULTI_LABEL_LOGITS;
    return classes == 1 || separate ? Decision.THRESHOLD : Decision.ARGMAX;
  }

  private ModelCard card(
      PartialCard guess, SegmentationOutput output, Optional<FinalActivation> found) {
    int classes = output.axes().classes();
    // What the graph itself shows is known, not guessed.
    PartialCard.Builder known = new PartialCard.Builder();
    found.ifPresent(activation -> known.activation(activation.kind()));
    stated.output().ifPresent(name -> known.output(output.name()));
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
      TypedGraph typed,
      SegmentationOutput output,
      Optional<FinalActivation> found,
      ModelCard card,
      Decision decision) {
    GraphBuilder builder = graph.edit();
    String image = channelsFirstInput(builder);
    String raw = found.map(activation -> activation.bypass(builder)).orElse(output.tensor());
    String logits = output.axes().append(builder, raw, output.chosen(), image);
    String probabilities;
    if (found.isPresent()) {
      String last =
          found.get().isLogarithm()
              ? builder.add("Exp", List.of(output.tensor()), Map.of())
              : output.tensor();
      probabilities = output.axes().append(builder, last, output.chosen(), image);
    } else if (card.activation() == Activation.SIGMOID || card.activation() == Activation.SOFTMAX) {
      notes.add("the output is taken for probabilities; there are no logits in the graph to read");
      probabilities = logits;
    } else {
      probabilities = activate(builder, logits, decision);
    }
    noteThreshold(output, found);
    Graph rewritten = builder.outputs(List.of(logits, probabilities)).prune().build();
    Graph raised = Raising.of(rewritten, typed);
    noteRaised(rewritten, raised);
    return new SegmentationModel(
        raised, image, logits, probabilities, decision, card, file.sha256(), notes);
  }

  private void noteRaised(Graph before, Graph after) {
    Map<String, Integer> more = new TreeMap<>();
    after.nodes().forEach(node -> more.merge(node.op(), 1, Integer::sum));
    before.nodes().forEach(node -> more.merge(node.op(), -1, Integer::sum));
    more.keySet().removeAll(Set.of("Pad", "Transpose"));
    more.values().removeIf(count -> count <= 0);
    if (!more.isEmpty()) {
      notes.add("written as several nodes in the file, read as one operator each: " + more);
    }
  }

  /** Masks are read off at one half; the file may have another threshold. */
  private void noteThreshold(SegmentationOutput output, Optional<FinalActivation> found) {
    double usual = found.isPresent() ? 0.5 : 0;
    output
        .hard()
        .flatMap(HardEnd::threshold)
        .filter(threshold -> Math.abs(threshold - usual) > 1e-6)
        .ifPresent(
            threshold ->
                notes.add(
                    Text.format(
                        "the file calls what lies above %s foreground; masks here are what lies"
                            + " above %s",
                        threshold, usual)));
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
}
