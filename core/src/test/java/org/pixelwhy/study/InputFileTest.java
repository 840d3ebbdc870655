package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.Cases;
import org.pixelwhy.model.ModelPreparation;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** Finished inputs, in the layout that the network has or channels first. */
@ExtendWith(EngineExtension.class)
class InputFileTest {
  @TempDir Path folder;

  private Tensor read(SegmentationModel model, Tensor array) {
    Path file = folder.resolve("input.npy");
    Npy.write(file, array);
    return InputFile.read(file, model.card(), Optional.empty()).prepared().input();
  }

  @Test
  void anArrayInTheNetworksOwnLayoutGivesWhatTheNetworkItselfGives(Engine engine) {
    OnnxModel file = Cases.network("nhwc.onnx");
    SegmentationModel model = ModelPreparation.prepare(engine, file, PartialCard.EMPTY);
    Path array = Cases.file(folder, "nhwc_in.npy");
    Tensor input = InputFile.read(array, model.card(), Optional.empty()).prepared().input();
    Tensor own;
    try (Program program = engine.compile(file.graph())) {
      own = program.run(Map.of("input", Npy.read(array))).get("output");
    }
    Tensor read;
    try (Program program = engine.compile(model.graph())) {
      read = program.run(Map.of(model.input(), input)).get(model.logits());
    }
    assertArrayEquals(new long[] {1, 4, 64, 64}, read.shape().dims());
    for (int k = 0; k < 4; k++) {
      for (int i = 0; i < 64 * 64; i++) {
        assertEquals(own.get(i * 4 + k), read.get(k * 64 * 64 + i), 1e-5);
      }
    }
  }

  private static SegmentationModel channelsLast(Engine engine) {
    return Net.prepare(
        engine,
        new Net(1)
            .input("x", 1, 8, 12, 3)
            .transpose("t", "x", 0, 3, 1, 2)
            .conv("y", "t", 3, 2, 3)
            .graph("y"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,8,12,3", "8,12,3", "1,3,8,12", "3,8,12"})
  void aChannelsLastNetworkTakesEitherLayout(String shape, Engine engine) {
    long[] dims = List.of(shape.split(",")).stream().mapToLong(Long::parseLong).toArray();
    Tensor array = Net.noise(1, dims);
    Tensor input = read(channelsLast(engine), array);
    assertArrayEquals(new long[] {1, 3, 8, 12}, input.shape().dims());
    boolean last = dims[dims.length - 1] == 3;
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < 96; i++) {
        assertEquals(array.get(last ? i * 3 + c : c * 96 + i), input.get(c * 96 + i));
      }
    }
  }

  @Test
  void whatFitsNeitherIsRefusedInTheNetworksOwnTerms(Engine engine) {
    SegmentationModel model = channelsLast(engine);
    InputException e =
        assertThrows(InputException.class, () -> read(model, Net.noise(1, 1, 8, 16, 3)));
    assertTrue(
        e.getMessage()
            .endsWith(
                "expected one finished input [1,H,W,C] (RGB, height x width 8 x 12), found an array"
                    + " of shape [1,8,16,3]"),
        e.getMessage());
  }
}
