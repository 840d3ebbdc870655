package org.pixelwhy.attribution.cam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.CutOff;
import org.pixelwhy.attribution.Attribution.Extras;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ExplainerGraph;
import org.pixelwhy.attribution.GraphMap;
import org.pixelwhy.attribution.cam.CamOptions.Upsampling;
import org.pixelwhy.image.Interpolation;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.MapSoFar;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Class activation maps: the features of a layer {@code [1,F,h,w]}, weighted and summed to {@code
 * [1,1,h,w]}; volumes likewise. A class of the family is the formula of its raw map; what is done
 * to that is common to all: {@link CamOptions}.
 */
public abstract class Cam implements Attributor {
  private static final double RANGE_EPSILON = 1e-7;

  /** So many layers are looked at where one is blank. */
  private static final int MOST_OTHERS = 12;

  private final String id;
  private final CamOptions options;

  Cam(String id, CamOptions options) {
    this.id = id;
    this.options = options;
  }

  final String id() {
    return id;
  }

  final List<Layer> layers(Evaluation at) {
    return layers(at.model(), at.typed());
  }

  final List<Layer> layers(SegmentationModel model, TypedGraph typed) {
    return new Layers(model, typed).select(options.layers());
  }

  /** How many passes there are where each channel of the layers takes one, and the image too. */
  final double passForEachChannel(Evaluation at) {
    return 1 + layers(at).stream().mapToDouble(layer -> layer.shape().dim(1)).sum();
  }

  /** Whether the raw map is linear in the question's weights. */
  boolean linearFormula() {
    return false;
  }

  @Override
  public final boolean linear() {
    return linearFormula() && !options.relu() && !options.unitRange();
  }

  @Override
  public final List<Attribution> explain(Evaluation at, Question question) {
    WeightedQuestion asked = new WeightedQuestion(question, question.weights(at.prediction()));
    List<Layer> layers = layers(at);
    List<double[]> raw = maps(at, asked, layers);
    List<Attribution> maps = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      RawMap map = new RawMap(layers.get(i), raw.get(i));
      maps.add(
          options.relu() && map.isAgainst()
              ? cutOff(at, asked, map)
              : attribution(at, map, Extras.NONE));
    }
    return maps;
  }

  /** Offers the map of a layer as it is to whoever watches. */
  final void offer(Evaluation at, Layer layer, Supplier<double[]> raw) {
    at.steps().soFar(() -> soFar(at, layer, raw.get()));
  }

  /** The map of a layer as it is. */
  final MapSoFar soFar(Evaluation at, Layer layer, double[] raw) {
    Tensor map = finish(raw, layer.shape(), at.image().shape());
    return new MapSoFar(layer.tensor(), map, sign() != Sign.UNSIGNED);
  }

  private Attribution attribution(Evaluation at, RawMap map, Extras extras) {
    Tensor values = finish(map.values(), map.layer().shape(), at.image().shape());
    return new Attribution(id, map.layer().tensor(), values, sign(), List.of(), extras);
  }

  /** Where nothing speaks for the target: another layer's map, or what this one shows uncut. */
  private Attribution cutOff(Evaluation at, WeightedQuestion asked, RawMap map) {
    Optional<RawMap> other = looksElsewhere() ? elsewhere(at, asked, map) : Optional.empty();
    String strongest = map.strongest(at.geometry());
    if (other.isEmpty() || !options.avoidBlank() || !options.layers().contains(Layers.AUTO)) {
      Optional<String> layer = other.map(found -> found.layer().tensor());
      return attribution(at, map, Extras.NONE.withCutOff(new CutOff(strongest, layer)));
    }
    String moved =
        Text.format(
            "layer '%s', which '%s' stands for, is blank here: all of it speaks against the target"
                + " (strongest: %s); this is the next layer that is not",
            map.layer().tensor(), Layers.AUTO, strongest);
    return attribution(at, other.get(), Extras.NONE.withWarnings(List.of(moved)));
  }

  /** Whether the maps of more layers cost next to nothing. */
  boolean looksElsewhere() {
    return false;
  }

  /** The next layer at which something speaks for the target. */
  private Optional<RawMap> elsewhere(Evaluation at, WeightedQuestion asked, RawMap blank) {
    List<Layer> others =
        new Layers(at.model(), at.typed())
            .deepestFirst().stream()
                .filter(layer -> !layer.equals(blank.layer()))
                .limit(MOST_OTHERS)
                .toList();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    List<double[]> raw = maps(at, asked, others);
    return IntStream.range(0, others.size())
        .mapToObj(i -> new RawMap(others.get(i), raw.get(i)))
        .filter(map -> Arrays.stream(map.values()).anyMatch(value -> value > 0))
        .findFirst();
  }

  private Sign sign() {
    return options.relu() || options.unitRange() ? Sign.UNSIGNED : rawSign();
  }

  /** What negative values of the raw map mean. */
  Sign rawSign() {
    return Sign.SIGNED;
  }

  /** A question with the weights that it has at the image. */
  record WeightedQuestion(Question question, Tensor weights) {}

  /** The raw map of each layer: one number per position. */
  abstract List<double[]> maps(Evaluation at, WeightedQuestion question, List<Layer> layers);

  private Tensor finish(double[] raw, Shape layer, Shape image) {
    double[] map = options.relu() ? Arrays.stream(raw).map(v -> Math.max(0, v)).toArray() : raw;
    map = options.unitRange() ? unitRange(map) : map;
    Shape shape = layer.with(1, 1);
    if (options.upsampling() != Upsampling.NONE) {
      map = interpolation().resize(map, extents(layer), extents(image));
      map = options.unitRange() ? unitRange(map) : map;
      shape = image.with(1, 1);
    }
    float[] values = new float[map.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) map[i];
    }
    return Tensor.of(values, shape.dims());
  }

  private Interpolation interpolation() {
    boolean nearest = options.upsampling() == Upsampling.NEAREST;
    return nearest ? Interpolation.NEAREST : Interpolation.LINEAR;
  }

  /** The same as nodes. */
  final GraphMap finish(ExplainerGraph graph, String raw, Layer layer) {
    Ops ops = graph.ops();
    String map = options.relu() ? ops.op("Relu", raw) : raw;
    map = options.unitRange() ? unitRange(ops, map) : map;
    Shape shape = layer.shape().with(1, 1);
    if (options.upsampling() != Upsampling.NONE) {
      map = graph.resize(map, shape, interpolation());
      map = options.unitRange() ? unitRange(ops, map) : map;
      shape = graph.typed().shape(graph.model().input()).with(1, 1);
    }
    return new GraphMap(layer.tensor(), map, shape, sign(), List.of());
  }

  private static String unitRange(Ops ops, String map) {
    String least = ops.op("ReduceMin", map);
    String range = ops.sub(ops.op("ReduceMax", map), least);
    return ops.div(ops.sub(map, least), ops.add(range, ops.scalar(RANGE_EPSILON)));
  }

  private static double[] unitRange(double[] map) {
    double least = Arrays.stream(map).min().orElse(0);
    double range = Arrays.stream(map).max().orElse(0) - least;
    return Arrays.stream(map).map(v -> (v - least) / (RANGE_EPSILON + range)).toArray();
  }

  /** The spatial extents of a tensor {@code [1,C,...]}. */
  static int[] extents(Shape shape) {
    return Arrays.stream(shape.dims()).skip(2).mapToInt(Math::toIntExact).toArray();
  }
}
