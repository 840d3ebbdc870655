package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

@ExtendWith(EngineExtension.class)
class GroupNormalizationRuleTest {
  /** stash_type 11 makes the operator compute in double; by default it rounds to float. */
  private static GradientCheck groups(int rank, long groups) {
    Samples samples = new Samples(10 * rank + groups);
    return GradientCheck.of("GroupNormalization")
        .attribute("num_groups", groups)
        .attribute("epsilon", 0.01)
        .attribute("stash_type", 11)
        .input(samples.normal(Arrays.copyOf(new long[] {2, 6, 3, 2, 2}, rank)))
        .input(samples.normal(6))
        .input(samples.normal(6));
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "3, 2", "4, 3", "4, 6", "5, 2"})
  void differentiatesThroughTheStatisticsOfGroups(int rank, long groups, Engine engine) {
    groups(rank, groups).verify(engine);
  }

  /**
   * Before opset 21 the operator had a weight per group. ONNX Runtime computes that in float: a
   * step of 0.02 errs by its square times a third derivative of order 1, plus rounding of 1e-7 /
   * 0.02.
   */
  @Test
  void takesWeightsPerGroup(Engine engine) {
    Samples samples = new Samples(5);
    GradientCheck.of("GroupNormalization")
        .opset(18)
        .attribute("num_groups", 3)
        .input(samples.normal(2, 6, 3, 4))
        .input(samples.normal(3))
        .input(samples.normal(3))
        .inFloat(0.02, 2e-3)
        .verify(engine);
  }

  /** Float only: see above. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void differentiatesThroughTheStatisticsOfInstances(int rank, Engine engine) {
    Samples samples = new Samples(rank);
    GradientCheck.of("InstanceNormalization")
        .attribute("epsilon", 0.01)
        .input(samples.normal(Arrays.copyOf(new long[] {2, 3, 8, 3, 2}, rank)))
        .input(samples.normal(3))
        .input(samples.normal(3))
        .inFloat(0.02, 2e-3)
        .verify(engine);
  }
}
