package org.pixelwhy.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class NativeTensorTest {
  @Test
  void givesBackTheNumbersThatWentIn(Engine engine) {
    Tensor tensor = Tensor.of(new double[] {1.5, -2, Double.MAX_VALUE}, 1, 3);
    try (NativeTensor loaded = engine.load(tensor)) {
      assertEquals(Shape.of(1, 3), loaded.shape());
      assertEquals(tensor, loaded.toTensor());
    }
  }

  @Test
  void holdsScalarsAndTensorsWithoutElements(Engine engine) {
    try (NativeTensor scalar = engine.load(Tensor.scalar(DataType.FLOAT, 7));
        NativeTensor empty = engine.load(Tensor.of(new float[0], 2, 0, 3))) {
      assertEquals(7, scalar.toTensor().get(0));
      assertEquals(Shape.of(2, 0, 3), empty.toTensor().shape());
    }
  }

  @Test
  void canBeClosedTwice(Engine engine) {
    NativeTensor tensor = engine.load(Tensor.vector(1));
    tensor.close();
    assertDoesNotThrow(tensor::close);
  }

  @Test
  void saysThatItIsClosedWhenItIsReadOrFedAfterwards(Engine engine) {
    NativeTensor tensor = engine.load(Tensor.of(new float[3], 3));
    tensor.close();
    IllegalStateException read = assertThrows(IllegalStateException.class, tensor::toTensor);
    assertEquals("this native tensor is closed: float[3]", read.getMessage());
    try (Program program = engine.compile(Programs.doubling())) {
      Map<String, NativeTensor> feeds = Map.of("x", tensor);
      assertThrows(IllegalStateException.class, () -> program.call(feeds));
    }
  }

  @Test
  void refusesTypesThatTheRuntimeCannotTake(Engine engine) {
    Tensor tensor = Tensor.filled(DataType.UINT32, 1, 2);
    InputException refused = assertThrows(InputException.class, () -> engine.load(tensor));
    assertTrue(refused.getMessage().contains("uint32"), refused.getMessage());
  }
}
