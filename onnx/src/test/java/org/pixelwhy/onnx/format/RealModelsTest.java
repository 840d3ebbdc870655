package org.pixelwhy.onnx.format;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pixelwhy.onnx.SharedData;

class RealModelsTest {
  @TestFactory
  Stream<DynamicTest> everyModelReads() throws IOException {
    return models().stream()
        .map(
            model ->
                dynamicTest(
                    model.getParent().getFileName() + "/" + model.getFileName(),
                    () -> {
                      OnnxModel read = OnnxReader.read(model);
                      assertFalse(read.graph().nodes().isEmpty());
                    }));
  }

  private static List<Path> models() throws IOException {
    try (Stream<Path> trained = Files.walk(SharedData.require("data/models"));
        Stream<Path> golden = Files.walk(SharedData.require("golden"))) {
      return Stream.concat(trained, golden)
          .filter(path -> path.toString().endsWith(".onnx"))
          .sorted()
          .toList();
    }
  }
}
