package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.attribution.parts.Division;
import org.pixelwhy.attribution.parts.Parts;
import org.pixelwhy.attribution.perturbation.FeatureAblation.Ablation;
import org.pixelwhy.attribution.perturbation.FeatureAblation.Options;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.Question;

class FeatureAblationTest extends ConformanceKit {
  private static final Options QUARTERS =
      Options.defaults()
          .withDivision(new Division.Grid(2))
          .withBaseline(new Baseline.Constant(0.25f));

  @Override
  protected Attributor attributor() {
    return new FeatureAblation(QUARTERS);
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 8, 12};
  }

  private static int quarter(int element) {
    int pixel = element % Example.AREA;
    return pixel / Example.WIDTH / 4 * 2 + pixel % Example.WIDTH / 6;
  }

  private static FrozenTarget target(Example example, int classIndex) {
    return Question.of(new ClassTarget(classIndex)).freeze(example.at().prediction());
  }

  private static double without(Example example, FrozenTarget target, int part) {
    float[] values = Example.IMAGE.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = quarter(i) == part ? 0.25f : values[i];
    }
    return target.value(example.predict(values).logits());
  }

  /** One image at a time. */
  @Test
  void isWhatEachTargetLosesWithoutAPart(Engine engine) {
    try (Example example = Example.unet(engine)) {
      List<FrozenTarget> targets = List.of(target(example, 1), target(example, 2));
      Parts parts = new Division.Grid(2).of(example.at().image(), example.at().prediction());
      Ablation found = new FeatureAblation(QUARTERS).ablate(example.at(), parts, targets);
      for (int k = 0; k < 2; k++) {
        double whole = targets.get(k).value(example.at().prediction().logits());
        for (int part = 0; part < 4; part++) {
          double loss = whole - without(example, targets.get(k), part);
          assertEquals(loss, found.losses()[k][part], 1e-5);
        }
      }
      double[] one =
          new FeatureAblation(QUARTERS)
              .explain(example.at(), Question.of(new ClassTarget(2)))
              .get(0)
              .values()
              .toDoubles();
      for (int i = 0; i < one.length; i++) {
        assertEquals(found.losses()[1][quarter(i)] / 24, one[i], 1e-5);
      }
    }
  }

  @Test
  void aSinglePartLosesTheWholeChange(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Parts one = new Division.Grid(1).of(example.at().image(), example.at().prediction());
      Ablation found =
          new FeatureAblation(QUARTERS).ablate(example.at(), one, List.of(target(example, 1)));
      assertArrayEquals(found.changes(), found.losses()[0], 1e-5);
    }
  }

  @Test
  void classesAreToldByName(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Attribution map =
          new FeatureAblation(Options.defaults())
              .explain(example.at(), Question.of(new ClassTarget(1)))
              .get(0);
      assertTrue(map.notes().get(0).matches("\\d predicted classes, one pass each"));
      assertTrue(map.notes().get(1).contains("1: "), map.notes().get(1));
      assertTrue(map.notes().get(2).startsWith("the parts add up to"), map.notes().get(2));
    }
  }
}
