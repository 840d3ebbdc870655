package org.pixelwhy.training.noise;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.ModelCardYaml;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Inlining;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.TrainableNetwork;

/**
 * What training on noise gives, as one ONNX file: the utility's input {@code [N,C,H,W]} in, and out
 * for every pixel {@code [N,1,H,W]}
 *
 * <ul>
 *   <li>{@link #IMPORTANCE}: {@code max(0, -z)} over its greatest value in the image, 0 to 1; zero
 *       everywhere where no pixel has a negative z;
 *   <li>{@link #SCALE}: the standard deviation of the noise that it bears, in the values of the
 *       input;
 *   <li>{@link #LOGIT}: z itself, which ranks all pixels, the most important first;
 *   <li>{@link #SHARE}: the share of the image's pixels that come no later by z, above 0 to 1:
 *       those with at most 0.3 are 30 % of the pixels. Equal z are in the runtime's order.
 * </ul>
 *
 * <p>Of explainers that learned shares, z is less its mean over the image.
 *
 * @param graph the file's graph
 * @param card how pictures become its input
 * @param facts what it was trained for
 * @param sha256 of the file
 */
public record NoiseExplainer(Graph graph, PartialCard card, Facts facts, String sha256) {
  /** Name of the output that tells what matters. */
  public static final String IMPORTANCE = "importance";

  /** Name of the output that tells how much noise is borne. */
  public static final String SCALE = "noise_scale";

  /** Name of the output that ranks pixels. */
  public static final String LOGIT = "noise_logit";

  /** Name of the output by which a threshold is a share of pixels. */
  public static final String SHARE = "share";

  /** Name of the utility's probabilities, where the file holds the utility too. */
  public static final String PROBABILITIES = "probabilities";

  /** What every explainer gives. */
  public static final List<String> OUTPUTS = List.of(IMPORTANCE, SCALE, LOGIT);

  private static final String METADATA = "pixelwhy.noise";

  /** Below it, the greatest -z of an image is no importance at all. */
  private static final double TINY = 1e-12;

  /**
   * What an explainer was trained for.
   *
   * @param options the noise
   * @param target name of the class that counts; empty for all
   * @param utility SHA-256 of the utility's file
   * @param parameters number of weights
   */
  public record Facts(
      NoiseOptions options, Optional<String> target, String utility, long parameters) {
    private String text() {
      Map<String, String> lines = new LinkedHashMap<>();
      lines.put("goal", options.goal().name());
      lines.put("least", Double.toString(options.least()));
      lines.put("greatest", Double.toString(options.greatest()));
      lines.put("unit", Double.toString(options.unit()));
      lines.put("lambda", Double.toString(options.lambda()));
      lines.put("draws", Integer.toString(options.draws()));
      target.ifPresent(name -> lines.put("target", name));
      lines.put("utility", utility);
      lines.put("parameters", Long.toString(parameters));
      return lines.entrySet().stream()
          .map(line -> line.getKey() + ": " + line.getValue())
          .collect(Collectors.joining("\n"));
    }

    private static Facts parse(String text) {
      Map<String, String> lines =
          text.lines()
              .map(line -> line.split(": ", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
      return new Facts(
          new NoiseOptions(
              NoiseOptions.Goal.valueOf(lines.get("goal")),
              Double.parseDouble(lines.get("least")),
              Double.parseDouble(lines.get("greatest")),
              Double.parseDouble(lines.get("unit")),
              Double.parseDouble(lines.get("lambda")),
              Integer.parseInt(lines.get("draws"))),
          Optional.ofNullable(lines.get("target")),
          lines.get("utility"),
          Long.parseLong(lines.get("parameters")));
    }
  }

  /**
   * The file of a trained network.
   *
   * @param network gives z
   * @param state its parameters and statistics
   * @param facts what it was trained for
   * @param card how pictures become its input
   * @param utility the network that it explains, where the file shall give its probabilities too
   */
  public static Graph file(
      TrainableNetwork network,
      Map<String, Tensor> state,
      Facts facts,
      ModelCard card,
      Optional<SegmentationModel> utility) {
    GraphBuilder builder = network.with(state).edit();
    Ops ops = new Ops(builder, DataType.FLOAT);
    NoiseOptions options = facts.options();
    String z = options.goal() == NoiseOptions.Goal.SHARE ? centred(ops, network) : network.logits();
    String positive = ops.op("Relu", ops.neg(z));
    String peak = ops.op("ReduceMax", Map.of("keepdims", 1), positive, ops.longs(1, 2, 3));
    String importance = ops.div(positive, ops.op("Max", peak, ops.scalar(TINY)));
    String scale = ops.scale(NoiseObjective.scale(ops, z, options), options.unit());
    builder.outputs(List.of());
    output(builder, importance, IMPORTANCE);
    output(builder, scale, SCALE);
    output(builder, share(ops, z), SHARE);
    output(builder, z, LOGIT);
    utility.ifPresent(model -> output(builder, copied(builder, network, model), PROBABILITIES));
    builder.metadata(METADATA, facts.text());
    builder.metadata(ModelCardYaml.METADATA, ModelCardYaml.text(card.stated()));
    return builder.build();
  }

  /** Where z only ranks pixels, what matters is what comes before the image's mean. */
  private static String centred(Ops ops, TrainableNetwork network) {
    Map<String, Object> kept = Map.of("keepdims", 1);
    String mean = ops.op("ReduceMean", kept, network.logits(), ops.longs(1, 2, 3));
    return ops.sub(network.logits(), mean);
  }

  /** The place of each pixel by z, the smallest first, over their number. */
  private static String share(Ops ops, String z) {
    String flat = ops.reshape(z, 0, -1);
    String extents = ops.op("Shape", flat);
    String pixels = ops.op("Gather", extents, ops.longs(1));
    List<String> sorted = ops.op("TopK", Map.of("largest", 0), List.of(flat, pixels), 2);
    String one = ops.constant(Tensor.scalar(DataType.INT64, 1));
    String count = ops.op("Squeeze", pixels, ops.longs(0));
    String places = ops.op("Range", one, ops.op("Add", count, one), one);
    String shares = ops.div(ops.cast(places, ops.type()), ops.cast(count, ops.type()));
    String given = ops.op("Expand", shares, extents);
    String inOrder = ops.op("ScatterElements", Map.of("axis", 1), flat, sorted.get(1), given);
    return ops.op("Reshape", inOrder, ops.op("Shape", z));
  }

  /** The utility beside the network, and the name of its probabilities. */
  private static String copied(
      GraphBuilder builder, TrainableNetwork network, SegmentationModel model) {
    model.graph().opsets().forEach(builder::opset);
    List<String> outputs =
        new Inlining(model.graph(), builder).copy(Map.of(model.input(), network.image()));
    return outputs.get(model.graph().outputNames().indexOf(model.probabilities()));
  }

  private static void output(GraphBuilder builder, String tensor, String name) {
    builder.add(Node.of("Identity", List.of(tensor), List.of(name), Map.of()));
    boolean one = !name.equals(PROBABILITIES);
    builder.output(Value.planes(name, one ? Dimension.of(1) : Dimension.symbol("classes")));
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is missing, damaged, or no explainer
   */
  public static NoiseExplainer read(Path file) {
    OnnxModel model = OnnxReader.read(file);
    String text = model.original().metadata().get(METADATA);
    List<String> outputs = model.graph().outputNames();
    if (text == null || !outputs.containsAll(OUTPUTS) || model.graph().inputNames().size() != 1) {
      throw InputException.about(
          "explainer of noise",
          Text.format(
              "%s: expected an explainer that was trained on noise, with outputs %s; it is no"
                  + " explainer, its outputs are %s",
              file, OUTPUTS, outputs));
    }
    try {
      PartialCard card = ModelCardYaml.inside(file, model.original().metadata());
      return new NoiseExplainer(model.graph(), card, Facts.parse(text), model.sha256());
    } catch (IllegalArgumentException | NullPointerException | IndexOutOfBoundsException e) {
      throw new InputException(file + ": is damaged: what it says of its noise cannot be read", e);
    }
  }

  /** The graph of {@link #OUTPUTS} alone: a map needs neither shares nor the utility. */
  public Graph maps() {
    return graph.edit().outputs(OUTPUTS).prune().build();
  }

  /** Name of the image's tensor. */
  public String image() {
    return graph.inputNames().get(0);
  }

  /** In what its images are prepared otherwise than a model's; empty where they are the same. */
  public List<String> differences(ModelCard model) {
    List<String> found = new ArrayList<>();
    card.channels()
        .filter(own -> !own.equals(model.channels()))
        .ifPresent(own -> found.add(difference("channels", own, model.channels())));
    card.preprocessing()
        .filter(own -> !own.equals(model.preprocessing()))
        .ifPresent(own -> found.add(difference("preprocessing", own, model.preprocessing())));
    return found;
  }

  private static String difference(String what, Object own, Object model) {
    return Text.format("%s %s, the network %s", what, own, model);
  }

  /**
   * Refuses the input of another network.
   *
   * @param model what is known of the network's input
   * @param image shape of it
   * @throws InputException if its images are prepared otherwise, or are of a size that the
   *     explainer does not take
   */
  public void requireSameInput(ModelCard model, Shape image) {
    int multiple = multiple();
    if (image.dim(2) % multiple != 0 || image.dim(3) % multiple != 0) {
      throw InputException.about(
          "input size",
          Text.format(
              "the explainer takes height and width that are multiples of %d, found %d x %d; state"
                  + " another size",
              multiple, image.dim(2), image.dim(3)));
    }
    List<String> differences = differences(model);
    if (!differences.isEmpty()) {
      throw InputException.about(
          "explainer of noise",
          Text.format(
              "the explainer takes other images than the network: %s",
              String.join("; ", differences)));
    }
  }

  /**
   * A warning where it was trained for another file.
   *
   * @param hash SHA-256 of the network's file
   */
  public Optional<String> otherNetwork(String hash) {
    return facts.utility().equals(hash)
        ? Optional.empty()
        : Optional.of(
            "the explainer was trained for another file than this network's; it explains that one");
  }

  /** Height and width of its images are multiples of this: it is halved at every pooling. */
  public int multiple() {
    Set<String> needed = graph.ancestors(Set.of(LOGIT));
    long poolings =
        graph.nodes().stream()
            .filter(node -> node.op().equals("MaxPool") && needed.contains(node.output(0)))
            .count();
    return 1 << poolings;
  }

  /**
   * The network that gives z, to be trained further.
   *
   * @throws InputException if it cannot be trained
   */
  public TrainableNetwork network() {
    Value logit =
        graph.outputs().stream()
            .filter(output -> output.name().equals(LOGIT))
            .findFirst()
            .orElseThrow();
    String z = graph.producer(LOGIT).orElseThrow().input(0);
    if (graph.producer(z).filter(node -> node.op().equals("Sub")).isPresent()) {
      z = graph.producer(z).orElseThrow().input(0);
    }
    GraphBuilder builder = graph.edit().outputs(List.of());
    builder.output(new Value(z, logit.type(), logit.dims()));
    return TrainableNetwork.of(builder.prune().build());
  }
}
