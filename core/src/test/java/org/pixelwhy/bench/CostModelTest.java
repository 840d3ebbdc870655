package org.pixelwhy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.InputFile;
import org.pixelwhy.tensor.Tensor;

/**
 * What methods cost on kinds of networks, counted: {@code costs.txt} holds it, so that no change
 * makes a pass dearer unseen. No clock is asked.
 */
@ExtendWith(EngineExtension.class)
class CostModelTest {
  private static final Path TABLE = Path.of("src/test/resources/org/pixelwhy/bench/costs.txt");
  private static final String ACCEPT = "costs.accept";
  private static final List<String> METHODS = List.of("saliency", "guided-backprop", "grad-cam");

  private static SegmentationModel prepare(Engine engine, CostNetworks network) {
    PartialCard card = new PartialCard.Builder().activation(Activation.LOGITS).build();
    return Net.prepare(engine, network.graph(), card);
  }

  private static Attributor attributor(String method, SegmentationModel model, Tensor input) {
    return Catalogue.method(method)
        .attributor(new Method.Settings(List.of("auto"), 0), InputFile.like(input, model.card()));
  }

  private static Tensor input() {
    return Net.noise(1, 1, 3, CostNetworks.SIDE, CostNetworks.SIDE);
  }

  @Test
  void operationsAndBytesAreThoseOfTheTable(Engine engine) throws IOException {
    CostModel costs = new CostModel(engine, OptionalInt.empty());
    List<String> rows = new ArrayList<>();
    for (CostNetworks network : CostNetworks.values()) {
      SegmentationModel model = prepare(engine, network);
      PassCost plain = costs.forward(model, input());
      rows.add(row(network, "", plain, plain));
      for (String method : METHODS) {
        for (PassCost pass : costs.passes(model, input(), attributor(method, model, input()))) {
          rows.add(row(network, method, pass, plain));
        }
      }
    }
    String found = String.join("\n", rows) + "\n";
    if (Boolean.getBoolean(ACCEPT)) {
      Files.writeString(TABLE, head() + found);
    }
    assertEquals(
        Files.readString(TABLE),
        head() + found,
        "costs changed; where they fell, or that is wanted, run this with -Dcosts.accept=true and"
            + " commit the table");
  }

  private static String head() {
    return """
        # Counted costs: million operations, and megabytes read and written; each also in plain forward passes.
        # Written by CostModelTest with -Dcosts.accept=true.
        """
        + String.format(
            Locale.ROOT,
            "# %-13s | %-15s | %-13s | %9s | %8s | %9s | %8s%n",
            "network",
            "method",
            "pass",
            "Mop",
            "forwards",
            "MB",
            "forwards");
  }

  private static String row(CostNetworks network, String method, PassCost pass, PassCost plain) {
    double operations = pass.counted().operations();
    double bytes = pass.counted().bytes();
    return String.format(
        Locale.ROOT,
        "%-15s | %-15s | %-13s | %9.2f | %8.3f | %9.2f | %8.3f",
        network.name().toLowerCase(Locale.ROOT),
        method,
        pass.what(),
        operations / 1e6,
        operations / plain.counted().operations(),
        bytes / 1e6,
        bytes / plain.counted().bytes());
  }

  @Test
  void saliencyTakesAtMostTheOperationsOf2Point3ForwardPasses(Engine engine) {
    for (CostNetworks network : CostNetworks.values()) {
      // Both factors of a product of two computed matrices have a gradient, each a product.
      assertAtMost(network == CostNetworks.ATTENTION ? 2.5 : 2.3, "saliency", network, engine);
    }
  }

  @Test
  void gradCamOfTheDeepestLayerTakesAtMostThoseOf1Point9(Engine engine) {
    for (CostNetworks network : CostNetworks.values()) {
      assertAtMost(1.9, "grad-cam", network, engine);
    }
  }

  private static void assertAtMost(
      double forwards, String method, CostNetworks network, Engine engine) {
    CostModel costs = new CostModel(engine, OptionalInt.empty());
    SegmentationModel model = prepare(engine, network);
    double plain = costs.forward(model, input()).counted().operations();
    double all =
        costs.passes(model, input(), attributor(method, model, input())).stream()
            .mapToDouble(pass -> pass.counted().operations())
            .sum();
    assertTrue(all <= forwards * plain, () -> network + " takes " + all / plain);
  }

  @Test
  void measuresEachOperatorToo(Engine engine) {
    SegmentationModel model = prepare(engine, CostNetworks.DEPTHWISE);
    CostModel costs = new CostModel(engine, OptionalInt.of(1));
    List<PassCost> passes = costs.passes(model, input(), attributor("saliency", model, input()));
    assertEquals(
        List.of("forward half", "backward half"), passes.stream().map(PassCost::what).toList());
    for (PassCost pass : passes) {
      assertTrue(
          pass.measured().orElseThrow().operators().stream()
              .anyMatch(time -> time.operator().equals("Conv") && time.milliseconds() > 0));
    }
  }

  @Test
  void aMethodWithoutGradientsHasNoPassesOfItsOwn(Engine engine) {
    SegmentationModel model = prepare(engine, CostNetworks.DEPTHWISE);
    CostModel costs = new CostModel(engine, OptionalInt.empty());
    assertEquals(List.of(), costs.passes(model, input(), attributor("rise", model, input())));
  }
}
