package org.pixelwhy.app.cli.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.model.Net;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.Inspection;
import org.pixelwhy.study.request.ModelSource;

@ExtendWith(EngineExtension.class)
class InspectCommandTest {
  @TempDir Path folder;

  /** A network of 120 convolutions, each with a Relu. */
  private Inspection deep(Engine engine) {
    Net net = new Net(1).input("x", 1, 1, 8, 8);
    String last = "x";
    for (int i = 0; i < 120; i++) {
      net.conv("conv" + i, last, 1, 1, 1).node("Relu", "relu" + i, "conv" + i);
      last = "relu" + i;
    }
    Path file = folder.resolve("deep.onnx");
    OnnxWriter.write(net.graph(last), file);
    return Inspection.of(engine, ModelSource.of(file));
  }

  private static String text(Inspection inspection, String filter) {
    StringWriter text = new StringWriter();
    new InspectionText(inspection, filter).print(new PrintWriter(text, true));
    return text.toString();
  }

  @Test
  void manyLayersAreShownInPages(Engine engine) {
    Inspection inspection = deep(engine);
    String page = text(inspection, null);
    int all = inspection.layers().size();
    int principal = inspection.principal().size();
    assertTrue(principal < all);
    assertTrue(page.contains(principal + " of " + all + " layers; --layers all"), page);
    assertFalse(text(inspection, "all").contains("--layers"));
    String eleven = text(inspection, "RELU11");
    assertTrue(eleven.contains("10 of " + all + " layers"), eleven);
    assertTrue(eleven.contains("relu118"));
    assertFalse(eleven.contains("relu12 "));
    assertEquals(
        10, ((List<?>) new InspectionText(inspection, "relu11").json().get("layers")).size());
  }
}
