package org.pixelwhy.onnx.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class OnnxWriterTest {
  @TempDir Path folder;

  @Test
  void weightsOfMoreThanOneFileHoldsAreRefusedAndNothingIsWritten() throws IOException {
    Tensor shared = Tensor.filled(DataType.UINT8, 0, 1 << 26);
    GraphBuilder builder = Graph.builder("large", 21);
    for (int i = 0; i < 33; i++) {
      builder.initializer("w" + i, shared).tap("w" + i);
    }
    Graph large = builder.build();
    Path file = folder.resolve("large.onnx");
    InputException e = assertThrows(InputException.class, () -> OnnxWriter.write(large, file));
    assertTrue(e.getMessage().contains("at most 2 GiB"), e.getMessage());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
