package org.pixelwhy.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** That the catalogue's options reach the methods. */
@ExtendWith(EngineExtension.class)
class MethodOptionsTest {
  /** Another value for every option there is. */
  private static final Map<String, String> OTHER =
      Map.ofEntries(
          Map.entry("samples", "3"),
          Map.entry("sigma", "0.4"),
          Map.entry("baseline", "mean"),
          Map.entry("steps", "2"),
          Map.entry("quadrature", "riemann"),
          Map.entry("rectifiers", "relu,leaky-relu"),
          Map.entry("relu", "off"),
          Map.entry("upsampling", "bilinear"),
          Map.entry("composite", "epsilon"),
          Map.entry("rescaled", "all"),
          Map.entry("epsilon", "0.1"),
          Map.entry("gamma", "2"),
          Map.entry("masks", "7"),
          Map.entry("cells", "3"),
          Map.entry("probability", "1/2"),
          Map.entry("merge", "max"),
          Map.entry("sampling", "antithetic"),
          Map.entry("coarse-to-fine", "3"),
          Map.entry("threshold", "0.9"),
          Map.entry("cover", "mean"),
          Map.entry("blur", "0.2"),
          Map.entry("distance", "dice"),
          Map.entry("comparison", "better"),
          Map.entry("window", "5,3"),
          Map.entry("stride", "4"),
          Map.entry("fill", "-3"),
          Map.entry("score", "dice"),
          Map.entry("diameter", "6"),
          Map.entry("offset", "3"),
          Map.entry("pooling", "mean"),
          Map.entry("parts", "channels"),
          Map.entry("estimator", "kernel"),
          Map.entry("passes", "60"),
          Map.entry("range", "channel"),
          Map.entry("rules", "guided-backprop"),
          Map.entry("unit-range", "on"),
          Map.entry("box", "-2,2"),
          Map.entry("dice", "1"),
          Map.entry("growth", "12"),
          Map.entry("rate", "0.3"),
          Map.entry("area", "3"),
          Map.entry("variation", "2"),
          Map.entry("channel", "1"));

  @TempDir Path folder;

  static Stream<Method> methodsWithOptions() {
    return Catalogue.methods().stream()
        .filter(method -> method.readyMade() && !method.options().isEmpty());
  }

  private static SegmentationModel model(Engine engine) {
    Net net =
        new Net(3)
            .input("x", 1, 2, 12, 10)
            .constant("shift", Tensor.of(new float[] {0.4f, -0.3f}, 1, 2, 1, 1))
            .node("Add", "a", "x", "shift")
            .conv("c1", "a", 2, 4, 3)
            .node("Relu", "r1", "c1")
            .node("MaxPool", "p", pooling(), "r1")
            .conv("c2", "p", 4, 4, 3)
            .node("LeakyRelu", "r2", "c2")
            .transpose("t", "r2", 0, 2, 3, 1)
            .constant("w", Net.noise(5, 4, 4))
            .node("MatMul", "m", "t", "w")
            .transpose("n", "m", 0, 3, 1, 2)
            .constant("scales", Tensor.of(new float[] {1, 1, 2, 2}, 4))
            .node("Resize", "u", "n", "", "scales")
            .conv("y", "u", 4, 2, 3);
    PartialCard card = new PartialCard.Builder().activation(Activation.LOGITS).build();
    return Net.prepare(engine, net.graph("y"), card);
  }

  private static Map<String, Attribute> pooling() {
    return Map.of(
        "kernel_shape", Attribute.ofInts(2, 2),
        "strides", Attribute.ofInts(2, 2));
  }

  private static Tensor image() {
    return Net.noise(11, 1, 2, 12, 10);
  }

  private static Tensor map(Evaluation at, Method method, Map<String, String> options) {
    List<String> given = new ArrayList<>();
    options.forEach((name, value) -> given.add(method.id() + "." + name + "=" + value));
    Method.Settings settings =
        new Method.Settings(List.of("c2"), 5, Method.Border.FAST, GivenOptions.parse(given));
    Attributor attributor = method.attributor(settings);
    Question question = Question.of(new ClassTarget(1));
    at.expect(attributor.requests(at, question.on()));
    Attribution map = attributor.explain(at, question).get(0);
    return map.values();
  }

  /** Small enough to be fast, and such that every option has an effect. */
  private static Map<String, String> base(Method method) {
    Map<String, String> base = new LinkedHashMap<>();
    for (NamedOption<?> option : method.options()) {
      switch (option.name()) {
        case "masks" -> base.put("masks", "30");
        case "window" -> base.put("window", "4");
        case "diameter" -> base.put("diameter", "4");
        case "offset" -> base.put("offset", "2");
        case "parts" -> base.put("parts", "grid:3");
        case "passes" -> base.put("passes", "40");
        default -> {}
      }
    }
    return base;
  }

  @ParameterizedTest
  @MethodSource("methodsWithOptions")
  void everyOptionChangesTheMap(Method method, Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, model(engine));
        Evaluation at = runner.evaluate(image())) {
      for (NamedOption<?> option : method.options()) {
        if (option.name().equals("rescaled") || option.name().equals("growth")) {
          // This network has none of the operators that it is about; CompleteDeepLiftTest's have.
          // Its segments are everywhere, and do not grow by much; MiSuReTest's does.
          continue;
        }
        Map<String, String> before = base(method);
        if (option.name().equals("gamma") && method.id().equals("lrp")) {
          before.put("composite", "gamma");
        } else if (option.name().equals("box") && method.id().equals("lrp")) {
          before.put("composite", "epsilon-gamma-box");
        } else if (option.name().equals("threshold")) {
          before.put("coarse-to-fine", "2");
        } else if (option.name().equals("coarse-to-fine")) {
          before.put("threshold", "0.99");
        } else if (option.name().equals("cover")) {
          before.put("fill", "-3");
        } else if (option.name().equals("blur")) {
          before.put("cover", "blur");
        } else if (option.name().equals("passes")) {
          before.put("estimator", "kernel");
        }
        Map<String, String> after = new LinkedHashMap<>(before);
        after.put(option.name(), OTHER.get(option.name()));
        assertNotEquals(
            map(at, method, before), map(at, method, after), method.id() + "." + option.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methodsWithOptions")
  void givingTheStandardValuesGivesTheSameMap(Method method, Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, model(engine));
        Evaluation at = runner.evaluate(image())) {
      Map<String, String> given = GivenOptions.NONE.effective(method);
      if (method.id().equals("lrp")) {
        given.keySet().removeAll(List.of("gamma", "box"));
      }
      if (method.id().equals("rise")) {
        given.put("masks", "100");
        assertEquals(map(at, method, Map.of("masks", "100")), map(at, method, given), method.id());
      } else {
        assertEquals(map(at, method, Map.of()), map(at, method, given), method.id());
      }
    }
  }

  @Test
  void aBaselineMayBeAFile(Engine engine) {
    Path file = folder.resolve("grey.npy");
    float[] grey = new float[240];
    Arrays.fill(grey, 0.5f);
    Npy.write(file, Tensor.of(grey, 1, 2, 12, 10));
    try (ModelRunner runner = new ModelRunner(engine, model(engine));
        Evaluation at = runner.evaluate(image())) {
      for (String id : List.of("integrated-gradients", "deeplift", "layer-deeplift")) {
        Method method = Catalogue.method(id);
        Tensor zero = map(at, method, Map.of());
        assertNotEquals(zero, map(at, method, Map.of("baseline", file.toString())));
        assertNotEquals(zero, map(at, method, Map.of("baseline", "blur:2")));
      }
    }
  }

  @Test
  void aBaselineThatIsNoFileOrCannotBeIsRefused() {
    Method method = Catalogue.method("deeplift");
    for (String baseline : List.of("zeros.npy", "blur:0", "blur:x", "")) {
      GivenOptions options = GivenOptions.parse(List.of("baseline=" + baseline));
      InputException e =
          assertThrows(InputException.class, () -> options.require(List.of(method)), baseline);
      assertTrue(e.getMessage().contains("'deeplift.baseline'"), e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"grid:0", "grid:101", "superpixels:x", "channels:2", "parts.png", ""})
  void partsThatAreNoFileOrCannotBeAreRefused(String parts) {
    Method method = Catalogue.method("kernel-shap");
    GivenOptions options = GivenOptions.parse(List.of("parts=" + parts));
    InputException e =
        assertThrows(InputException.class, () -> options.require(List.of(method)), parts);
    assertTrue(e.getMessage().contains("'kernel-shap.parts'"), e.getMessage());
  }

  @Test
  void aCompositeWithoutTheRuleRefusesItsOption() {
    Method lrp = Catalogue.method("lrp");
    GivenOptions options = GivenOptions.parse(List.of("gamma=1"));
    Method.Settings settings = new Method.Settings(List.of("auto"), 0, Method.Border.FAST, options);
    InputException e = assertThrows(InputException.class, () -> lrp.attributor(settings));
    assertTrue(e.getMessage().contains("'epsilon-plus' has no rule gamma"), e.getMessage());
  }
}
