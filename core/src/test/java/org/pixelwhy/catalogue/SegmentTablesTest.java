package org.pixelwhy.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.SegmentTable;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class SegmentTablesTest {
  private static final List<String> COMPLETE =
      List.of(
          "feature-ablation",
          "integrated-gradients",
          "deeplift",
          "input-x-gradient",
          "kernel-shap");

  /**
   * {@code y0 = 1}, {@code y1 = x + 2 mean(x)}, {@code y2 = -x}: class 1 is spoken for by all
   * pixels of the image, class 2 by its own.
   */
  private static SegmentationModel linear(Engine engine) {
    Net net =
        new Net(1)
            .input("x", 1, 1, 4, 6)
            .conv("own", "x", Tensor.of(new float[] {0, 1, -1}, 3, 1, 1, 1))
            .node("GlobalAveragePool", "mean", "x")
            .conv("all", "mean", Tensor.of(new float[] {0, 2, 0}, 3, 1, 1, 1))
            .node("Add", "both", "own", "all")
            .constant("bias", Tensor.of(new float[] {1, 0, 0}, 1, 3, 1, 1))
            .node("Add", "y", "both", "bias");
    return Net.prepare(
        engine, net.graph("y"), new PartialCard.Builder().activation(Activation.LOGITS).build());
  }

  /** Two columns each of 3, 0 and -2: class 1, class 0, class 2. Their mean is 1/3. */
  private static Tensor image() {
    float[] values = new float[24];
    for (int i = 0; i < 24; i++) {
      values[i] = i % 6 < 2 ? 3 : i % 6 < 4 ? 0 : -2;
    }
    return Tensor.of(values, 1, 1, 4, 6);
  }

  private static List<SegmentTable> tables(Evaluation at, SegmentQuestion question) {
    ImageFiles files =
        new ImageFiles(
            0,
            0,
            Npy::read,
            mask -> {
              throw new AssertionError("no mask is asked for");
            });
    return new SegmentTables(at, files, question).all();
  }

  @Test
  void ofALinearNetworkEveryCompleteMethodHasTheTableThatIsKnownByHand(Engine engine) {
    double[][] known = {{0, 3 + 2 * 24 / 24.0, -2 * 16 / 24.0}, {0, 0, 2}};
    double[] values = {3 + 2 / 3.0, 2};
    try (ModelRunner runner = new ModelRunner(engine, linear(engine));
        Evaluation at = runner.evaluate(image())) {
      List<SegmentTable> tables = tables(at, new SegmentQuestion(COMPLETE, false));
      assertEquals(COMPLETE, tables.stream().map(SegmentTable::method).toList());
      for (SegmentTable table : tables) {
        assertEquals(3, table.segments().size());
        // The background speaks, but is not spoken for.
        for (int k = 0; k < 2; k++) {
          SegmentTable.Row row = table.rows().get(k);
          assertEquals(table.segments().get(k + 1), row.target());
          assertEquals(values[k], row.value(), 1e-5, table.method());
          for (int j = 0; j < 3; j++) {
            assertEquals(known[k][j], row.contributions().get(j), 1e-5, table.method());
          }
          assertEquals(Arrays.stream(known[k]).sum(), row.change(), 1e-5, table.method());
          assertEquals(0, row.rest(), 1e-5, table.method());
        }
      }
    }
  }

  @Test
  void aBaselineChangesBothSidesOfTheSum(Engine engine) {
    Method.Settings ones =
        new Method.Settings(
            List.of("auto"), 0, Method.Border.FAST, GivenOptions.parse(List.of("baseline=mean")));
    SegmentQuestion question =
        new SegmentQuestion(
            List.of("integrated-gradients", "feature-ablation"),
            false,
            Reduction.MEAN,
            OutputSpace.LOGITS,
            ones);
    try (ModelRunner runner = new ModelRunner(engine, linear(engine));
        Evaluation at = runner.evaluate(image())) {
      for (SegmentTable table : tables(at, question)) {
        // Class 1 against the mean 1/3: 3 - 1/3 + 2 (3 - 1/3) 8/24 from its own pixels.
        SegmentTable.Row row = table.rows().get(0);
        assertEquals(8 / 3.0 + 2 * 8 / 3.0 * 8 / 24, row.contributions().get(1), 1e-5);
        assertEquals(8 / 3.0, row.change(), 1e-5);
        assertEquals(0, row.rest(), 1e-5);
      }
    }
  }

  @Test
  void objectsAreSegmentsOfTheirOwn(Engine engine) {
    float[] values = image().toFloats();
    // The two columns of class 1 fall into two objects.
    values[6] = 0;
    values[7] = 0;
    try (ModelRunner runner = new ModelRunner(engine, linear(engine));
        Evaluation at = runner.evaluate(Tensor.of(values, 1, 1, 4, 6))) {
      for (SegmentTable table : tables(at, new SegmentQuestion(COMPLETE, true))) {
        assertTrue(table.segments().contains("1, object 2"), table.segments().toString());
        SegmentTable.Row first =
            table.rows().stream()
                .filter(row -> row.target().equals("1, object 1"))
                .findFirst()
                .orElseThrow();
        // Two pixels of 3 of their own, and the four of the other object by the mean.
        int own = table.segments().indexOf("1, object 1");
        int other = table.segments().indexOf("1, object 2");
        assertEquals(3 + 2 * 6 / 24.0, first.contributions().get(own), 1e-5, table.method());
        assertEquals(2 * 12 / 24.0, first.contributions().get(other), 1e-5, table.method());
        assertEquals(0, first.rest(), 1e-5, table.method());
      }
    }
  }

  @Test
  void whatPaddingHasIsInTheRest(Engine engine) {
    Geometry geometry = new Geometry(4, 4, 4, 6, Geometry.Fit.PAD);
    try (ModelRunner runner = new ModelRunner(engine, linear(engine));
        Evaluation at = runner.evaluate(image(), geometry, (what, done, total) -> {})) {
      SegmentTable summed = tables(at, new SegmentQuestion(List.of("deeplift"), false)).get(0);
      SegmentTable.Row row = summed.rows().get(0);
      assertEquals(-2 * 16 / 24.0, row.rest(), 1e-5);
      // Padding is never taken away, so it is no part of the change.
      SegmentTable without =
          tables(at, new SegmentQuestion(List.of("feature-ablation"), false)).get(0);
      assertEquals(0, without.rows().get(0).rest(), 1e-5);
    }
  }

  @Test
  void methodsThatShareNothingOutAreRefusedWithThoseThatDo(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, linear(engine));
        Evaluation at = runner.evaluate(image())) {
      for (String id : List.of("saliency", "grad-cam", "occlusion", "rise", "misure")) {
        SegmentQuestion question = new SegmentQuestion(List.of(id), false);
        InputException e = assertThrows(InputException.class, () -> tables(at, question));
        assertTrue(
            e.getMessage().startsWith("method '" + id + "' does not share the target out"),
            e.getMessage());
        COMPLETE.forEach(method -> assertTrue(e.getMessage().contains(method), e.getMessage()));
      }
    }
  }

  @Test
  void methodsAndOptionsThatThereAreNotAreRefused() {
    assertThrows(InputException.class, () -> new SegmentQuestion(List.of(), false));
    assertThrows(InputException.class, () -> new SegmentQuestion(List.of("no-method"), false));
  }
}
