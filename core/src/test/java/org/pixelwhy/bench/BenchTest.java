package org.pixelwhy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

@ExtendWith(EngineExtension.class)
class BenchTest {
  @Test
  void measuresThePlainNetworkAndEveryMethodAgainstIt(Engine engine) {
    UNetOptions options = UNetOptions.defaults().withDepth(2).withChannels(4);
    SegmentationModel model = Net.prepare(engine, UNet.graph(options, 1));
    List<Bench.Row> rows =
        new Bench(engine, new Bench.Extent(2, 3, 4))
            .measure(
                model,
                Net.noise(1, 1, 3, 16, 16),
                List.of("saliency", "grad-cam"),
                new Method.Settings(List.of("auto"), 0));
    assertEquals(
        List.of(
            "create a plain session",
            "forward pass",
            "saliency: compile, in plain session creations",
            "saliency",
            "saliency: a further question",
            "saliency: infidelity with 4 samples",
            "grad-cam: compile, in plain session creations",
            "grad-cam",
            "grad-cam: a further question",
            "grad-cam: exact border of 3 pixels, per pixel in backward passes",
            "grad-cam: infidelity with 4 samples"),
        rows.stream().map(Bench.Row::what).toList());
    for (Bench.Row row : rows) {
      assertTrue(
          row.seconds() > 0 && row.forwardPasses() > 0 && !(row.cpuForwardPasses() < 0),
          row::toString);
    }
    assertEquals(1, rows.get(1).forwardPasses());
  }

  @Test
  void needsARound() {
    assertThrows(InputException.class, () -> new Bench.Extent(0, 0, 0));
  }
}
