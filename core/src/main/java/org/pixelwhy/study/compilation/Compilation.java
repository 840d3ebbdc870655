package org.pixelwhy.study.compilation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.GraphAttributor;
import org.pixelwhy.attribution.GraphMap;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.export.Explainer;
import org.pixelwhy.export.ExplainerOptions;
import org.pixelwhy.export.ModelEnds;
import org.pixelwhy.model.ModelPreparation;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.AxisSize;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.model.card.ModelCardYaml;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.study.InputFile;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.SizesInMind;
import org.pixelwhy.study.Version;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/** Makes explanations that are ONNX files. The same request gives the same bytes. */
public final class Compilation {
  private final Engine engine;
  private final CompileRequest request;
  private final SegmentationModel model;
  private final ModelEnds ends;

  private Compilation(Engine engine, CompileRequest request) {
    this.engine = engine;
    this.request = request;
    ModelLoader.Opened opened = ModelLoader.open(request.model());
    this.model =
        ModelPreparation.prepare(
            engine, opened.file(), opened.card(), SizesInMind.stated(request.size()));
    this.ends = ModelEnds.of(opened.file().graph(), model);
  }

  /** The methods that can be compiled, by identifier. */
  public static List<String> methods() {
    Method.Settings settings = new Method.Settings(List.of("auto"), 0);
    return Catalogue.methods().stream()
        .filter(method -> method.attributor(settings) instanceof GraphAttributor)
        .map(Method::id)
        .toList();
  }

  /**
   * The explainer that is asked for, with its provenance among the file's properties.
   *
   * @throws InputException if the method or the target cannot be compiled, or the size is open
   */
  public static Explainer compile(Engine engine, CompileRequest request) {
    List<String> methods = methods();
    if (!methods.contains(request.method())) {
      throw new InputException(
          Text.format(
              "method '%s' cannot be compiled: it is more than one graph. These can: %s",
              request.method(), String.join(", ", methods)));
    }
    return new Compilation(engine, request).compile();
  }

  private Explainer compile() {
    Shape input = inputShape();
    TypedGraph typed = new ShapeProbe(engine).probe(model.graph(), Map.of(model.input(), input));
    Attributor method =
        Catalogue.method(request.method())
            .attributor(request.settings(), InputFile.like(input, model.card()));
    ExplainerOptions options =
        new ExplainerOptions(
            input, request.target(), request.reduction(), request.on(), request.preprocessing());
    Explainer explainer = Explainer.compile(model, ends, typed, (GraphAttributor) method, options);
    return explainer.withMetadata(properties(explainer, input));
  }

  private Shape inputShape() {
    Value declared = model.graph().inputs().get(0);
    Dimension channels = declared.dims().orElseThrow().get(1);
    InputSize size = model.card().size();
    long[] dims = new long[2 + size.axes().size()];
    dims[0] = 1;
    dims[1] = channels.isFixed() ? channels.extent() : model.card().channels().channels();
    for (int i = 0; i < size.axes().size(); i++) {
      AxisSize axis = size.axes().get(i);
      boolean fixed = axis instanceof AxisSize.Fixed;
      dims[2 + i] = fixed || request.size().isPresent() ? axis.atLeast(1) : 0;
    }
    request.size().ifPresent(wanted -> setSize(dims, wanted, size));
    if (Arrays.stream(dims).anyMatch(dim -> dim == 0)) {
      throw InputException.about(
          "input size",
          Text.format(
              "the network takes several sizes (%s), an explainer has one; state which", size));
    }
    return Shape.of(dims);
  }

  private static void setSize(long[] dims, Size wanted, InputSize size) {
    if (!size.accepts(wanted.height(), wanted.width())) {
      throw new InputException(
          Text.format(
              "size %dx%d: the network takes height x width %s",
              wanted.width(), wanted.height(), size));
    }
    dims[2] = wanted.height();
    dims[3] = wanted.width();
  }

  private Map<String, String> properties(Explainer explainer, Shape input) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("pixelwhy.version", Version.current());
    properties.put("pixelwhy.onnxruntime", engine.version());
    properties.put("pixelwhy.model.sha256", model.hash());
    properties.put("pixelwhy.method", request.method());
    Method method = Catalogue.method(request.method());
    request
        .settings()
        .options()
        .effective(method)
        .forEach((name, value) -> properties.put("pixelwhy.option." + name, value));
    request
        .optionFiles()
        .forEach(file -> properties.put("pixelwhy.option.baseline.sha256", InputFile.hash(file)));
    properties.put("pixelwhy.layers.asked", String.join(",", request.settings().layers()));
    properties.put("pixelwhy.target", request.target().map(Target::toString).orElse("seed input"));
    properties.put("pixelwhy.reduction", lower(request.reduction()));
    properties.put("pixelwhy.on", lower(request.on()));
    properties.put("pixelwhy.input.shape", input.toString());
    properties.put("pixelwhy.preprocessing", request.preprocessing() ? "in" : "out");
    properties.put("pixelwhy.model.notes", String.join("\n", model.notes()));
    properties.put("pixelwhy.model.card", ModelCardYaml.text(model.card().stated()));
    properties.put(ModelCardYaml.METADATA, ModelCardYaml.text(card(input)));
    for (GraphMap map : explainer.maps()) {
      properties.put("pixelwhy." + map.tensor() + ".layer", map.layer());
      properties.put("pixelwhy." + map.tensor() + ".sign", lower(map.sign()));
    }
    properties.put("pixelwhy.notes", String.join("\n", explainer.notes()));
    return properties;
  }

  /** What the explainer's own input means: it is a model, too. */
  private PartialCard card(Shape input) {
    int[] extents = Arrays.stream(input.dims()).skip(2).mapToInt(Math::toIntExact).toArray();
    // Mask and map are outputs beside the segmentation, and may be of more classes.
    String output =
        model.card().output().filter(o -> o.startsWith(ends.output() + "[")).orElse(ends.output());
    PartialCard.Builder own =
        new PartialCard.Builder().size(InputSize.fixed(extents)).output(output);
    if (request.preprocessing()) {
      ChannelOrder order = model.card().channels();
      own.inputLayout(Layout.NCHW).preprocessing(List.of());
      own.channels(order.equals(ChannelOrder.BGR) ? ChannelOrder.RGB : order);
    }
    return own.build().orElse(model.card().stated());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
