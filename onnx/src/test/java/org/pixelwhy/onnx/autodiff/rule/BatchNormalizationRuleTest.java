package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

@ExtendWith(EngineExtension.class)
class BatchNormalizationRuleTest {
  private static long[] shape(int rank) {
    return Arrays.copyOf(new long[] {3, 4, 3, 2, 2}, rank);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void differentiatesWithGivenStatistics(int rank, Engine engine) {
    Samples samples = new Samples(rank);
    GradientCheck.of("BatchNormalization")
        .attribute("epsilon", 0.01)
        .input(samples.normal(shape(rank)))
        .input(samples.normal(4))
        .input(samples.normal(4))
        .input(samples.normal(4))
        .input(samples.uniform(0.5, 2, 4))
        .verify(engine);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void differentiatesThroughTheStatisticsOfTheBatch(int rank, Engine engine) {
    Samples samples = new Samples(rank);
    GradientCheck.of("BatchNormalization")
        .attribute("training_mode", 1)
        .attribute("epsilon", 0.01)
        .input(samples.normal(shape(rank)))
        .input(samples.normal(4))
        .input(samples.normal(4))
        .input(samples.normal(4))
        .input(samples.uniform(0.5, 2, 4))
        .outputs(3, 0)
        .verify(engine);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void readsTheStatisticsOfTheBatchWhereTheNodeGivesThem(int rank, Engine engine) {
    Samples samples = new Samples(rank);
    GradientCheck.of("BatchNormalization")
        .attribute("training_mode", 1)
        .attribute("momentum", 0f)
        .attribute("epsilon", 0.01)
        .input(samples.normal(shape(rank)))
        .input(samples.normal(4))
        .input(samples.normal(4))
        .fixed(samples.normal(4))
        .fixed(samples.uniform(0.5, 2, 4))
        .outputs(3, 0)
        .verify(engine);
  }
}
